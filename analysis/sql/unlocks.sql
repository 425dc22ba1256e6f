-- For each skill you lack: postings that come within reach by it alone. Within reach: at least three quarters of the required skills are held.
with
held as (
    select distinct family as skill
    from counted_families
    where list_contains($known, skill)
),
asked as (
    select
        scope.row,
        scope.company_no,
        counted_skills.skill,
        held.skill is not null as is_held
    from scope
    inner join counted_skills on counted_skills.row = scope.row
    left join held on held.skill = counted_skills.skill
    where counted_skills.need = 'required'
),
postings as (
    select
        row,
        count(*) as required,
        count(*) filter (is_held) as held
    from asked
    group by row
),
unlocked as (
    select
        asked.skill,
        count(*) as unlocks,
        count(distinct asked.company_no) as unlocked_companies
    from asked
    inner join postings on postings.row = asked.row
    where
        not asked.is_held
        and postings.held < 0.75 * postings.required
        and postings.held + 1 >= 0.75 * postings.required
    group by asked.skill
),
reach as (
    select count(*) filter (held >= 0.75 * required) as within_reach
    from postings
)
select
    unlocked.skill,
    unlocked.unlocks,
    unlocked.unlocked_companies,
    reach.within_reach
from unlocked
cross join reach
order by unlocked.unlocks desc, unlocked.skill
