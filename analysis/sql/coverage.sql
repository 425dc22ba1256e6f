-- What each source holds: boards, postings, how fresh, and how much of it says what it pays, where and at which level.
with
holdings as (
    select
        source,
        count(*) as postings,
        count(*) filter (is_open) as open,
        count(distinct board) as boards,
        count(distinct company_no) as companies,
        min(opened_on) as oldest,
        max(opened_on) as newest,
        avg(states_pay::integer) as states_pay,
        avg((role <> 'unread')::integer) as role_known,
        avg((level <> 'unspecified')::integer) as level_known,
        avg((workplace <> 'unspecified')::integer) as workplace_known,
        avg((len(countries) > 0)::integer) as country_known
    from counted
    group by source
),
looks as (
    select
        source,
        max(started_at) as looked_at,
        count(distinct board) filter (outcome = 'failed') as boards_ever_failed
    from runs
    group by source
)
select
    holdings.source,
    sources.home,
    sources.attribution,
    sources.complete,
    holdings.boards,
    holdings.companies,
    holdings.postings,
    holdings.open,
    holdings.oldest,
    holdings.newest,
    looks.looked_at,
    coalesce(looks.boards_ever_failed, 0) as boards_ever_failed,
    holdings.states_pay,
    holdings.role_known,
    holdings.level_known,
    holdings.workplace_known,
    holdings.country_known
from holdings
left join sources on sources.source = holdings.source
left join looks on looks.source = holdings.source
order by holdings.postings desc, holdings.source
