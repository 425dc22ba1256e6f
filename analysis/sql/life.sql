-- Postings opened and closed in each month on boards read whole; days open of those that closed; reposts; ghosts: open for more than 120 days.
with
held as (
    select
        counted.posting,
        counted.opened_on,
        counted.closed_on,
        counted.is_open,
        counted.reopened,
        counted.fully_watched,
        counted_market.market_date
    from scope
    inner join counted on counted.row = scope.row
    inner join sources on sources.source = counted.source
    cross join counted_market
    where sources.complete
),
openings as (
    select
        date_trunc('month', held.opened_on)::date as month,
        count(*) as opened,
        count(*) filter (held.reopened) as reopened,
        count(counted_ghosts.posting) as ghosts
    from held
    left join counted_ghosts on counted_ghosts.posting = held.posting
    where held.fully_watched
    group by month
),
reposts as (
    select
        date_trunc('month', held.opened_on)::date as month,
        count(*) as reposted
    from held
    inner join counted_reposts on counted_reposts.posting = held.posting
    group by month
),
closings as (
    select
        date_trunc('month', closed_on)::date as month,
        count(*) as closed,
        median(closed_on - opened_on) as days_open
    from held
    where closed_on is not null
    group by month
)
select
    coalesce(openings.month, closings.month, reposts.month) as month,
    coalesce(openings.opened, 0) as opened,
    coalesce(closings.closed, 0) as closed,
    closings.days_open,
    coalesce(openings.reopened, 0) as reopened,
    coalesce(reposts.reposted, 0) as reposted,
    coalesce(openings.ghosts, 0) as ghosts
from openings
full join closings on closings.month = openings.month
full join reposts on reposts.month = coalesce(openings.month, closings.month)
order by month
