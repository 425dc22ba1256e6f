-- Loads a batch of visits, at most one a board, with history. In: temp tables `visit` and `incoming`.

create or replace temp table completed as
select
    i.* replace (
        coalesce(b.company, case when l.alone then p.company end, i.company) as company, -- many boards name themselves by their token only
        coalesce(i.revision, p.revision) as revision,
        -- A listing does not take away what only the detail page told; it is without a stamp, or that stamp stands.
        case when l.alone and len(i.pay) = 0 then p.pay else i.pay end as pay,
        case when l.alone and i.text = '' then p.text else i.text end as text,
        case when l.alone then coalesce(i.location, p.location) else i.location end as location,
        case when l.alone then coalesce(i.countries, p.countries) else i.countries end as countries,
        case when l.alone then coalesce(i.workplace, p.workplace) else i.workplace end as workplace,
        case when l.alone then coalesce(i.employment_type, p.employment_type) else i.employment_type end as employment_type,
        case when l.alone then coalesce(i.department, p.department) else i.department end as department,
        case when l.alone then coalesce(i.requisition, p.requisition) else i.requisition end as requisition,
        case when l.alone then coalesce(i.url, p.url) else i.url end as url,
        case when l.alone then coalesce(i.posted_at, p.posted_at) else i.posted_at end as posted_at,
        case when l.alone then coalesce(i.posted_how, p.posted_how) else i.posted_how end as posted_how,
        case when l.alone then coalesce(i.expires_at, p.expires_at) else i.expires_at end as expires_at
    ),
    p.id is not null and p.revision is null and i.revision is not null as first_whole -- the first detail page read
from incoming as i
left join boards as b on b.board = i.board
left join postings as p on p.id = i.id
cross join lateral (select coalesce(coalesce(i.revision, p.revision) = p.revision, false) as alone) as l;

create or replace temp table edits as
select
    p.id,
    c.seen_at,
    list_filter(
        [
            case when p.title is distinct from c.title then 'title' end,
            case when p.pay is distinct from c.pay and not c.first_whole then 'pay' end,
            case
                when c.first_whole then null -- what a list left out is no edit
                when p.location is distinct from c.location or p.countries is distinct from c.countries
                    then 'place'
            end,
            case when p.workplace is distinct from c.workplace and not c.first_whole then 'workplace' end,
            case
                when c.first_whole and p.text = '' then null
                when p.text != c.text -- another line break is no edit
                    and regexp_replace(p.text, '\s', '', 'g') != regexp_replace(c.text, '\s', '', 'g')
                    then 'text'
            end,
            case when p.closed_at is not null then 'reopened' end
        ],
        lambda part: part is not null
    ) as changed
from completed as c
inner join postings as p on p.id = c.id;

create or replace temp table fresh as
select c.id, c.board
from completed as c
anti join postings as p on p.id = c.id;

create or replace temp table missing as
select p.id, p.board
from postings as p
inner join visit as v on v.board = p.board
anti join incoming as i on i.id = p.id
where p.closed_at is null and v.whole and v.complete_source and not v.unchanged;

create or replace temp table judged as
with earlier as (
    select
        r.source || ':' || r.board as board,
        r.listed,
        r.outcome,
        r.started_at,
        row_number() over (partition by r.source, r.board order by r.started_at desc) as back
    from runs as r
    inner join visit as v on v.board = r.source || ':' || r.board
    where r.outcome in ('complete', 'unchanged', 'held')
),
usual as (
    select board, median(listed) as listed
    from earlier
    where back <= 5
    group by board
),
believed as (
    select board, coalesce(min(back) filter (where outcome != 'held'), 1000) as back
    from earlier
    group by board
),
stubborn as ( -- days on which the board has been held without a break
    select e.board, count(distinct e.started_at::date) as days
    from earlier as e
    inner join believed as b on b.board = e.board
    where e.back < b.back
    group by e.board
),
standing as (
    select
        v.board,
        (select count(*) from postings as p where p.board = v.board and p.closed_at is null) as open,
        (select count(*) from missing as m where m.board = v.board) as missing
    from visit as v
)
select
    v.*,
    s.missing,
    case
        when v.error is not null and v.listed = 0 then 'failed'
        when not v.whole then 'partial'
        when v.unchanged then 'unchanged'
        when not v.complete_source then 'complete'
        when coalesce(t.days, 0) >= 3 then 'complete' -- four days of the same listing are believed
        when v.listed < 0.7 * u.listed then 'held'
        when s.missing > 0.5 * s.open then 'held'
        else 'complete'
    end as outcome
