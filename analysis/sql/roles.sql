-- Share of the postings opened in each period that offer each role; a posting that offers several counts in each of them. Fixed panel: only boards and feeds watched in the first and the last period.
with
sizes as (
    select
        period,
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from flow
    group by period, company_no
),
whole as (
    select
        period,
        sum(postings) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from sizes
    group by period
),
divided as (
    select
        period,
        company_no,
        unnest(list_distinct(parts)) as part
    from flow
),
namings as (
    select
        period,
        company_no,
        part,
        count(*) as named
    from divided
    group by period, company_no, part
),
sums as (
    select
        namings.period,
        namings.part,
        sum(named) as postings,
        count(*) as named_by,
        sum(named * weight) as share_y,
        sum((named * weight) ** 2) as share_yy,
        sum(named * weight * sizes.postings * weight) as share_yu
    from namings
    inner join sizes on sizes.period = namings.period and sizes.company_no = namings.company_no
    group by namings.period, namings.part
),
parts as (
    select distinct part
    from sums
)
select
    parts.part,
    whole.period,
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
cross join parts
left join sums on sums.period = whole.period and sums.part = parts.part
order by parts.part, whole.period
