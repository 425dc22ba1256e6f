-- Where an answer's numbers come from: period, panel, and how many postings were left out because they do not say.
with
held as (
    select
        min(scope.opened_on) as first,
        max(scope.opened_on) as last,
        count(*) as postings,
        count(distinct scope.company_no) as companies,
        count(distinct counted.board) as boards,
        coalesce(list(distinct counted.source order by counted.source), []) as sources
    from scope
    inner join counted on counted.row = scope.row
),
checks as (
    select
        $level is null or level = $level as level_fits,
        $country is null or list_contains(countries, $country) as country_fits,
        $metro is null or metro = $metro as metro_fits,
        $workplace is null or workplace = $workplace as workplace_fits,
        $stage is null or stage = $stage as stage_fits,
        $ai_native is null or ai_native = $ai_native as ai_native_fits,
        $level is not null and level = 'unspecified' as level_unsaid,
        $country is not null and len(countries) = 0 as country_unsaid,
        $metro is not null and metro is null as metro_unsaid,
        $workplace is not null and workplace = 'unspecified' as workplace_unsaid,
        $stage is not null and stage is null as stage_unsaid,
        $ai_native is not null and ai_native is null as ai_native_unsaid
    from counted
    where
        ($specialisation is null or list_contains(specialisation, $specialisation))
        and ($source is null or source = $source)
        and ($since is null or gone_on >= $since)
        and ($until is null or opened_on <= $until)
        and ($role is null or role = $role)
),
unsaid as (
    select
        count(*) filter (
            level_unsaid and country_fits and metro_fits and workplace_fits and stage_fits and ai_native_fits
        ) as level,
        count(*) filter (
            country_unsaid and level_fits and metro_fits and workplace_fits and stage_fits and ai_native_fits
        ) as country,
        count(*) filter (
            metro_unsaid and level_fits and country_fits and workplace_fits and stage_fits and ai_native_fits
        ) as metro,
        count(*) filter (
            workplace_unsaid and level_fits and country_fits and metro_fits and stage_fits and ai_native_fits
        ) as workplace,
        count(*) filter (
            stage_unsaid and level_fits and country_fits and metro_fits and workplace_fits and ai_native_fits
        ) as stage,
        count(*) filter (
            ai_native_unsaid and level_fits and country_fits and metro_fits and workplace_fits and stage_fits
        ) as ai_native
    from checks
)
select
    counted_market.market_date,
    counted_market.synthetic,
    held.*,
    unsaid.*
from counted_market
cross join held
cross join unsaid
