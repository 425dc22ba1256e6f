-- Of the postings that put a number of years on a skill of the given areas, the share that asks for at least so many.
with
stated as (
    select
        scope.row,
        scope.company_no,
        max(counted_skills.years) as years
    from scope
    inner join counted_skills on counted_skills.row = scope.row
    inner join skills on skills.skill = counted_skills.skill
    where
        counted_skills.years is not null
        and list_contains($areas, skills.area)
    group by scope.row, scope.company_no
),
weighed as (
    select
        company_no,
        count(*) as postings,
        count(*) filter (years >= $years) as named,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from stated
    group by company_no
)
select
    coalesce(sum(postings), 0) as n,
    count(*) as companies,
    coalesce(sum(named), 0) as postings,
    count(*) filter (named > 0) as named_by,
    sum(weighed.postings * weight) as u,
    sum((weighed.postings * weight) ** 2) as uu,
    sum(named * weight) as share_y,
    sum((named * weight) ** 2) as share_yy,
    sum(named * weight * weighed.postings * weight) as share_yu
from weighed
