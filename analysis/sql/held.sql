-- Boards whose last listing is not believed yet: what it listed, what is usual, what would have closed.
with
ranked as (
    select
        source || ':' || board as board,
        outcome,
        listed,
        held,
        started_at,
        row_number() over (partition by source, board order by started_at desc) as back
    from runs
),
usual as (
    select board, median(listed) as listed
    from ranked
    where outcome = 'complete'
    group by board
)
select
    ranked.board,
    ranked.started_at as since,
    ranked.listed,
    usual.listed as usual,
    ranked.held
from ranked
left join usual on usual.board = ranked.board
where ranked.back = 1 and ranked.outcome = 'held'
order by ranked.board;
