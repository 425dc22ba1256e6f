-- How each source fared: its boards in their last visits, when it last answered well, its last error.
with
latest as (
    select
        source,
        board,
        max(started_at) as visited_at,
        max(started_at) filter (outcome in ('complete', 'unchanged', 'held')) as answered_at,
        arg_max(outcome, started_at) as outcome,
        max_by(error, started_at) filter (error is not null) as error,
        max(started_at) filter (error is not null) as error_at
    from runs
    group by source, board
)
select
    source,
    count(*) as boards,
    max(visited_at) as visited_at,
    max(answered_at) as answered_at,
    count(*) filter (outcome = 'failed') as failed,
    count(*) filter (outcome = 'partial') as partial,
    count(*) filter (outcome = 'held') as held,
    (
        select count(*)
        from postings
        where postings.source = latest.source and postings.closed_at is null
    ) as open_postings,
    max_by(error, error_at) as last_error,
    max(error_at) as last_error_at
from latest
group by source
order by source;
