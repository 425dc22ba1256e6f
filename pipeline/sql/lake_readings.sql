-- Shows what a cluster read (views read_mentions, read_pay, read_refusals, read_facets) as the tables of the market.
create or replace view mentions as select id as posting, * exclude (id) from read_mentions;
create or replace view pay as select id as posting, * exclude (id) from read_pay;
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
