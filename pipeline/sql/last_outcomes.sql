select source || ':' || board as board, arg_max(outcome, started_at) as outcome
from runs
group by all;
