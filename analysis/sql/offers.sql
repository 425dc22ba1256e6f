-- Postings that state their pay, with what may go with it: role, level, place, kind of company and, where asked, the skills named.
with
named as (
    select
        counted_skills.row,
        list(counted_skills.skill order by counted_skills.skill) as skills
    from counted_skills
    inner join scope on scope.row = counted_skills.row
    inner join counted on counted.row = scope.row
    where
        $named = 1
        and case $kind when 'total' then counted.total_usd else counted.base_usd end is not null
    group by counted_skills.row
)
select
    lower(trim(counted.company)) as company,
    case $kind when 'total' then counted.total_usd else counted.base_usd end as usd,
    counted.role,
    counted.level,
    case when len(counted.countries) = 1 then counted.countries[1] end as country,
    counted.metro,
    counted.workplace,
    counted.stage,
    coalesce(named.skills, []) as skills
from scope
inner join counted on counted.row = scope.row
left join named on named.row = scope.row
where case $kind when 'total' then counted.total_usd else counted.base_usd end is not null
order by scope.row
