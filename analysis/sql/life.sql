-- Postings opened and closed in each month on boards read whole; days open of those that closed; reposts; ghosts: open for more than 120 days.
with
held as (
    select
        counted.row,
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
        date_trunc('month', opened_on)::date as month,
        count(*) as opened,
        count(*) filter (reopened) as reopened,
        count(*) filter (is_open and market_date - opened_on > 120) as ghosts
    from held
    where fully_watched
    group by month
),
earlier as (
    select
        cluster_no,
        opened_on,
        opened_on - lag(opened_on) over (partition by cluster_no, board order by opened_on, row) as days
    from counted
),
reposts as (
    -- Twins of one day are two openings; the same job again within ninety days is a repost.
    select
        date_trunc('month', earlier.opened_on)::date as month,
        count(*) as reposted
    from earlier
    where
        earlier.days between 1 and 90
        and earlier.cluster_no in (
            select counted.cluster_no
            from held
            inner join counted on counted.row = held.row
        )
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
