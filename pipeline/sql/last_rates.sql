select archive, position
from captures
where url = $url and complete and status in (200, 304)
order by fetched_at desc
limit 1;
