-- Every visit of a board that got an answer: was it whole, and when was it made?
select
    captures.run,
    captures.source,
    captures.board,
    bool_and(captures.complete and captures.status in (200, 304)) as whole,
    max(captures.fetched_at) as fetched_at
from captures
group by captures.run, captures.source, captures.board
order by captures.run, captures.source, captures.board;
