-- Share of postings that name at least so many of the given skills, by part of the market.
with
spellings as (
    select
        'wanted' as list,
        unnest($any_of) as one
    union all
    select
        'among',
        unnest($among)
),
-- "gpt|openai-api" is one thing under two ids; "aws+" is AWS and everything that belongs to it.
alternatives as (
    select
        list,
        one,
        unnest(string_split(one, '|')) as id
    from spellings
),
chosen as (
    select distinct
        alternatives.list,
        dense_rank() over (order by alternatives.one) as one_no, -- numbers are told apart sooner than words
        counted_families.skill
    from alternatives
    inner join counted_families on counted_families.family = rtrim(alternatives.id, '+')
    where
        counted_families.skill = alternatives.id
        or ends_with(alternatives.id, '+')
),
asked as (
    select
        scope.row,
        scope.company_no,
        unnest(scope.parts) as part
    from scope
    where
        len($among) = 0
        or scope.row in (
            select counted_holders.row
            from counted_holders
            inner join chosen on chosen.skill = counted_holders.skill
            where chosen.list = 'among'
        )
),
namings as (
    select counted_holders.row
    from counted_holders
    inner join chosen on chosen.skill = counted_holders.skill
    where
        chosen.list = 'wanted'
        and (
            $need = 'mentioned'
            or counted_holders.need = 'required'
            or (counted_holders.need = 'preferred' and $need = 'preferred')
        )
    group by counted_holders.row
    having count(distinct chosen.one_no) >= $at_least
),
sizes as (
    select
        part,
        company_no,
        count(*) as postings
    from asked
    group by part, company_no
),
named as (
    select
        asked.part,
        asked.company_no,
        count(*) as named
    from asked
    inner join namings on namings.row = asked.row
    group by asked.part, asked.company_no
),
companies as (
    select
        sizes.part,
        sizes.company_no,
        sizes.postings,
        coalesce(named.named, 0) as named
    from sizes
    left join named on named.part = sizes.part and named.company_no = sizes.company_no
),
weighed as (
    select
        part,
        postings,
        named,
        case $weight when 'company' then 1.0 / postings else 1.0 end as weight
    from companies
)
select
    part,
    sum(postings) as n,
    count(*) as companies,
    sum(named) as postings,
    count(*) filter (named > 0) as named_by,
    sum(postings * weight) as u,
    sum((postings * weight) ** 2) as uu,
    sum(named * weight) as share_y,
    sum((named * weight) ** 2) as share_yy,
    sum(named * weight * postings * weight) as share_yu
from weighed
group by part
order by part
