-- Refused amounts, without their sentence where the source's terms do not allow passing it on.
select pay_refusals.* replace (case when exported.share_text then masked(pay_refusals.text) end as text)
from pay_refusals
inner join exported on exported.posting = pay_refusals.posting
order by pay_refusals.posting, pay_refusals."start"
