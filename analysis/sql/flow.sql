-- The postings opened in each period, of a fixed panel: only boards and feeds watched in the first and the last period.
-- What opened before a board was first read is left out: of that, only what had not closed yet is known.
create or replace temp table flow as
with
opened as (
    select
        scope.row,
        scope.company_no,
        scope.parts,
        counted.panel_unit,
        date_trunc($period, scope.opened_on)::date as period
    from scope
    inner join counted on counted.row = scope.row
    where
        counted.fully_watched
        and ($since is null or scope.opened_on >= $since)
),
ends as (
    select
        min(period) as first,
        max(period) as last
    from opened
),
panel as (
    select counted_panels.panel_unit
    from counted_panels
    cross join ends
    where
        $panel = 'all'
        or (
            date_trunc($period, counted_panels.watched_from) <= ends.first
            and counted_panels.watched_to >= ends.last
        )
)
select
    opened.row,
    opened.company_no,
    opened.parts,
    opened.period
from opened
inner join panel on panel.panel_unit = opened.panel_unit
