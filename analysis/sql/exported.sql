-- The postings to export: those open on or after a date, each with whether its descriptions may leave.
create or replace temp table exported as
select
    counted.posting,
    coalesce(sources.share_text, false) as share_text
from counted
left join sources on sources.source = counted.source
where
    $since is null
    or counted.gone_on >= $since
