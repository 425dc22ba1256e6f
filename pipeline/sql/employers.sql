select
    postings.id,
    postings.company,
    postings.board,
    coalesce(sources.complete, false) as own_board
from postings
left join sources on sources.source = postings.source;
