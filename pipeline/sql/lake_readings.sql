-- Shows what a cluster read (views read_mentions, read_pay, read_refusals, read_facets) as the tables of the market.
create or replace view mentions as select id as posting, * exclude (id) from read_mentions;
create or replace view pay_refusals as select id as posting, * exclude (id) from read_refusals;
create or replace view facets as select id as posting, * exclude (id) from read_facets;

create or replace view posting_skills as
select
    id as posting,
    skill,
    arg_min(need, case need when 'required' then 0 when 'preferred' then 1 else 2 end) as need,
    count(*)::integer as mentions,
    max(years) as years
from read_mentions
group by id, skill;

-- In dollars by the rates of the lake, as convert_pay.sql does it.
create or replace view pay as
select
    read_pay.id as posting,
    read_pay.* exclude (id)
        replace (
            case
                when read_pay.annual_usd is null or rates.currency is null then read_pay.annual_usd
                else (read_pay.annual_min + read_pay.annual_max) / 2 / rates.per_eur
                    * (select per_eur from rates where currency = 'USD')
            end as annual_usd
        )
from read_pay
left join rates on rates.currency = read_pay.currency;
