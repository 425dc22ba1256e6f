-- Requests a day and source, counted from what the archive holds.
insert or replace into budgets by name
select source, fetched_at::date as day, count(*) as requests
from captures
group by all;
