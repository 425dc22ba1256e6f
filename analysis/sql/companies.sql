-- Companies by postings: how many are open, how many opened in the last thirty days, how many say what they pay, and their median base pay.
select
    counted.company_no,
    any_value(counted.company order by counted.row) as company,
    any_value(counted.stage) as stage,
    any_value(counted.ai_native) as ai_native,
    any_value(counted.industry) as industry,
    count(*) as postings,
    count(*) filter (counted.is_open) as open,
    count(*) filter (counted.opened_on > counted_market.market_date - 30) as opened_lately,
    avg(counted.states_pay::integer) as states_pay,
    median(counted.base_usd) as base_usd,
    max(counted.opened_on) as newest,
    list(distinct counted.role order by counted.role) as roles
from scope
inner join counted on counted.row = scope.row
cross join counted_market
group by counted.company_no
order by postings desc, company, counted.company_no
