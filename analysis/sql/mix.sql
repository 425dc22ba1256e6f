-- How the postings divide by one of their properties; a posting with several values counts in each, one without counts as unknown.
with
whole as (
    select
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from scope
    group by company_no
),
totals as (
    select
        sum(postings) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from whole
),
divided as (
    select
        company_no,
        unnest(list_distinct(parts)) as part
    from scope
),
parts as (
    select
        part,
        company_no,
        count(*) as named
    from divided
    group by part, company_no
)
select
    parts.part,
    any_value(totals.n) as n,
    any_value(totals.companies) as companies,
    sum(parts.named) as postings,
    count(*) as named_by,
    any_value(totals.u) as u,
    any_value(totals.uu) as uu,
    sum(parts.named * whole.weight) as share_y,
    sum((parts.named * whole.weight) ** 2) as share_yy,
    sum(parts.named * whole.weight * whole.postings * whole.weight) as share_yu
from parts
inner join whole on whole.company_no = parts.company_no
cross join totals
group by parts.part
order by postings desc, parts.part
