-- Covers people's addresses and telephone numbers in every text the market holds in an employer's words.

update postings
set
    title = masked(title),
    company = masked(company),
    location = masked(location),
    department = masked(department),
    text = masked(text),
    url = without_people(url),
    read_with = null -- what was read of it quotes the words
where
    (title, company, text) != (masked(title), masked(company), masked(text))
    or location != masked(location)
    or department != masked(department)
    or url != without_people(url);

update versions
set
    title = masked(title),
    location = masked(location),
    text = masked(text)
where
    title != masked(title)
    or location != masked(location)
    or text != masked(text);

update rejects
set
    reason = masked(reason),
    raw = masked(raw)
where reason != masked(reason) or raw != masked(raw);
