-- Share of postings that name at least so many of the given skills or their kinds, by part of the market.
with
wanted as (
    select
        family,
        skill
    from counted_families
    where list_contains($any_of, family)
),
among as (
    select skill
    from counted_families
    where list_contains($among, family)
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
            select counted_skills.row
            from counted_skills
            inner join among on among.skill = counted_skills.skill
        )
),
namings as (
    select counted_skills.row
    from counted_skills
    inner join wanted on wanted.skill = counted_skills.skill
    where
        $need = 'mentioned'
        or counted_skills.need = 'required'
        or (counted_skills.need = 'preferred' and $need = 'preferred')
    group by counted_skills.row
    having count(distinct wanted.family) >= $at_least
),
companies as (
    select
        asked.part,
        asked.company_no,
        count(*) as postings,
        count(namings.row) as named
    from asked
    left join namings on namings.row = asked.row
    group by asked.part, asked.company_no
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
