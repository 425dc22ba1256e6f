-- Of each source's open postings, the share that states something.
select
    source,
    avg((length(text) >= 40)::int) as text,
    avg((location is not null or countries is not null or workplace is not null)::int) as place,
    avg((posted_at is not null)::int) as dated,
    avg(exists(select 1 from pay where pay.posting = postings.id)::int) as pay
from postings
where closed_at is null
group by source
order by source;
