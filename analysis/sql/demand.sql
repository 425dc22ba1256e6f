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
weighed as (
    select
        namings.skill,
        namings.named,
        namings.named * sizes.weight as shared,
        namings.required * sizes.weight as required,
        namings.wanted * sizes.weight as wanted,
        sizes.postings * sizes.weight as whole
    from namings
    inner join sizes on sizes.company_no = namings.company_no
),
sums as (
    select
        skill,
        sum(named) as postings,
        count(*) as named_by,
        sum(shared) as share_y,
        sum(shared * shared) as share_yy,
        sum(shared * whole) as share_yu,
        sum(required) as required_y,
        sum(required * required) as required_yy,
        sum(required * whole) as required_yu,
        sum(wanted) as wanted_y,
        sum(wanted * wanted) as wanted_yy,
        sum(wanted * whole) as wanted_yu
    from weighed
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
