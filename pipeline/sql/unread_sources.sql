-- Takes what some sources said out of the market, so that it can be read again. In: temp table again (source).
create or replace temp table leaving as
select postings.id as posting
from postings
inner join again on again.source = postings.source;

create or replace temp table leaving_boards as
select distinct runs.source || ':' || runs.board as board
from runs
inner join again on again.source = runs.source;

delete from mentions using leaving where mentions.posting = leaving.posting;
delete from posting_skills using leaving where posting_skills.posting = leaving.posting;
delete from pay using leaving where pay.posting = leaving.posting;
delete from pay_refusals using leaving where pay_refusals.posting = leaving.posting;
delete from facets using leaving where facets.posting = leaving.posting;
delete from versions using leaving where versions.posting = leaving.posting;
delete from clusters using leaving where clusters.posting = leaving.posting;
delete from boards_daily using leaving_boards where boards_daily.board = leaving_boards.board;
delete from rejects
using captures, again
where captures.capture = rejects.capture and captures.source = again.source;
delete from captures using again where captures.source = again.source;
delete from runs using again where runs.source = again.source;
delete from postings using again where postings.source = again.source;
