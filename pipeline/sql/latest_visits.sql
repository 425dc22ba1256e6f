select source || ':' || board as board, max(fetched_at) as seen_at
from captures
where list_contains($1, source || ':' || board)
group by all;
