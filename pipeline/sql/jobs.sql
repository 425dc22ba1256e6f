select
    postings.id,
    postings.board,
    coalesce(sources.complete, false) as own_board,
    postings.company,
    postings.title,
    lower(coalesce(postings.location, '')) as place,
    postings.url,
    postings.text,
    postings.first_seen,
    coalesce(facets.countries, []) as countries,
    facets.metro
from postings
inner join wanted on wanted.id = postings.id
left join facets on facets.posting = postings.id
left join sources on sources.source = postings.source;
