-- The postings a question is about: those the filter keeps, each job once, and the part of the answer each belongs to.
create or replace temp table scope as
with
kept as (
    select
        row,
        company_no,
        cluster_no,
        leads,
        alone,
        opened_on,
        case $by
            when 'role' then [role]
            when 'any_role' then case when role = 'multiple' then roles else [role] end
            when 'specialisation' then specialisation
            when 'level' then [level]
            when 'years' then [years_min::integer::varchar]
            when 'degree' then [degree]
            when 'degree_asked' then [(degree <> 'not_mentioned')::varchar]
            when 'degree_needed' then [(degree in ('required', 'or_equivalent'))::varchar]
            when 'certificate' then certificates
            when 'certificate_asked' then [(len(certificates) > 0)::varchar]
            when 'mathematics' then mathematics
            when 'mathematics_asked' then [(len(mathematics) > 0)::varchar]
            when 'workplace' then [workplace]
            when 'country' then countries
            when 'metro' then [metro]
            when 'employment' then [employment_type]
            when 'contract' then [(employment_type in ('contract', 'freelance'))::varchar]
            when 'visa' then [visa]
            when 'stage' then [stage]
            when 'ai_native' then [ai_native::varchar]
            when 'industry' then [industry]
            when 'states_pay' then [states_pay::varchar]
            when 'source' then [source]
            when 'year' then [year(opened_on)::varchar]
            when 'month' then [strftime(opened_on, '%Y-%m')]
            else ['all']
        end as parts
    from counted
    where
        ($role is null or role = $role)
        and ($specialisation is null or list_contains(specialisation, $specialisation))
        and ($level is null or level = $level)
        and ($country is null or list_contains(countries, $country))
        and ($metro is null or metro = $metro)
        and ($workplace is null or workplace = $workplace)
        and ($stage is null or stage = $stage)
        and ($ai_native is null or ai_native = $ai_native)
        and ($source is null or source = $source)
        and ($since is null or gone_on >= $since)
        and ($until is null or opened_on <= $until)
),
each_once as (
    select *
    from kept
    where alone or not $once
    union all
    (
        select *
        from kept
        where not alone and $once
        qualify row_number() over (partition by cluster_no order by leads desc, opened_on, row) = 1
    )
)
select
    row,
    company_no,
    opened_on,
    case when len(parts) = 0 or parts = [null] then ['unknown'] else parts end as parts
from each_once
