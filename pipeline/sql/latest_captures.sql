-- The last whole answer of every URL: what a conditional request needs, and where the body stands.
select
    url,
    arg_max_null(etag, fetched_at) as etag,
    arg_max_null(last_modified, fetched_at) as last_modified,
    arg_max(body_hash, fetched_at) as body_hash,
    arg_max(archive, fetched_at) as archive,
    arg_max(position, fetched_at) as position,
    max(fetched_at) as fetched_at
from captures
where complete and status in (200, 304)
group by url;
