-- Years of experience that postings ask for with a skill, where they say so in one breath; the skills of which most postings do.
with
stated as (
    select
        counted_skills.skill as part,
        scope.company_no,
        counted_skills.years::double as value
    from scope
    inner join counted_skills on counted_skills.row = scope.row
    where counted_skills.years is not null
),
most as (
    select part
    from stated
    group by part
    order by count(*) desc, part
    limit $limit
)
select
    stated.part,
    stated.company_no,
    case $weight when 'company' then 1.0 / count(*) over (partition by stated.part, stated.company_no) else 1.0 end as weight,
    stated.value,
    stated.value as low,
    stated.value as high
from stated
inner join most on most.part = stated.part
order by stated.part, stated.value, stated.company_no
