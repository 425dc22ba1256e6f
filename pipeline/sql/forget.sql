-- Removes one posting from every table. In: temp table gone (posting, native_id, source).
delete from mentions using gone where mentions.posting = gone.posting;
delete from posting_skills using gone where posting_skills.posting = gone.posting;
delete from pay using gone where pay.posting = gone.posting;
delete from pay_refusals using gone where pay_refusals.posting = gone.posting;
delete from facets using gone where facets.posting = gone.posting;
delete from versions using gone where versions.posting = gone.posting;
delete from clusters using gone where clusters.posting = gone.posting;
delete from rejects using gone where rejects.item = gone.native_id or contains(rejects.raw, gone.native_id);
delete from captures
using gone
where
    captures.source = gone.source
    and regexp_matches(captures.url, '(^|\W)' || regexp_escape(gone.native_id) || '(\W|$)');
delete from postings using gone where postings.id = gone.posting;
