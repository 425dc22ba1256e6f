-- The lines in which open postings name a skill or a kind of it, one posting a company, the newest first; only texts that may be shown.
with
kinds as (
    select skill
    from counted_families
    where family = $skill
),
shared as (
    select source
    from sources
    where $for_others = 0 or share_text
),
naming as (
    select
        counted.posting,
        counted.company,
        counted.opened_on
    from scope
    inner join counted on counted.row = scope.row
    where
        counted.is_open
        and counted.source in (from shared)
        and counted.row in (
            select counted_skills.row
            from counted_skills
            inner join kinds on kinds.skill = counted_skills.skill
        )
    qualify row_number() over (partition by counted.company_no order by counted.opened_on desc, counted.posting) = 1
    order by counted.opened_on desc, counted.posting
    limit 4 * $limit -- a title may name it where the text does not
),
first as (
    select
        naming.*,
        mentions.need,
        mentions."start",
        mentions."end"
    from naming
    inner join mentions on mentions.posting = naming.posting
    inner join kinds on kinds.skill = mentions.skill
    where mentions."start" is not null
    qualify row_number() over (partition by naming.posting order by mentions.need <> 'required', mentions."start") = 1
),
chosen as (
    select
        first.*,
        postings.title,
        masked(postings.text) as text
    from first
    inner join postings on postings.id = first.posting
    order by first.opened_on desc, first.posting
    limit $limit
)
select
    posting,
    title,
    company,
    opened_on,
    need,
    regexp_extract(substring(text, greatest("start" - 199, 1), least("start", 200)), '(?:[^\n;.]|\.\S)*$') as before,
    substring(text, "start" + 1, "end" - "start") as named,
    regexp_extract(substring(text, "end" + 1, 200), '^(?:[^\n;.]|\.\S)*\.?') as after
from chosen
order by opened_on desc, posting
