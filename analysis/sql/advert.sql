-- One posting as it stands now: how long it is open, when the same job was posted before or since, what it pays, and its text where it may be shown.
with
twins as (
    select
        counted.posting,
        counted.board
    from counted
    where counted.cluster_no = (
        select cluster_no
        from counted
        where posting = $posting
    )
)
select
    postings.id as posting,
    postings.title,
    counted.company,
    postings.location,
    postings.url,
    coalesce(postings.attribution, sources.attribution) as attribution,
    postings.source,
    counted.opened_on,
    counted.closed_on,
    counted.is_open,
    coalesce(counted.closed_on, counted_market.market_date) - counted.opened_on as days_open,
    (
        select coalesce(list(distinct days.opened_on order by days.opened_on), [])
        from (
            select earlier_opened_on as opened_on
            from counted_reposts
            where posting = $posting
            union
            select opened_on
            from counted_reposts
            where earlier = $posting
        ) as days
    ) as posted_also,
    (
        select count(*)
        from twins
        where twins.board <> counted.board
    ) as elsewhere,
    counted.base_low_usd,
    counted.base_usd,
    counted.base_high_usd,
    case
        when $for_others = 0 or coalesce(sources.share_text, false) then masked(postings.text)
    end as text
from postings
inner join counted on counted.posting = postings.id
cross join counted_market
left join sources on sources.source = postings.source
where postings.id = $posting
