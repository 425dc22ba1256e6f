-- The gates of the last run that was measured.
select
    run,
    gate,
    value,
    "limit",
    verdict
from gates
where run = (select max(run) from gates)
order by gate;
