-- Years of experience that postings ask for with a skill, where they say so in one breath.
select
    counted_skills.skill,
    coalesce(any_value(skills.name), counted_skills.skill) as name,
    count(*) as n,
    count(distinct scope.company_no) as companies,
    quantile_disc(counted_skills.years, 0.25) as p25,
    median(counted_skills.years) as median,
    quantile_disc(counted_skills.years, 0.75) as p75,
    count(*) filter (counted_skills.years >= 10) as ten_or_more
from scope
inner join counted_skills on counted_skills.row = scope.row
left join skills on skills.skill = counted_skills.skill
where counted_skills.years is not null
group by counted_skills.skill
order by n desc, counted_skills.skill
