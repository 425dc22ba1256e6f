-- Prepares a market for questions: the last step of a refresh, before it is published.
-- Narrow tables with whole-number keys: fifteen million mentions are counted in a fraction of a second.

create or replace table counted as
with
moment as (
    select
        coalesce(
            (select max(fetched_at) from captures),
            (select max(last_seen) from postings)
        ) at time zone 'UTC' as market_date
),
company_kinds as (
    select
        lower(trim(company)) as company_key,
        min(stage) as stage,
        bool_or(ai_native) as ai_native,
        min(industry) as industry
    from boards
    where company is not null
    group by company_key
),
watches as (
    select
        board,
        min(day) as watched_from
    from boards_daily
    group by board
),
ranges as (
    select
        posting,
        case when kind in ('total', 'ote') then 'total' else 'base' end as kind,
        annual_usd,
        -- The ends in dollars, at the rate by which the middle was converted.
        annual_min * annual_usd / ((coalesce(annual_min, annual_max) + coalesce(annual_max, annual_min)) / 2) as low_usd,
        annual_max * annual_usd / ((coalesce(annual_min, annual_max) + coalesce(annual_max, annual_min)) / 2) as high_usd
    from pay
),
stated as (
    select
        posting,
        median(annual_usd) filter (where kind = 'base') as base_usd,
        median(low_usd) filter (where kind = 'base') as base_low_usd,
        median(high_usd) filter (where kind = 'base') as base_high_usd,
        median(annual_usd) filter (where kind = 'total') as total_usd,
        median(low_usd) filter (where kind = 'total') as total_low_usd,
        median(high_usd) filter (where kind = 'total') as total_high_usd,
        true as states_pay
    from ranges
    group by posting
),
named as (
    select
        postings.id as posting,
        coalesce(clusters.cluster, postings.id) as cluster,
        postings.source,
        postings.board,
        coalesce(boards.company, postings.company) as company,
        lower(trim(coalesce(boards.company, postings.company))) as company_key,
        coalesce(sources.complete, false) as complete,
        coalesce(postings.posted_at, postings.first_seen) at time zone 'UTC' as opened_at,
        postings.last_seen at time zone 'UTC' as last_seen,
        postings.closed_at at time zone 'UTC' as closed_at,
        postings.reopened_at,
        postings.expires_at at time zone 'UTC' as expires_at,
        postings.employment_type as stated_employment
    from postings
    left join clusters on clusters.posting = postings.id
    left join sources on sources.source = postings.source
    left join boards on boards.board = postings.board
    where postings.source not in ('adzuna') -- its terms ask for consent to aggregates
),
lived as (
    select
        named.*,
        -- A closed listing says when a job ended; otherwise sixty days, the age at which postings are mostly filled or stale.
        greatest(
            opened_at,
            coalesce(
                closed_at,
                expires_at,
                case when complete then last_seen else opened_at end + interval 60 day
            )
        ) as gone_at
    from named
)
select
    -- A role's postings stand together, in it a company's, and companies as if drawn: of the first so many a
    -- question may say what holds for all, and finds them side by side.
    (row_number() over (order by facets.role nulls last, md5(lived.company_key), lived.posting) - 1)::integer as row,
    lived.posting,
    lived.company,
    dense_rank() over (order by md5(lived.company_key))::integer as company_no,
    dense_rank() over (order by lived.cluster)::integer as cluster_no,
    lived.posting = lived.cluster as leads,
    count(*) over (partition by lived.cluster) = 1 as alone, -- nothing to choose from when each job counts once
    lived.source,
    lived.board,
    -- A feed or a monthly thread is one thing to watch; a company's board is watched by itself.
    case when lived.complete then lived.board else lived.source end as panel_unit,
    lived.opened_at::date as opened_on,
    lived.gone_at::date as gone_on,
    lived.closed_at::date as closed_on,
    lived.closed_at is null and lived.gone_at > moment.market_date as is_open,
    lived.reopened_at is not null as reopened,
    -- What opened before the first look is only the part that had not closed yet.
    not lived.complete or lived.opened_at::date >= date_trunc('month', watches.watched_from) as fully_watched,
    coalesce(facets.role, 'unread') as role,
    coalesce(facets.roles, []) as roles,
    coalesce(facets.specialisation, []) as specialisation,
    coalesce(facets.level, 'unspecified') as level,
    facets.years_min,
    coalesce(facets.degree, 'not_mentioned') as degree,
    coalesce(facets.certificates, []) as certificates,
    coalesce(facets.mathematics, []) as mathematics,
    coalesce(facets.workplace, 'unspecified') as workplace,
    coalesce(facets.countries, []) as countries,
    facets.metro,
    coalesce(facets.employment_type, lived.stated_employment) as employment_type,
    facets.visa,
    company_kinds.stage,
    company_kinds.ai_native,
    company_kinds.industry,
    coalesce(stated.states_pay, false) as states_pay,
    stated.base_usd,
    stated.base_low_usd,
    stated.base_high_usd,
    stated.total_usd,
    stated.total_low_usd,
    stated.total_high_usd
