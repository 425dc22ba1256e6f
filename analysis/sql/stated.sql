-- Share of postings that state what they pay, by part of the market: where the law asks for it, more do, and pay bands show those places best.
with
divided as (
    select
        scope.company_no,
        counted.states_pay,
        unnest(list_distinct(scope.parts)) as part
    from scope
    inner join counted on counted.row = scope.row
),
weighed as (
    select
        part,
        company_no,
        count(*) as postings,
        count(*) filter (states_pay) as named,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from divided
    group by part, company_no
)
select
    part,
    sum(postings) as n,
    count(*) as companies,
    sum(named) as postings,
    count(*) filter (named > 0) as named_by,
    sum(weighed.postings * weight) as u,
    sum((weighed.postings * weight) ** 2) as uu,
    sum(named * weight) as share_y,
    sum((named * weight) ** 2) as share_yy,
    sum(named * weight * weighed.postings * weight) as share_yu
from weighed
group by part
order by n desc, part
