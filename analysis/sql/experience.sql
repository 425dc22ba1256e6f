-- Least years of experience that postings ask for, by part of the market, among those that state a number.
with
stated as (
    select
        unnest(scope.parts) as part,
        scope.company_no,
        counted.years_min::double as value
    from scope
    inner join counted on counted.row = scope.row
)
select
    part,
    company_no,
    case $weight when 'company' then 1.0 / count(*) over (partition by part, company_no) else 1.0 end as weight,
    value,
    value as low,
    value as high
from stated
where value is not null
order by part, value, company_no
