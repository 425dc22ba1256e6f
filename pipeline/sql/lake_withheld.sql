-- Sources of the lake whose terms do not allow passing descriptions on.
select distinct source
from postings
semi join (from sources where not share_text) as closed using (source)
order by source;
