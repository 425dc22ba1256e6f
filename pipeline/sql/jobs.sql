select
    postings.id,
    postings.board,
    coalesce(sources.complete, false) as own_board,
    postings.company,
    postings.title,
    lower(coalesce(postings.location, '')) as place,
    postings.url,
    postings.text,
    postings.first_seen
from postings
inner join wanted on wanted.id = postings.id
left join sources on sources.source = postings.source;
