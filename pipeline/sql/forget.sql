-- Removes what came of one posting; then take_away does its part. In: temp table gone (posting, native_id, source).
create or replace temp table leaving as
select posting
from gone;

delete from rejects using gone where rejects.item = gone.native_id or contains(rejects.raw, gone.native_id);
delete from captures
using gone
where
    captures.source = gone.source
    and regexp_matches(captures.url, '(^|\W)' || regexp_escape(gone.native_id) || '(\W|$)');
