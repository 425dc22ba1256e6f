-- A year's pay in dollars by the rates in force; open-ended bands have no middle.
update pay
set annual_usd = (pay.annual_min + pay.annual_max) / 2 / rates.per_eur
    * (select per_eur from rates where currency = 'USD')
from rates
where rates.currency = pay.currency and pay.annual_usd is not null;
