-- The sources of the postings on file: where they are, the terms that let us read them, and whether others may be shown the texts.
with
held as (
    select
        source,
        count(*) as postings
    from postings
    group by source
)
select
    held.source,
    held.postings,
    sources.home,
    sources.terms,
    sources.attribution,
    coalesce(sources.share_text, false) as share_text
from held
left join sources on sources.source = held.source
order by held.source
