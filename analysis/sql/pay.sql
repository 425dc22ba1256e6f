-- Yearly pay in US dollars, one value a posting: the middle of the range it states. Base and total pay are never mixed; pay of unstated kind counts as base.
with
paid as (
    select
        unnest(scope.parts) as part,
        scope.company_no,
        case $kind when 'total' then counted.total_usd else counted.base_usd end as usd,
        case $kind when 'total' then counted.total_low_usd else counted.base_low_usd end as low_usd,
        case $kind when 'total' then counted.total_high_usd else counted.base_high_usd end as high_usd
    from scope
    inner join counted on counted.row = scope.row
)
select
    part,
    company_no,
    case $weight when 'company' then 1.0 / count(*) over (partition by part, company_no) else 1.0 end as weight,
    usd,
    low_usd,
    high_usd
from paid
where usd is not null
order by part, usd, company_no
