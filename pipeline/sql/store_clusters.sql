delete from clusters;
insert into clusters by name select posting, cluster, why from found;
