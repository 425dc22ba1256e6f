-- When each board was last visited, with or without success.
select source || ':' || board as board, max(fetched_at) as seen_at
from captures
group by all;
