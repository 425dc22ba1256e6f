-- Replaces what the readers said of a batch. In: temp tables batch (id), read_mentions, read_pay, read_refusals, read_facets.
delete from mentions using batch where mentions.posting = batch.id;
delete from posting_skills using batch where posting_skills.posting = batch.id;
delete from pay using batch where pay.posting = batch.id;
delete from pay_refusals using batch where pay_refusals.posting = batch.id;
delete from facets using batch where facets.posting = batch.id;

insert into mentions by name select * exclude (id), id as posting from read_mentions;
insert into pay by name select * exclude (id), id as posting from read_pay;
insert into pay_refusals by name select * exclude (id), id as posting from read_refusals;
insert into facets by name select * exclude (id), id as posting from read_facets;

insert into posting_skills by name
select
    id as posting,
    skill,
    arg_min(need, case need when 'required' then 0 when 'preferred' then 1 else 2 end) as need,
    count(*) as mentions,
    max(years) as years
from read_mentions
group by id, skill;

update postings set read_with = batch.version from batch where postings.id = batch.id;
