-- Change of each skill's share between the postings opened in a period (a year before the market's date, or from since to until) and in the period of equal length before it.
-- Fixed panel: only boards and feeds watched in both periods. Intervals treat a company's postings as one observation in both periods; q corrects for looking at many skills (Benjamini and Hochberg).
with
bounds as (
    select
        coalesce($until, market_date) as last,
        coalesce($since, coalesce($until, market_date) - 365) as middle
    from counted_market
),
periods as (
    select
        last,
        middle,
        middle - (last - middle)::integer as first
    from bounds
),
panel as (
    select counted_panels.panel_unit
    from counted_panels
    cross join periods
    where
        $panel = 'all'
        or (counted_panels.watched_from <= periods.middle and counted_panels.watched_to > periods.middle)
),
flow as (
    select
        scope.row,
        scope.company_no,
        scope.opened_on > periods.middle as recent
    from scope
    inner join counted on counted.row = scope.row
    inner join panel on panel.panel_unit = counted.panel_unit
    cross join periods
    where
        counted.fully_watched
        and scope.opened_on > periods.first
        and scope.opened_on <= periods.last
),
sizes as (
    select
        company_no,
        count(*) filter (recent) as n1,
        count(*) filter (not recent) as n0,
        case when $weight = 'company' and n1 > 0 then 1.0 / n1 else 1.0 end as w1,
        case when $weight = 'company' and n0 > 0 then 1.0 / n0 else 1.0 end as w0
    from flow
    group by company_no
),
whole as (
    select
        coalesce(sum(n1), 0) as n,
        coalesce(sum(n0), 0) as before_n,
        count(*) filter (n1 > 0) as companies,
        count(*) filter (n0 > 0) as before_companies,
        sum(n1 * w1) as u1,
        sum(n0 * w0) as u0,
        sum((n1 * w1) ** 2) as u1u1,
        sum((n0 * w0) ** 2) as u0u0,
        sum(n1 * w1 * n0 * w0) as u1u0
    from sizes
),
namings as (
    select
        flow.company_no,
        counted_skills.skill,
        count(*) filter (flow.recent) as y1,
        count(*) filter (not flow.recent) as y0
    from counted_skills
    inner join flow on flow.row = counted_skills.row
    group by flow.company_no, counted_skills.skill
),
sums as (
    select
        namings.skill,
        sum(y1) as postings,
        sum(y0) as before_postings,
        count(*) filter (y1 > 0) as named_by,
        sum(y1 * w1) as y1,
        sum(y0 * w0) as y0,
        sum((y1 * w1) ** 2) as y1y1,
        sum((y0 * w0) ** 2) as y0y0,
        sum(y1 * w1 * y0 * w0) as y1y0,
        sum(y1 * w1 * n1 * w1) as y1u1,
        sum(y1 * w1 * n0 * w0) as y1u0,
        sum(y0 * w0 * n1 * w1) as y0u1,
        sum(y0 * w0 * n0 * w0) as y0u0
    from namings
    inner join sizes on sizes.company_no = namings.company_no
    group by namings.skill
)
select
    sums.*,
    coalesce(skills.name, sums.skill) as name,
    skills.kind,
    skills.area,
    whole.*
from sums
cross join whole
left join skills on skills.skill = sums.skill
order by sums.skill
