select id, title, company, location, text, countries, workplace, employment_type, pay
from postings
where read_with is distinct from $version
order by rowid -- as they are stored: neighbours are unpacked together
limit $batch;
