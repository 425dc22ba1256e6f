-- Share of the postings opened in each period that name the skill. Fixed panel: only boards and feeds watched in the first and the last period.
-- What opened before a board was first read is left out: of that, only what had not closed yet is known.
with
sizes as (
    select
        period,
        company_no,
        count(*) as postings,
        case $weight when 'company' then 1.0 / count(*) else 1.0 end as weight
    from flow
    group by period, company_no
),
whole as (
    select
        period,
        sum(postings) as n,
        count(*) as companies,
        sum(postings * weight) as u,
        sum((postings * weight) ** 2) as uu
    from sizes
    group by period
),
chosen as (
    select unnest($skills) as skill
    union all
    (
        select skill
        from counted_skills
        where len($skills) = 0 and row in (select row from flow)
        group by skill
        order by count(*) desc, skill
        limit 8
    )
),
namings as (
    select
        flow.period,
        flow.company_no,
        counted_holders.skill,
        count(*) as named
    from counted_holders
    inner join chosen on chosen.skill = counted_holders.skill
    inner join flow on flow.row = counted_holders.row
    group by flow.period, flow.company_no, counted_holders.skill
),
sums as (
    select
        namings.period,
        namings.skill,
        sum(named) as postings,
        count(*) as named_by,
        sum(named * weight) as share_y,
        sum((named * weight) ** 2) as share_yy,
        sum(named * weight * sizes.postings * weight) as share_yu
    from namings
    inner join sizes on sizes.period = namings.period and sizes.company_no = namings.company_no
    group by namings.period, namings.skill
)
select
    chosen.skill,
    coalesce(skills.name, chosen.skill) as name,
    whole.period,
    whole.n,
    whole.companies,
    whole.u,
    whole.uu,
    coalesce(sums.postings, 0) as postings,
    coalesce(sums.named_by, 0) as named_by,
    coalesce(sums.share_y, 0) as share_y,
    coalesce(sums.share_yy, 0) as share_yy,
    coalesce(sums.share_yu, 0) as share_yu
from whole
cross join chosen
left join sums on sums.period = whole.period and sums.skill = chosen.skill
left join skills on skills.skill = chosen.skill
order by chosen.skill, whole.period
