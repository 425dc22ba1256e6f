-- Postings that state their pay, with what may go with it: role, level, place, kind of company and, where asked, the skills named. Of more than $most, whole companies are drawn until so many: their numbers are drawn (summarise.sql).
with
priced as (
    select
        counted.row,
        counted.company_no,
        case $kind when 'total' then counted.total_usd else counted.base_usd end as usd
    from scope
    inner join counted on counted.row = scope.row
    where case $kind when 'total' then counted.total_usd else counted.base_usd end is not null
),
sizes as (
    select
        company_no,
        count(*) as offers
    from priced
    group by company_no
),
drawn as (
    select company_no
    from sizes
    qualify $most is null or sum(offers) over (order by company_no) <= $most
),
chosen as materialized (
    select priced.*
    from priced
    semi join drawn on drawn.company_no = priced.company_no
),
named as (
    select
        counted_skills.row,
        list(counted_skills.skill) as skills
    from counted_skills
    inner join chosen on chosen.row = counted_skills.row
    where $named = 1
    group by counted_skills.row
)
select
    lower(trim(counted.company)) as company,
    chosen.usd,
    counted.role,
    counted.level,
    case when len(counted.countries) = 1 then counted.countries[1] end as country,
    counted.metro,
    counted.workplace,
    counted.stage,
    list_sort(coalesce(named.skills, [])) as skills
from chosen
inner join counted on counted.row = chosen.row
left join named on named.row = chosen.row
order by chosen.row
