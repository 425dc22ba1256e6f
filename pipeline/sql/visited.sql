-- Every visit of a board: was it whole, and when was it made?
select
    runs.run,
    runs.source,
    runs.board,
    runs.outcome in ('complete', 'unchanged') as whole,
    coalesce(max(captures.fetched_at), runs.started_at) as fetched_at
from runs
left join captures
    on captures.run = runs.run and captures.source = runs.source and captures.board = runs.board
group by runs.run, runs.source, runs.board, runs.outcome, runs.started_at
order by runs.run, runs.source, runs.board;
