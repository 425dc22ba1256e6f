-- Postings, without the description where the source's terms do not allow passing it on.
select postings.* replace (case when exported.share_text then masked(postings.text) end as text)
from postings
inner join exported on exported.posting = postings.id
order by postings.id
