-- Edits, without the description where the source's terms do not allow passing it on.
select versions.* replace (case when exported.share_text then masked(versions.text) end as text)
from versions
inner join exported on exported.posting = versions.posting
order by versions.posting, versions.seen_at
