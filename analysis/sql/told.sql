select
    company,
    text,
    cast(coalesce(posted_at, first_seen) as date) as day
from postings
order by id
