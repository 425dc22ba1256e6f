-- What one euro bought on a day: the rates behind pay.annual_usd.
create table rates (
    currency varchar primary key,
    per_eur double not null,
    day date not null
);