from lived
cross join moment
left join facets on facets.posting = lived.posting
left join company_kinds on company_kinds.company_key = lived.company_key
left join watches on watches.board = lived.board
left join stated on stated.posting = lived.posting
order by row;

create or replace table counted_panels as
select
    counted.panel_unit,
    -- A board we read whole is watched from its first listing on; of a feed or thread we know only what it held.
    coalesce(min(boards_daily.day), min(counted.opened_on)) as watched_from,
    coalesce(max(boards_daily.day), max(counted.opened_on)) as watched_to
from counted
left join boards_daily on boards_daily.board = counted.panel_unit
group by counted.panel_unit
order by counted.panel_unit;

create or replace table counted_families as
with recursive families as (
    select
        skill,
        skill as family
    from skills
    union
    select
        families.skill,
        unnest(skills.parents) as family
    from families
    inner join skills on skills.skill = families.family
)
select
    skill,
    family
from families
order by family, skill;

create or replace table counted_skills as
select
    counted.row,
    posting_skills.skill,
    posting_skills.need,
    posting_skills.years
from posting_skills
inner join counted on counted.posting = posting_skills.posting
order by counted.row, posting_skills.skill;

-- The same by skill: a question about a few skills reads their stretch of it, and no more.
create or replace table counted_holders as
select
    skill,
    row,
    need
from counted_skills
order by skill, row;

create or replace table counted_market as
select
    3 as schema, -- what analysis/published.py expects
    (coalesce((select max(fetched_at) from captures), (select max(last_seen) from postings)) at time zone 'UTC')::date as market_date,
    (select count(*) from postings) as postings,
    coalesce((select bool_or(synthetic) from runs), false) as synthetic;

-- A job put up again: the same words of title and the same place on one board under another id, at most ninety
-- days after the earlier one was last listed. Two that were listed together are two openings.
create or replace table counted_reposts as
with
adverts as (
    select
        postings.id as posting,
        postings.board,
        list_sort(list_distinct(regexp_extract_all(lower(postings.title), '[\p{L}\p{N}+#]+'))) as words,
        lower(coalesce(postings.location, '')) as place,
        coalesce(postings.posted_at, postings.first_seen) at time zone 'UTC' as opened_at,
        postings.first_seen at time zone 'UTC' as first_seen,
        least(postings.last_seen, postings.closed_at) at time zone 'UTC' as gone_at
    from postings
    inner join sources on sources.source = postings.source
    where sources.complete
)
select
    later.posting,
    earlier.posting as earlier,
    later.opened_at::date as opened_on,
    earlier.opened_at::date as earlier_opened_on,
    earlier.gone_at::date as earlier_gone_on
from adverts as later
inner join adverts as earlier
    on
        earlier.board = later.board
        and earlier.words = later.words
        and earlier.place = later.place
        and earlier.gone_at < later.first_seen
        and later.opened_at::date - earlier.gone_at::date between 0 and 90
        and later.opened_at >= earlier.opened_at + interval 1 day
qualify row_number() over (partition by later.posting order by earlier.gone_at desc, earlier.posting) = 1
order by later.posting;

-- What stands open for more than 120 days, beside how long the company's postings usually stood that closed.
create or replace table counted_ghosts as
with
lives as (
    select
        counted.posting,
        counted.company_no,
        counted.opened_on,
        counted.is_open,
        counted.closed_on is not null as closed,
        coalesce(counted.closed_on, counted_market.market_date) - counted.opened_on as days
    from counted
    inner join sources on sources.source = counted.source
    cross join counted_market
    where sources.complete
),
usual as (
    select
        company_no,
        median(days) filter (closed) as usual_days,
        count(*) filter (closed) as usual_of
    from lives
    group by company_no
)
select
    lives.posting,
    lives.opened_on,
    lives.days as days_open,
    usual.usual_days,
    usual.usual_of
from lives
inner join usual on usual.company_no = lives.company_no
where lives.is_open and lives.days > 120
order by lives.posting;

create or replace table counted_answers (
    question varchar not null,
    asked varchar not null, -- digest of the SQL, the filter and the choices
    answer blob not null, -- the frame, as Arrow IPC
    primary key (question, asked)
);
