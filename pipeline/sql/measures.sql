-- What the gates look at, one row. Shares of a handful say nothing: under 10 boards, 4 sources, 100 items or 20 postings they are NULL.
with this_run as (
    select * from runs where list_contains($runs, run)
),
usual as ( -- what the boards of these runs listed before
    select source, board, median(listed) as listed
    from runs
    where not list_contains($runs, run) and outcome = 'complete'
    group by source, board
),
compared as (
    select
        sum(this_run.listed) as listed,
        sum(usual.listed) as usual
    from this_run
    inner join usual on usual.source = this_run.source and usual.board = this_run.board
    where this_run.outcome = 'complete'
    having count(*) >= 10
),
boards as (
    select
        avg((outcome = 'failed')::int) as failed,
        avg((outcome = 'held')::int) as held
    from this_run
    having count(*) >= 10
),
answered as (
    select
        runs.source,
        max(runs.started_at) as asked_at,
        max(runs.started_at) filter (runs.outcome != 'failed') as answered_at
    from runs
    where runs.source in (select source from this_run)
    group by runs.source
),
freshness as (
    select avg((answered_at is null or answered_at < asked_at - interval 3 day)::int) as stale
    from answered
    having count(*) >= 4
),
items as (
    select
        (
            select count(*)
            from rejects
            inner join captures on captures.capture = rejects.capture
            where rejects.item != '*' and list_contains($runs, captures.run)
        ) as rejected,
        (select sum(listed) from this_run) as listed
),
filled as ( -- what sites brought: a file of one's own holds what it holds
    select
        avg((length(trim(title)) > 0)::int) as title,
        avg((length(trim(company)) > 0)::int) as company,
        avg((length(text) >= 40)::int) as text,
        avg((location is not null or countries is not null or workplace is not null)::int) as place,
        avg((posted_at is not null)::int) as dated
    from postings
    where not starts_with(source, 'file:')
    having count(*) >= 20
)
select
    (select count(*) from postings) as postings,
    (select failed from boards) as failed_boards,
    (select held from boards) as held_boards,
    (select listed / nullif(usual, 0) from compared) as listed_to_usual,
    (select stale from freshness) as stale_sources,
    (select case when rejected + listed >= 100 then rejected / (rejected + listed) end from items) as rejected,
    (select title from filled) as title,
    (select company from filled) as company,
    (select text from filled) as text,
    (select place from filled) as place,
    (select dated from filled) as dated,
    (select avg((read_with is not null)::int) from postings) as read,
    (
        select avg((annual_usd not between 5000 and 2000000)::int)
        from pay
        where annual_usd is not null
    ) as odd_pay,
    (select count(*) from pay where "min" > "max") as upside_down_pay;
