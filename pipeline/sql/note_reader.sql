insert into readers values ($reader, $version, $now)
on conflict (reader) do update set
    since = case when readers.version = excluded.version then readers.since else excluded.since end,
    version = excluded.version;
