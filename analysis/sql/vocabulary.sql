-- Names that stand in lists of skills, that no line of our vocabulary knows, and that more postings name in the later half of the texts looked at than in the earlier: a sample drawn evenly over time, only texts that may be shown.
with
readable as (
    select
        counted.posting,
        counted.company,
        counted.opened_on,
        row_number() over (order by counted.opened_on, counted.posting) as place,
        count(*) over () as held
    from scope
    inner join counted on counted.row = scope.row
    where $for_others = 0 or counted.source in (
        select source
        from sources
        where share_text
    )
),
drawn as (
    select *
    from readable
    -- One of every so many, in the order of time.
    where place * $limit // held > (place - 1) * $limit // held
)
select
    drawn.company,
    masked(postings.text) as text,
    drawn.opened_on as day
from drawn
inner join postings on postings.id = drawn.posting
order by drawn.place
