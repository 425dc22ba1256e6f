-- The postings of one segment, each job once, with what each names and how much it asks for it.
select
    counted.row,
    counted.posting,
    counted.company_no,
    counted.company,
    counted.opened_on,
    counted.gone_on,
    counted.is_open,
    counted.level,
    counted.base_usd,
    postings.title,
    postings.url,
    counted_skills.skill,
    counted_skills.need
from counted
inner join postings on postings.id = counted.posting
left join counted_skills on counted_skills.row = counted.row
where
    counted.role = $role
    and ($level is null or counted.level = $level)
    and ($country is null or $country = 'remote' or list_contains(counted.countries, $country))
    and ($country is distinct from 'remote' or counted.workplace = 'remote')
    and counted.gone_on >= $since
    and counted.opened_on <= $until
    and counted.row in (
        select row
        from counted
        qualify row_number() over (partition by cluster_no order by is_open desc, leads desc, opened_on, row) = 1
    )
order by counted.row, counted_skills.skill
