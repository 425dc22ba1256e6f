-- Takes postings and all that was read of them out of the market. In: temp table leaving (posting).
delete from mentions using leaving where mentions.posting = leaving.posting;
delete from posting_skills using leaving where posting_skills.posting = leaving.posting;
delete from pay using leaving where pay.posting = leaving.posting;
delete from pay_refusals using leaving where pay_refusals.posting = leaving.posting;
delete from facets using leaving where facets.posting = leaving.posting;
delete from versions using leaving where versions.posting = leaving.posting;
delete from clusters using leaving where clusters.posting = leaving.posting;
delete from postings using leaving where postings.id = leaving.posting;
