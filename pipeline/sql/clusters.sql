-- One job counted once, first version: the same company, title and text word for word.
create or replace table clusters as
select
    id as posting,
    first_value(id) over same as cluster,
    case when count(*) over (partition by lower(company), lower(title), md5(text)) = 1 then 'alone' else 'text' end as why
from postings
window same as (partition by lower(company), lower(title), md5(text) order by first_seen, id);
