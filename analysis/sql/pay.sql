-- Yearly pay in US dollars, one value a posting: the middle of the range it states; low and high are the medians of the ranges' ends. Base and total pay are never mixed; pay of unstated kind counts as base.
with
paid as (
    select
        unnest(scope.parts) as part,
        scope.company_no,
        case $kind when 'total' then counted.total_usd else counted.base_usd end as value,
        case $kind when 'total' then counted.total_low_usd else counted.base_low_usd end as low,
        case $kind when 'total' then counted.total_high_usd else counted.base_high_usd end as high
    from scope
    inner join counted on counted.row = scope.row
    where $skill is null or scope.row in (select row from counted_holders where skill = $skill)
)
select
    part,
    company_no,
    case $weight when 'company' then 1.0 / count(*) over (partition by part, company_no) else 1.0 end as weight,
    value,
    low,
    high
from paid
where value is not null
order by part, value, company_no