from visit as v
inner join standing as s on s.board = v.board
left join usual as u on u.board = v.board
left join stubborn as t on t.board = v.board;

insert into versions
select
    e.id,
    e.seen_at,
    e.changed,
    case when list_contains(e.changed, 'title') then p.title end,
    case when list_contains(e.changed, 'place') then p.location end,
    case when list_contains(e.changed, 'workplace') then p.workplace end,
    case when list_contains(e.changed, 'pay') then p.pay end,
    case when list_contains(e.changed, 'text') then p.text end,
    p.closed_at
from edits as e
inner join postings as p on p.id = e.id
where len(e.changed) > 0;

update postings
set
    last_seen = greatest(postings.last_seen, c.seen_at),
    closed_at = null,
    reopened_at = case when postings.closed_at is not null then c.seen_at else postings.reopened_at end,
    title = c.title,
    company = c.company,
    location = c.location,
    countries = c.countries,
    workplace = c.workplace,
    employment_type = c.employment_type,
    department = c.department,
    requisition = c.requisition,
    pay = c.pay,
    text = c.text,
    url = c.url,
    attribution = c.attribution,
    revision = c.revision,
    posted_at = c.posted_at,
    posted_how = c.posted_how,
    expires_at = c.expires_at,
    read_with = case
        when c.first_whole or postings.employment_type is distinct from c.employment_type then null
        when postings.text is distinct from c.text then null
        when len(list_filter(e.changed, lambda part: part != 'reopened')) > 0 then null
        else postings.read_with
    end
from completed as c
inner join edits as e on e.id = c.id
where postings.id = c.id;

insert into postings by name
select c.* exclude (seen_at, first_whole), c.seen_at as first_seen, c.seen_at as last_seen
from completed as c
inner join fresh as f on f.id = c.id;

update postings
set last_seen = greatest(postings.last_seen, v.seen_at)
from visit as v
where postings.board = v.board and v.unchanged and postings.closed_at is null;

update postings
set closed_at = j.seen_at
from missing as m
inner join judged as j on j.board = m.board
where postings.id = m.id and j.outcome = 'complete';

create or replace temp table tally as
select
    j.board,
    (select count(*) from fresh as f where f.board = j.board) as new,
    (
        select count(*) from edits as e
        inner join completed as c on c.id = e.id
        where c.board = j.board and len(list_filter(e.changed, lambda part: part != 'reopened')) > 0
    ) as changed,
    (
        select count(*) from edits as e
        inner join completed as c on c.id = e.id
        where c.board = j.board and list_contains(e.changed, 'reopened')
    ) as reopened,
    case when j.outcome = 'complete' then j.missing else 0 end as closed,
    case when j.outcome = 'held' then j.missing else 0 end as held
from judged as j;

insert into runs by name
select
    j.run, j.source, j.token as board, j.started_at, j.outcome, j.error, j.fetched, j.listed,
    c.new, c.changed, c.closed, c.reopened, j.rejected, c.held, j.bytes, j.not_modified, j.seconds, j.synthetic
from judged as j
inner join tally as c on c.board = j.board;

insert into boards_daily by name
select
    j.board,
    j.seen_at::date as day,
    (select count(*) from postings as p where p.board = j.board and p.closed_at is null) as open,
    c.new,
    c.closed,
    j.outcome in ('complete', 'unchanged') as complete
from judged as j
inner join tally as c on c.board = j.board
on conflict (board, day) do update set
    open = excluded.open,
    new = boards_daily.new + excluded.new,
    closed = boards_daily.closed + excluded.closed,
    complete = boards_daily.complete or excluded.complete;
