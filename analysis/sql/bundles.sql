-- Three or more skills hired together: the share of postings that name every one of them, and lift, that share over what it would be if each were named independently of the others.
-- Among the sixteen skills named most, or a skill and the fifteen named most beside it; bundles in a twentieth of the postings or more, the highest lift first.
with
holders as (
    select row
    from counted_holders
    where skill = $skill
),
named as (
    select
        counted_skills.skill,
        count(*) as postings,
        count(*) filter ($skill is null or scope.row in (select row from holders)) as beside
    from counted_skills
    inner join scope on scope.row = counted_skills.row
    group by counted_skills.skill
),
placed as (
    select
        skill,
        postings,
        (row_number() over (order by skill is not distinct from $skill desc, beside desc, skill) - 1)::integer as place
    from named
    where beside > 0
    qualify place < 16
),
-- One bit a skill: a posting is a whole number, and the bundles it names are bits of it.
focus as (
    select
        skill,
        postings / (select count(*) from scope) as base,
        1 << place as bit
    from placed
),
masks as (
    select
        scope.company_no,
        bit_or(focus.bit) as mask
    from counted_skills
    inner join focus on focus.skill = counted_skills.skill
    inner join scope on scope.row = counted_skills.row
    group by scope.row, scope.company_no
    having bit_count(mask) >= $size
),
alike as (
    select
        mask,
        count(*) as postings
    from masks
    group by mask
),
supported as (
    select
        bundles.range::integer as bundle,
        sum(alike.postings) as postings
    from range(1 << 16) as bundles
    inner join alike on alike.mask & bundles.range = bundles.range
    where
        bit_count(bundles.range) = $size
        and ($skill is null or bundles.range & 1 = 1)
    group by bundle
    having sum(alike.postings) >= 0.05 * (select count(*) from scope)
),
found as (
    select
        supported.bundle,
        list(focus.skill order by focus.bit) as bundled,
        list(coalesce(skills.name, focus.skill) order by focus.bit) as names,
        any_value(supported.postings) / (select count(*) from scope) / product(focus.base) as lift
    from supported
    inner join focus on supported.bundle & focus.bit > 0
    left join skills on skills.skill = focus.skill
    group by supported.bundle
    order by lift desc, bundled
    limit 50
),
sizes as (
    select
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from scope
    group by company_no
),
whole as (
    select
        sum(postings) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from sizes
),
namings as (
    select
        found.bundle,
        masks.company_no,
        count(*) as named
    from masks
    inner join found on masks.mask & found.bundle = found.bundle
    group by found.bundle, masks.company_no
),
sums as (
    select
        namings.bundle,
        sum(named) as postings,
        count(*) as named_by,
        sum(named * weight) as share_y,
        sum((named * weight) ** 2) as share_yy,
        sum(named * weight * sizes.postings * weight) as share_yu
    from namings
    inner join sizes on sizes.company_no = namings.company_no
    group by namings.bundle
)
select
    found.bundled as skills,
    found.names,
    found.lift,
    sums.postings,
    sums.named_by,
    sums.share_y,
    sums.share_yy,
    sums.share_yu,
    whole.*
from found
inner join sums on sums.bundle = found.bundle
cross join whole
order by found.lift desc, found.bundled
