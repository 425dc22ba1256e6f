-- Where a posting's rows lie in the lake: the day it was first seen, which never changes, and its source.
select
    id as posting,
    first_seen::date as day,
    source
from postings
