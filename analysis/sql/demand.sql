-- Share of postings that name each skill itself, anywhere but in the company's blurb; required and wanted (required or preferred) apart.
with
sizes as (
    select
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from scope
    group by company_no
),
whole as (
    select
        coalesce(sum(postings), 0) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from sizes
),
namings as (
    select
        scope.company_no,
        counted_skills.skill,
        count(*) as named,
        count(*) filter (need = 'required') as required,
        count(*) filter (need in ('required', 'preferred')) as wanted
    from counted_skills
    inner join scope on scope.row = counted_skills.row
    group by scope.company_no, counted_skills.skill
),
sums as (
    select
        skill,
        sum(named) as postings,
        count(*) as named_by,
        sum(named * weight) as share_y,
        sum((named * weight) ** 2) as share_yy,
        sum(named * weight * postings * weight) as share_yu,
        sum(required * weight) as required_y,
        sum((required * weight) ** 2) as required_yy,
        sum(required * weight * postings * weight) as required_yu,
        sum(wanted * weight) as wanted_y,
        sum((wanted * weight) ** 2) as wanted_yy,
        sum(wanted * weight * postings * weight) as wanted_yu
    from namings
    inner join sizes on sizes.company_no = namings.company_no
    group by skill
)
select
    sums.*,
    coalesce(skills.name, sums.skill) as name,
    skills.kind,
    skills.area,
    whole.*
from sums
cross join whole
left join skills on skills.skill = sums.skill
order by sums.share_y desc, sums.skill
