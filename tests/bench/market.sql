-- An invented market of $postings postings: a fixed function of row numbers, so that every run builds the same.
-- Companies differ in size (a few list thousands) and in taste (each has its own favourite skills); skills follow a long tail.

-- A few bear the names of what the first page shows.
create temp macro skill_named(n) as case n
    when 10 then 'python'
    when 11 then 'aws'
    when 12 then 'google-cloud'
    when 13 then 'azure'
    when 14 then 'retrieval-augmented-generation'
    else 'skill-' || n
end;

insert into sources
select
    unnest(['ashby', 'greenhouse', 'hn']),
    null,
    null,
    null,
    true,
    true,
    unnest([true, true, false]);

insert into skills
select
    skill_named(range),
    'Skill ' || range,
    'tool',
    'invented',
    []
from range(600);

create temp table made as
select
    range::integer as number,
    -- The square of a uniform number: few companies are large.
    floor($companies * (hash(range, 'company') % 1000000 / 1e6) ** 2)::integer as company,
    (hash(range, 'role') % 100)::integer as role_draw,
    (hash(range, 'level') % 100)::integer as level_draw,
    (hash(range, 'place') % 100)::integer as place_draw,
    (hash(range, 'day') % 1800)::integer as age,
    (hash(range, 'life') % 120)::integer as life
from range($postings);

insert into boards (board, source, token, company, stage, ai_native)
select
    'ashby:c' || range,
    'ashby',
    'c' || range,
    'Company ' || range,
    ['startup', 'scaleup', 'enterprise', 'big_tech'][1 + range % 4],
    range % 5 = 0
from range($companies);

insert into boards_daily
select
    'ashby:c' || companies.range,
    unnest([date '2021-09-01', date '2026-08-31']),
    1,
    0,
    0,
    true
from range($companies) as companies;

insert into postings (
    id, source, board, native_id, title, company, text, url, posted_at, first_seen, last_seen, closed_at
)
select
    'ashby:c' || company || ':' || number,
    'ashby',
    'ashby:c' || company,
    number::varchar,
    'Engineer ' || role_draw,
    'Company ' || company,
    'We build invented things with invented tools. ' || repeat('More about us. ', 8),
    'https://jobs.example/' || number,
    timestamptz '2026-08-31 00:00:00+00' - interval 1 day * age,
    timestamptz '2026-08-31 00:00:00+00' - interval 1 day * age,
    timestamptz '2026-08-31 00:00:00+00' - interval 1 day * greatest(age - life, 0),
    case when age > life then timestamptz '2026-08-31 00:00:00+00' - interval 1 day * (age - life) end
from made;

insert into clusters
select
    'ashby:c' || company || ':' || number,
    'ashby:c' || company || ':' || number,
    'alone'
from made;

insert into facets (
    posting, role, roles, specialisation, level, years_min, degree, certificates, mathematics, workplace,
    countries, metro
)
select
    'ashby:c' || company || ':' || number,
    case
        when role_draw < 8 then 'ai_engineer'
        when role_draw < 15 then 'ml_engineer'
        when role_draw < 20 then 'data_scientist'
        when role_draw < 60 then 'software_engineer'
        when role_draw < 65 then 'data_engineer'
        else 'non_technical'
    end,
    [],
    [],
    ['junior', 'mid', 'senior', 'staff', 'unspecified'][1 + level_draw % 5],
    case when level_draw < 50 then level_draw % 9 end,
    ['required', 'or_equivalent', 'preferred', 'not_mentioned'][1 + level_draw % 4],
    [],
    [],
    ['remote', 'hybrid', 'onsite', 'unspecified'][1 + place_draw % 4],
    case when place_draw < 50 then ['US'] when place_draw < 60 then ['GB'] when place_draw < 68 then ['DE'] else [] end,
    case when place_draw < 9 then 'Austin' end
from made;

-- Fifteen mentions a posting; five of them drawn from the company's own taste, so that postings of one company resemble each other.
insert into mentions
select
    'ashby:c' || made.company || ':' || made.number,
    skill_named(case
        when nth.range < 10 then floor(600 ** (hash(made.number, nth.range) % 1000000 / 1e6))::integer - 1
        else floor(600 ** (hash(made.company, nth.range + hash(made.number, nth.range) % 3) % 1000000 / 1e6))::integer - 1
    end),
    nth.range * 12,
    nth.range * 12 + 6,
    ['required', 'preferred', 'mentioned'][1 + (hash(made.number, nth.range, 'need') % 3)::integer],
    'requirement',
    case when nth.range = 0 then 3 end
from made
cross join range(15) as nth;

insert into posting_skills
select
    posting,
    skill,
    arg_min(need, ['required', 'preferred', 'mentioned'].list_position(need)),
    count(*),
    max(years)
from mentions
group by posting, skill;

insert into pay
select
    'ashby:c' || company || ':' || number,
    0,
    100000 + 1000 * (level_draw % 5) * 20,
    140000 + 1000 * (level_draw % 5) * 20,
    'USD',
    'year',
    'base',
    null,
    'field',
    null,
    null,
    [],
    100000 + 1000 * (level_draw % 5) * 20,
    140000 + 1000 * (level_draw % 5) * 20,
    120000 + 1000 * ((level_draw % 5) * 20 + hash(number, 'pay') % 40)
from made
where place_draw < 30;

insert into captures (capture, run, source, board, url, status, fetched_at, archive, position, complete)
values ('one', 'one', 'ashby', 'ashby:c0', 'https://jobs.example', 200, timestamptz '2026-08-31 00:00:00+00', 'one', 0, true);

insert into runs
select
    'one', 'ashby', 'ashby:c0', timestamptz '2026-08-31 00:00:00+00', 'complete', null, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, true;
