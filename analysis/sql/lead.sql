-- How far the share of postings that name a skill stands above the share that name its rival, in the same postings.
with
spellings as (
    select
        unnest([$skill, $rival]) as one
),
alternatives as (
    select
        one,
        unnest(string_split(one, '|')) as id
    from spellings
),
chosen as (
    select distinct
        alternatives.one = $skill as is_ours,
        counted_families.skill
    from alternatives
    inner join counted_families on counted_families.family = rtrim(alternatives.id, '+')
    where
        counted_families.skill = alternatives.id
        or ends_with(alternatives.id, '+')
),
namings as (
    select
        counted_holders.row,
        bool_or(chosen.is_ours)::integer as ours,
        bool_or(not chosen.is_ours)::integer as theirs
    from counted_holders
    inner join chosen on chosen.skill = counted_holders.skill
    group by counted_holders.row
),
companies as (
    select
        scope.company_no,
        count(*) as postings,
        coalesce(sum(namings.ours), 0) as ours,
        coalesce(sum(namings.theirs), 0) as theirs,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from scope
    left join namings on namings.row = scope.row
    group by scope.company_no
)
select
    coalesce(sum(companies.postings), 0) as n,
    count(*) as companies,
    coalesce(sum(ours), 0) as postings,
    coalesce(sum(theirs), 0) as rival_postings,
    sum(companies.postings * weight) as u,
    sum((companies.postings * weight) ** 2) as uu,
    sum((ours - theirs) * weight) as lead_y,
    sum(((ours - theirs) * weight) ** 2) as lead_yy,
    sum((ours - theirs) * weight * companies.postings * weight) as lead_yu
from companies
