-- Share of the postings of each segment that name each skill itself.
with
divided as (
    select
        row,
        company_no,
        unnest(list_distinct(parts)) as part
    from scope
),
sizes as (
    select
        part,
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from divided
    group by part, company_no
),
whole as (
    select
        part,
        sum(postings) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from sizes
    group by part
),
popular as (
    select counted_skills.skill
    from counted_skills
    inner join scope on scope.row = counted_skills.row
    where len($skills) = 0
    group by counted_skills.skill
    order by count(*) desc, counted_skills.skill
    limit 20
),
chosen as (
    select unnest($skills) as skill
    union all
    select skill
    from popular
),
namings as (
    select
        divided.part,
        divided.company_no,
        counted_holders.skill,
        count(*) as named
    from counted_holders
    inner join chosen on chosen.skill = counted_holders.skill
    inner join divided on divided.row = counted_holders.row
    group by divided.part, divided.company_no, counted_holders.skill
),
sums as (
    select
        namings.part,
        namings.skill,
        sum(named) as postings,
        count(*) as named_by,
        sum(named * weight) as share_y,
        sum((named * weight) ** 2) as share_yy,
        sum(named * weight * sizes.postings * weight) as share_yu
    from namings
    inner join sizes on sizes.part = namings.part and sizes.company_no = namings.company_no
    group by namings.part, namings.skill
)
select
    whole.part,
    chosen.skill,
    coalesce(skills.name, chosen.skill) as name,
    whole.n,
    whole.companies,
    whole.u,
    whole.uu,
    coalesce(sums.postings, 0) as postings,
    coalesce(sums.named_by, 0) as named_by,
    coalesce(sums.share_y, 0) as share_y,
    coalesce(sums.share_yy, 0) as share_yy,
    coalesce(sums.share_yu, 0) as share_yu
from whole
cross join chosen
left join sums on sums.part = whole.part and sums.skill = chosen.skill
left join skills on skills.skill = chosen.skill
order by chosen.skill, whole.part
