-- Other postings of the same job, whose texts may hold the same words.
select other.posting
from clusters
inner join clusters as other on other.cluster = clusters.cluster and other.posting != clusters.posting
where clusters.posting = $posting
order by other.posting;
