-- Takes what some sources said out of the market, so that it can be read again; then take_away does its part.
-- In: temp table again (source).
create or replace temp table leaving as
select postings.id as posting
from postings
inner join again on again.source = postings.source;

create or replace temp table leaving_boards as
select distinct runs.source || ':' || runs.board as board
from runs
inner join again on again.source = runs.source;

delete from boards_daily using leaving_boards where boards_daily.board = leaving_boards.board;
delete from rejects
using captures, again
where captures.capture = rejects.capture and captures.source = again.source;
delete from captures using again where captures.source = again.source;
delete from runs using again where runs.source = again.source;
