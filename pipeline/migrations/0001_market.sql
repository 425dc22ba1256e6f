-- The market as it is published. Unknown is NULL; times are UTC; spans index postings.text.

create table sources (
    source varchar primary key,
    home varchar,
    terms varchar,
    attribution varchar,
    share_text boolean not null,
    "default" boolean not null,
    complete boolean not null
);

create table boards (
    board varchar primary key, -- source:token
    source varchar not null,
    token varchar not null,
    company varchar,
    stage varchar, -- startup, scaleup, enterprise, big_tech, public, consultancy
    ai_native boolean,
    frontier_lab boolean,
    industry varchar,
    checked date,
    listed_by varchar -- how it came into the list
);

create table runs (
    run varchar not null,
    source varchar not null,
    board varchar not null,
    started_at timestamptz not null,
    outcome varchar not null, -- complete, unchanged, held, partial, failed
    error varchar,
    fetched integer not null,
    listed integer not null,
    new integer not null,
    changed integer not null,
    closed integer not null,
    reopened integer not null,
    rejected integer not null,
    held integer not null, -- postings that would have closed but were held
    bytes bigint not null,
    not_modified integer not null,
    seconds double not null,
    synthetic boolean not null,
    primary key (run, source, board)
);

create table captures (
    capture varchar primary key, -- hash of url, time and body
    run varchar not null,
    source varchar not null,
    board varchar not null,
    url varchar not null,
    status integer not null,
    fetched_at timestamptz not null,
    etag varchar,
    last_modified varchar,
    body_hash varchar,
    archive varchar not null, -- file below the archive folder
    position bigint not null, -- byte offset of the record in it
    complete boolean not null
);

create table postings (
    id varchar primary key, -- source:board:native id
    source varchar not null,
    board varchar not null,
    native_id varchar not null,
    title varchar not null,
    company varchar not null,
    location varchar,
    countries varchar[],
    workplace varchar,
    employment_type varchar,
    department varchar,
    requisition varchar,
    pay struct("min" double, "max" double, currency varchar, period varchar, kind varchar, "where" varchar)[],
    text varchar not null,
    url varchar,
    attribution varchar,
    revision varchar, -- the source's own edit stamp
    posted_at timestamptz,
    posted_how varchar, -- published, created, thread, file; NULL when posted_at is
    expires_at timestamptz,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    closed_at timestamptz,
    reopened_at timestamptz,
    read_with varchar -- version of the readers that read it; NULL when unread
);

-- What a posting said before an edit; a column is NULL when that part did not change.
create table versions (
    posting varchar not null,
    seen_at timestamptz not null,
    changed varchar[] not null, -- title, pay, place, workplace, text, reopened
    title varchar,
    location varchar,
    workplace varchar,
    pay struct("min" double, "max" double, currency varchar, period varchar, kind varchar, "where" varchar)[],
    text varchar,
    closed_at timestamptz,
    primary key (posting, seen_at)
);

create table boards_daily (
    board varchar not null,
    day date not null,
    open integer not null,
    new integer not null,
    closed integer not null,
    complete boolean not null,
    primary key (board, day)
);

create table clusters (
    posting varchar primary key,
    cluster varchar not null, -- id of the cluster's first posting
    why varchar not null -- alone, requisition, title, text
);

create table skills (
    skill varchar primary key,
    name varchar not null,
    kind varchar not null,
    area varchar not null,
    parent varchar
);

create table mentions (
    posting varchar not null,
    skill varchar not null,
    "start" integer, -- NULL when only the title names it
    "end" integer,
    need varchar not null, -- required, preferred, mentioned
    section varchar not null,
    years float
);

create table posting_skills (
    posting varchar not null,
    skill varchar not null,
    need varchar not null, -- the strongest
    mentions integer not null,
    years float,
    primary key (posting, skill)
);

create table pay (
    posting varchar not null,
    n smallint not null,
    "min" double,
    "max" double,
    currency varchar,
    period varchar,
    kind varchar not null, -- base, ote, total, unspecified
    "where" varchar,
    basis varchar not null, -- field, text
    "start" integer,
    "end" integer,
    inferred varchar[] not null,
    annual_min double, -- in its own currency
    annual_max double,
    annual_usd double, -- midpoint
    primary key (posting, n)
);

create table pay_refusals (
    posting varchar not null,
    "start" integer not null,
    "end" integer not null,
    text varchar not null,
    reason varchar not null
);

create table facets (
    posting varchar primary key,
    role varchar not null,
    roles varchar[] not null,
    specialisation varchar[] not null,
    level varchar not null,
    years_min float,
    degree varchar not null,
    certificates varchar[] not null,
    mathematics varchar[] not null,
    workplace varchar not null,
    countries varchar[] not null,
    metro varchar,
    employment_type varchar,
    visa varchar,
    role_basis struct(source varchar, words varchar),
    level_basis struct(source varchar, words varchar),
    years_basis struct(source varchar, words varchar),
    degree_basis struct(source varchar, words varchar),
    workplace_basis struct(source varchar, words varchar),
    countries_basis struct(source varchar, words varchar),
    employment_basis struct(source varchar, words varchar),
    visa_basis struct(source varchar, words varchar)
);

create table readers (
    reader varchar primary key,
    version varchar not null,
    since timestamptz not null
);

create table budgets (
    source varchar not null,
    day date not null,
    requests integer not null,
    primary key (source, day)
);

create table gates (
    run varchar not null,
    gate varchar not null,
    value double,
    "limit" double,
    verdict varchar not null, -- passed, failed, not measured
    primary key (run, gate)
);

create table rejects (
    capture varchar not null,
    item varchar not null,
    reason varchar not null,
    raw varchar,
    primary key (capture, item)
);
