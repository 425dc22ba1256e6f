create table if not exists migrations (
    name varchar primary key,
    sha256 varchar not null,
    applied_at timestamptz not null
);
