-- What the market was made from: each source and run of which the archive must hold something.
select distinct
    source,
    run
from runs
where fetched > 0 or error is not null
order by source, run;
