-- One posting with its evidence: what was read, from which words, and what changed since it was first seen.
with
chosen as (
    select * replace (masked(text) as text)
    from postings
    where id = $posting
),
evidence as (
    select
        -1 as part,
        'posting' as what,
        concat_ws(', ', title, company, location) as value,
        url as how,
        null::bigint as "start",
        null::bigint as "end",
        null::timestamptz as seen_at
    from chosen
    union all
    select
        1 as part,
        'skill' as what,
        coalesce(skills.name, mentions.skill) as value,
        mentions.need || ', in ' || mentions.section as how,
        mentions."start",
        mentions."end",
        null::timestamptz as seen_at
    from mentions
    inner join chosen on chosen.id = mentions.posting
    left join skills on skills.skill = mentions.skill
    union all
    select
        2,
        'pay',
        concat_ws(
            ' ',
            case when pay."min" is null then 'up to' when pay."max" is null then 'from' end,
            pay."min"::bigint,
            case when pay."min" < pay."max" then '-' end,
            case when pay."max" is distinct from pay."min" then pay."max"::bigint end,
            pay.currency,
            'a',
            pay.period
        ),
        concat_ws(', ', pay.kind, pay.basis, nullif(pay."where", '')),
        pay."start",
        pay."end",
        null
    from pay
    inner join chosen on chosen.id = pay.posting
    union all
    select
        3,
        'pay refused',
        masked(pay_refusals.text),
        pay_refusals.reason,
        pay_refusals."start",
        pay_refusals."end",
        null
    from pay_refusals
    inner join chosen on chosen.id = pay_refusals.posting
    union all
    select
        0,
        facet.what,
        facet.value,
        concat_ws(': ', facet.basis.source, facet.basis.words),
        null,
        null,
        null
    from facets
    inner join chosen on chosen.id = facets.posting
    cross join unnest([
        {'what': 'role', 'value': facets.role, 'basis': facets.role_basis},
        {'what': 'level', 'value': facets.level, 'basis': facets.level_basis},
        {'what': 'years', 'value': facets.years_min::varchar, 'basis': facets.years_basis},
        {'what': 'degree', 'value': facets.degree, 'basis': facets.degree_basis},
        {'what': 'workplace', 'value': facets.workplace, 'basis': facets.workplace_basis},
        {'what': 'countries', 'value': array_to_string(facets.countries, ', '), 'basis': facets.countries_basis},
        {'what': 'visa', 'value': facets.visa, 'basis': facets.visa_basis}
    ]) as listed (facet)
    union all
    select
        4,
        'changed',
        array_to_string(versions.changed, ', '),
        concat_ws('; ', 'was', versions.title, versions.location, versions.workplace),
        null,
        null,
        versions.seen_at
    from versions
    inner join chosen on chosen.id = versions.posting
    union all
    select
        5,
        'posted before',
        counted_reposts.earlier,
        concat_ws(' ', 'opened', earlier_opened_on, 'and last listed', earlier_gone_on || '; this one opened', counted_reposts.opened_on),
        null,
        null,
        null
    from counted_reposts
    inner join chosen on chosen.id = counted_reposts.posting
    union all
    select
        6,
        'open for long',
        days_open || ' days',
        coalesce('the company''s ' || usual_of || ' closed ones: ' || usual_days::integer || ' days in the median', 'none of the company''s was seen to close'),
        null,
        null,
        null
    from counted_ghosts
    inner join chosen on chosen.id = counted_ghosts.posting
)
select
    evidence.what,
    evidence.value,
    evidence.how,
    evidence."start",
    evidence."end",
    case
        when evidence."start" is not null
            then regexp_replace( -- a word that the excerpt cuts is left out
                regexp_replace(
                    substring(
                        chosen.text,
                        greatest(evidence."start" - 39, 1), -- a negative start would count from the end
                        evidence."end" - greatest(evidence."start" - 40, 0) + 40
                    ),
                    case when evidence."start" > 40 then '^\S{0,20}\s+' else '^\s+' end,
                    ''
                ),
                case when evidence."end" + 40 < length(chosen.text) then '\s+\S{0,20}$' else '\s+$' end,
                ''
            )
    end as words,
    evidence.seen_at
from evidence
cross join chosen
order by evidence.part, evidence."start" nulls first, evidence.what, evidence.value, evidence.seen_at
