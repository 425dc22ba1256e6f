-- For each skill you lack: how much closer it brings you, in whole postings (a posting that requires five skills counts a fifth for each), and the postings it brings within reach by itself: at least three quarters of the required skills held.
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
        count(*) filter (is_held) as held,
        held < 0.75 * required and held + 1 >= 0.75 * required as comes_within_reach
    from asked
    group by row
),
unlocked as (
    select
        asked.skill,
        sum(1.0 / postings.required) as closer,
        count(*) filter (comes_within_reach) as unlocks,
        count(distinct asked.company_no) filter (comes_within_reach) as unlocked_companies
    from asked
    inner join postings on postings.row = asked.row
    where not asked.is_held
    group by asked.skill
),
reach as (
    select count(*) filter (held >= 0.75 * required) as within_reach
    from postings
)
select
    unlocked.skill,
    unlocked.closer,
    unlocked.unlocks,
    unlocked.unlocked_companies,
    reach.within_reach
from unlocked
cross join reach
order by unlocked.closer desc, unlocked.skill
