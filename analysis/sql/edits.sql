-- The edits of one posting: what stood before and what after, the newest first. Texts only where they may be shown.
with
kept as (
    select
        postings.*,
        $for_others = 0 or coalesce(sources.share_text, false) as shown
    from postings
    left join sources on sources.source = postings.source
    where postings.id = $posting
),
told as (
    select
        versions.seen_at,
        unnest(versions.changed) as part,
        versions.title,
        versions.location,
        versions.workplace,
        versions.pay,
        versions.text,
        versions.closed_at
    from versions
    where versions.posting = $posting
    union all
    -- What stands now is what the last edit left.
    select
        'infinity'::timestamptz,
        unnest(['title', 'pay', 'place', 'workplace', 'text']),
        title,
        location,
        workplace,
        pay,
        text,
        null
    from kept
),
worded as (
    select
        seen_at,
        part,
        case part
            when 'title' then title
            when 'place' then location
            when 'workplace' then workplace
            when 'pay' then array_to_string(
                list_transform(
                    pay,
                    lambda band: concat_ws(' ', band."min"::bigint, '-', band."max"::bigint, band.currency, 'a', band.period)
                ),
                '; '
            )
            when 'text' then masked(text)
            when 'reopened' then strftime(closed_at at time zone 'UTC', '%Y-%m-%d')
        end as words
    from told
),
paired as (
    select
        seen_at,
        part,
        words as before,
        lead(words) over (partition by part order by seen_at) as after
    from worded
)
select
    paired.seen_at,
    paired.part,
    case when paired.part <> 'text' or kept.shown then paired.before end as before,
    case when paired.part not in ('text', 'reopened') or (paired.part = 'text' and kept.shown) then paired.after end as after
from paired
cross join kept
where isfinite(paired.seen_at)
order by paired.seen_at desc, paired.part
