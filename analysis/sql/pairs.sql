-- Skills hired together: of the postings that name the skill, the share that also names the other; lift is that share over the other's share of all postings. Without a skill: pairs among the 25 most named.
with
popular as (
    select counted_skills.skill
    from counted_skills
    inner join scope on scope.row = counted_skills.row
    where $skill is null
    group by counted_skills.skill
    order by count(*) desc, counted_skills.skill
    limit 25
),
focus as (
    select $skill as skill
    where $skill is not null
    union all
    select skill
    from popular
),
holders as (
    select
        counted_holders.skill,
        counted_holders.row,
        scope.company_no
    from counted_holders
    inner join focus on focus.skill = counted_holders.skill
    inner join scope on scope.row = counted_holders.row
),
sizes as (
    select
        skill,
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from holders
    group by skill, company_no
),
whole as (
    select
        skill,
        sum(postings) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from sizes
    group by skill
),
base as (
    select
        counted_skills.skill,
        count(*) / (select count(*) from scope) as base
    from counted_skills
    inner join scope on scope.row = counted_skills.row
    group by counted_skills.skill
),
beside as (
    select
        holders.skill,
        counted_skills.skill as other,
        holders.company_no,
        count(*) as named
    from holders
    inner join counted_skills on counted_skills.row = holders.row
    where
        $skill is not null
        and counted_skills.skill <> holders.skill
    group by holders.skill, counted_skills.skill, holders.company_no
),
among as (
    select
        holders.skill,
        others.skill as other,
        holders.company_no,
        count(*) as named
    from holders
    inner join holders as others on others.row = holders.row
    where
        $skill is null
        and holders.skill < others.skill
    group by holders.skill, others.skill, holders.company_no
),
namings as (
    select *
    from beside
    union all
    select *
    from among
    union all
    -- A pair is counted once and told from either side.
    select
        other as skill,
        skill as other,
        company_no,
        named
    from among
),
weighed as (
    select
        namings.skill,
        namings.other,
        namings.named,
        namings.named * sizes.weight as shared,
        sizes.postings * sizes.weight as whole
    from namings
    inner join sizes on sizes.skill = namings.skill and sizes.company_no = namings.company_no
),
sums as (
    select
        skill,
        other,
        sum(named) as postings,
        count(*) as named_by,
        sum(shared) as share_y,
        sum(shared * shared) as share_yy,
        sum(shared * whole) as share_yu
    from weighed
    group by skill, other
)
select
    sums.*,
    coalesce(skills.name, sums.skill) as name,
    coalesce(others.name, sums.other) as other_name,
    base.base,
    sums.share_y / whole.u / base.base as lift,
    whole.n,
    whole.companies,
    whole.u,
    whole.uu
from sums
inner join whole on whole.skill = sums.skill
inner join base on base.skill = sums.other
left join skills on skills.skill = sums.skill
left join skills as others on others.skill = sums.other
order by sums.postings desc, sums.skill, sums.other
