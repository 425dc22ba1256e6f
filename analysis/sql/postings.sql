-- Open postings by how much of what they ask for is among the given skills: all they require weighs double what they prefer or mention. Without skills: the newest first. With words: those that hold every one of them in title, company, place or a text that may be shown.
with
asked as (
    select
        scope.row,
        counted_skills.skill,
        counted_skills.need,
        case counted_skills.need when 'required' then 2 else 1 end as weight,
        counted_skills.skill in (
            select family
            from counted_families
            where list_contains($skills, skill)
        ) as held
    from scope
    inner join counted on counted.row = scope.row
    inner join counted_skills on counted_skills.row = scope.row
    where counted.is_open
),
fits as (
    select
        row,
        count(*) as asked,
        sum(weight) filter (held) / sum(weight) as fit,
        coalesce(list(skill order by skill) filter (held), []) as held,
        coalesce(list(skill order by skill) filter (not held and need = 'required'), []) as missing
    from asked
    group by row
),
worded as (
    select
        postings.*,
        case when $for_others = 0 or coalesce(sources.share_text, false) then postings.text end as shown_text
    from postings
    left join sources on sources.source = postings.source
)
select
    counted.posting,
    postings.title,
    counted.company,
    postings.location,
    postings.url,
    postings.attribution,
    counted.opened_on,
    counted.role,
    counted.level,
    counted.workplace,
    counted.base_usd,
    coalesce(fits.asked, 0) as asked,
    coalesce(fits.fit, 0) as fit,
    coalesce(fits.held, []) as held,
    coalesce(fits.missing, []) as missing
from scope
inner join counted on counted.row = scope.row
inner join worded as postings on postings.id = counted.posting
left join fits on fits.row = scope.row
where
    counted.is_open
    -- Without words this is true before anything is read, and no text is.
    and len(
        list_filter(
            $words,
            lambda word: not (
                contains(lower(postings.title), lower(word))
                or contains(lower(coalesce(counted.company, '')), lower(word))
                or contains(lower(coalesce(postings.location, '')), lower(word))
                or contains(lower(coalesce(postings.shown_text, '')), lower(word))
            )
        )
    ) = 0
-- One skill in a posting that names one is no better fit than nine in a posting that names ten.
order by
    case when len($skills) > 0 then (coalesce(fits.fit, 0) * fits.asked + 0.5) / (fits.asked + 3) end desc nulls last,
    counted.opened_on desc,
    counted.posting
limit $limit
