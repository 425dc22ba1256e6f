"""The words around money in postings: what says it is pay, of which kind and period, and what says it is not.

English first, then the other languages of the boards we read: German, French, Spanish, Portuguese, Italian,
Dutch, Polish, Czech, the Nordic ones.
"""

import re

# A word of pay. "rate" and "base" count because a figure right after them is hardly ever anything else.
PAY = re.compile(
    r"\b(?:salar(?:y|ies|ial)|compensat(?:ion|ed)|comp|pays?(?! (?:us|out|off|for|your))|paid(?! (?:out|"
    r"off|for|creators|users))|(?:will|be|are) paying|wages?|"
    r"ren?m?unerations?|"
    r"base|ote|on[- ]target|earn(?:s|ings?)?|rates?|income|c?tc|hiring ranges?|gross|doe|package|"
    r"budget for (?:this|the) (?:role|position)|"
    r"\w*gehalt\w*|\w*vergütung\w*|\w*lohn|entgelt|verdienst|brutto|tagessatz|"
    r"salaires?|rémunération|brut|fixe|tjm|salarios?|sueldo|retribuci[oó]n|remuneraci[oó]n|bruto|"
    r"salários?|remuneração|bolsa|retribuzione|stipendio|ral|salaris|"
    r"wynagrodzeni\w+|zarobki|wideł\w+|pensja|stawk\w+|mzda|plat|odměna|lön|løn|lønn|palkka)\b",
)

# What else money is for, by the reason a reader is told. HARD ones refuse from some distance; SOFT ones often
# stand beside pay ("$150k + bonus + equity") and refuse only what they touch.
HARD = {
    "funding or investment": r"rais(?:ed?|ing)|fund(?:s|ed|ing|raise|raising)?|financing|series [a-f]|"
    r"(?:pre-?)?seed|"
    r"backed|invest(?:ed|ing|ments?|ors?)|venture|rounds?|valu(?:ed|ation)|unicorn|grants? (?:of|from|worth)|"
    r"implementation grant|acquired",
    "revenue or sales": r"revenues?|a\.?r\.?r|mrr|narr|gmv|turnover|bookings|run[- ]rate|"
    r"in (?:annual )?sales|"
    r"sales (?:of|volume)|(?<!non[- ])profits?|p&l|volume|billings|umsatz|chiffre d'affaires|obr[óo]t\w*",
    "deals, quotas or contracts": r"contract values?|quotas?|deals?|deal sizes?|acvs?|tcv|pipeline|"
    r"contracts? (?:worth|"
    r"valued|of|over)|"
    r"book of business|opportunit(?:y|ies) (?:worth|of|over)|orders?|sold|closing|closed",
    "a budget, cost or price": r"budgets?|spend(?:ing)?|spent|costs?|expens\w+|invoic\w+|pric(?:e|ed|es|"
    r"ing)|fees?|"
    r"subscriptions?|donat\w+|charg(?:e|ed|es)|fines?|projects? (?:worth|of|over|valued)|credits?|"
    r"tickets?|rent",
    "money the business handles": r"assets?|aum|payments? (?:volume|of)|transactions?|process(?:ed|es|ing)|"
    r"sav(?:e|ed|es|ing|ings)|loans?|debts?|dollars in|prizes?|bount(?:y|ies)|awards?|portfolios? (?:of|"
    r"worth)|claims|"
    r"market|industry|economy|losses|wasted?|worth|customers? pay|clients? pay|pay us|custody|managing|"
    r"manages?",
    "a stipend, allowance or reimbursement": r"stipends?|allowances?|reimburs\w+|per diem|vouchers?|"
    r"lunch|meals?|"
    r"groceries|wellness|wellbeing|well-being|home[- ]office|internet|gym|tuition|education(?:al)?|learning|"
    r"development|growth budget|conferences?|commut\w+|parental|equipment|childcare|fertility|adoption|"
    r"workspace|"
    r"phone|travel|vacation|loan (?:repayment|forgiveness)|certification|set-?up",
    "a one-off or referral bonus": r"(?:sign(?:ing)?[- ]?on|signing|referrals?)(?: bonus(?:es)?)?|"
    r"refer(?:red|ring| a| someone)?|relocat\w+|"
    r"(?:retention|joining|spot|hiring|welcome|completion|starting|anniversary) bonus(?:es)?",
    "insurance or retirement": r"401 ?\(?k\)?s?|pension|hsa|fsa|hra|match(?:ed|es|ing)?|insurance|"
    r"deductibles?|"
    r"coverage|covered|premiums?|lifetime|roth|contribut\w+",
    "a minimum wage or legal threshold": r"minimum wage|threshold|poverty",
}
SOFT = {
    "equity": r"(?:equity|stock|options?|rsus?|shares?|espp|tokens?)(?: worth)?",
    "a bonus or commission": r"bonus(?:es)?|commissions?|incentives?|variable|profit[- ]sharing|prämie|prime",
}
REASONS = {f"h{n}": reason for n, reason in enumerate(HARD)} | {
    f"s{n}": reason for n, reason in enumerate(SOFT)
}
NOT_PAY = re.compile(
    r"\b(?:"
    + "|".join(
        f"(?P<{key}>{words})" for key, words in zip(REASONS, (*HARD.values(), *SOFT.values()), strict=True)
    )
    + r")(?!\w)",
)
IS_SOFT = frozenset(key for key in REASONS if key.startswith("s"))
# Amounts of these are never the size of a yearly range, so such a range is not refused for a perk nearby.
SMALL_THINGS = frozenset(
    key for key, reason in REASONS.items() if reason.startswith(("a stipend", "insurance", "a minimum"))
)
COMMISSION_ONLY = re.compile(r"commission[- ](?:based )?only|100% commission")

KIND = re.compile(
    r"\b(?:(?P<ote>ote|\w*zielgehalt|on[- ]target|on[- ]track earnings|at plan)"
    r"|(?P<total>total (?:(?:annual|target|direct|yearly|potential) )*"
    r"(?:compensation|comp|cash|rewards?|pay|remuneration|package|earnings?|ctc)|c?tc|total target|"
    r"earning potential|all[- ]in|package)"
    r"|(?P<base>base|basic|salar(?:y|ies)|\w*gehalt\w*|fixe?|fixum|salaires?|salarios?|sueldo|salários?|"
    r"wynagrodzeni\w+|salaris|lön|løn|mzda|ral))\b",
)
INCLUSIVE = re.compile(
    r"[^.\d]{0,40}\binclusive of|[^.\d]{0,20}\bincluding (?:bonus|commission|variable)|"
    r"[^.\d]{0,20}total (?:target )?cash",
)

_NO_LETTER = r"(?![^\W\d_])"
_OF_ELSE = (
    r"(?! (?:profit|performance|bonus|stipend|allowance|budget|reviews?|raises?|leave|travel|off-?sites?))"
)
_NO_FIGURE = (
    r"(?![\s:of]{0,6}[$€£]?\d)"  # what follows is the next figure's own word: "commission $60k, OTE $180k"
)
_PER = (
    r"(?:/ ?|\bper |\bp/|\ban? |\bpro |\bpar |\bpor |\bal |\bà l['’]|\bde l['’]|\bje |\bim |\bna |\bza |"
    r"\bil |\beach |"
    r"\bevery )"
)
_UNITS = {  # after "per" or a slash
    "hour": r"hours?|hourly|hrs?|h|std\.?|stunden?|heure|hora|godz\.?|godzin[ęay]|ora|uur|hod\.?|timme",
    "day": r"days?|d|tag|jour|día|dia|dzień|giorno|dag|manday",
    "week": r"weeks?|wk|w|woche|semaine|semana|tydzień",
    "month": r"months?|monthly|mo|mth|m|monat|mois|mes|mês|mies\.?|miesiąc|mc|mese|maand|měsíc|månad|måned",
    "year": r"years?|yearly|yrs?|y|annum|anum|annual|annually|jahr|an|année|año|ano|rok|anno|jaar|år",
}
_ADVERBS = {  # on their own
    "hour": r"hourly|stündlich|hr|p\.?/?h\.?|p/hr",
    "day": r"daily|dziennie|täglich|d|p\.?/?d\.?",
    "week": r"weekly|wk|p\.?/?w\.?",
    "month": r"monthly|monatlich|mensuels?|mensual(?:es)?|mensais|miesięcznie|měsíčně|mensili|mo|mtl\.?|"
    r"p\.?c\.?m\.?|p\.?m\.?",
    "year": r"annually|annual|yearly|annuali[sz]ed|jährlich|annuels?|anual(?:es)?|anuais|rocznie|annui|"
    r"ročně|lpa|yr|p\.?/?a\.?",
}
# Directly after a figure: "/hr", "per annum", "(gross) a month", "brutto pro Jahr", "p.a."
PERIOD_AFTER = re.compile(
    r"\+?[\s)\]*,]{0,4}(?:(?:gross|brutto|brut|bruto|netto|net|base|salary|cash|ote|usd|eur|€|lordi|in|"
    r"compensation)\b"
    r"[\s)/*]{0,3}){0,3}(?:"
    + "|".join(
        rf"(?P<{period}>(?:{_PER}(?:{_UNITS[period]})|{_ADVERBS[period]}){_NO_LETTER}{_OF_ELSE})"
        for period in _UNITS
    )
    + ")",
)
# Later in the same clause: "$170k - $215k depending on experience, per year"
PERIOD_LATER = re.compile(
    r"[^\d.+]{0,60}?\b(?:(?P<year>(?:per|a) (?:year|annum)|annually)|(?P<hour>(?:per|an) hour)|"
    r"(?P<month>(?:per|a) month))"
    r"\b(?! (?:stipend|budget))",
)
# Before it: "hourly rate", "annual base salary range", "per month:", "Stundenlohn"
PERIOD_BEFORE = re.compile(
    r"\b(?:(?P<hour>hourly|per hour|an hour|stündlich\w*|stundenlohn|stundensatz|taux horaire)"
    r"|(?P<day>daily rate|day rate|tagessatz|tjm|dniówka|taux journalier)"
    r"|(?P<week>weekly (?:rate|pay|salary|wage|compensation)|wochenlohn)"
    r"|(?P<month>monthly|per month|monatsgehalt|monatlich\w*|mensuel\w*|mensual|mensal|miesięczn\w+|měsíční)"
    r"|(?P<year>annual|annually|annuali[sz]ed|yearly|per year|per annum|a year|jahresgehalt|jahresbrutto\w*|"
    r"jährlich\w*|annuel\w*|anual|roczn\w+|ral|lpa))\b(?! (?:bonus|stipend|budget|allowance|leave|travel))",
)

UP_TO = re.compile(
    r"(?:\bup ?to|\bup until|\bmax(?:imum|\.)?(?: of)?:?|\bbis(?: zu)?|\bjusqu['’][àa]|\bhasta|\baté|"
    r"\bfino a|\btot|"
    r"\bdo|≤|<|\bunder|\bmax(?:imum)? (?:base |annual )*(?:pay|salary|compensation|"
    r"rate)[^.\d]{0,40}\bis)(?: an?)?[\s:~]*$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(?:\bfrom|\bstart(?:s|ing)?(?: salary)?(?: at| from)?|\bat least|\bmin(?:imum|\.)?(?: of)?:?|\bab|"
    r"\bmind(?:estens|\.)|"
    r"\bà partir de|\bdès|\bdesde|\ba partir de|\bod|\bda|\bvanaf|\bfrån|≥|>=?|\bover|\babove|"
    r"\bnorth of|\bmore than)"
    r"[\s:~]*$",
    re.IGNORECASE,
)
OR_MORE = re.compile(
    r"\+(?!\s?(?:equity|bonus|benefits|options|stock|super))(?! ?\w)|\+(?= (?!equity|bonus|benefits|"
    r"options|stock|super)\w)|"
    r"\s*(?:or more|and (?:up|above)|or above|or higher|oder mehr|und mehr|et plus|y más)\b",
    re.IGNORECASE,
)

_UNIT_BETWEEN = (
    r"(?:(?:usd|eur|gbp|cad|aud|(?:per|an?) (?:year|hour|month|annum)|/ ?[a-z]{1,5}|annual(?:ly)?|yearly|"
    r"hourly|p\.?a\.?|gross|brutto)[\s)]*)?"
)
# "+ equity", "plus 15% superannuation", "+ 0.5-1%", "(DOE)": what an offer goes on with.
WITH_MORE = re.compile(
    rf"\+?[\s)\]*]{{0,3}}{_UNIT_BETWEEN}(?:\+ ?\d[\d.–-]{{0,8}} ?%|"
    r"(?:\+|plus|and|&|,|w/|with|incl\w*\.?(?: of)?|\()\s*(?:\d[\d.%–-]*\s?\S?\s?)?"
    r"(?:(?:early[- ]stage|early|generous|meaningful|significant|competitive|great|full|stock|annual|some|"
    r"good|lots of|strong|other) )*(?:equity|bonus|bonuses|benefits|options|stock|super(?:annuation)?|rsus?|"
    r"shares|profit|commission|incentives|equipment|doe\b|depending|perks|tokens|package))",
)
# "$150k base", "£65k p.a.", "120 000 brutto": a word of pay right after.
PAY_AFTER = re.compile(
    rf"[\s)\]*,+–—-]{{0,4}}{_UNIT_BETWEEN}\(?(?:in )?(?:cash )?(?:base|salary|salaries|ote\b|on[- ]target|"
    r"total (?:comp|target|cash|pay)|c?tc\b|comp\b|compensation|gross|brutto|brut\b|bruto|netto|p\.?a\.?\b|"
    rf"doe\b|depending on|based on (?:exp|skill|loc)|pro[- ]rata|fixe\b|package|yearly\b|"
    rf"per annum\b){_NO_FIGURE}"
)
KIND_NEXT = re.compile(
    rf"[\s)\]*,+–—-]{{0,4}}(?:{_UNIT_BETWEEN},? ?){{1,2}}(?:in )?"
    rf"(?P<aside>\()?(?:potential |total )*{KIND.pattern}{_NO_FIGURE}"
)

# What ends a figure's own phrase: what follows is another item, a label or an aside.
NEXT_ITEM = re.compile(
    r"[^\w\s'’/.-]|\b(?:and|plus|with|w/|as well as|in addition|excluding|inclusive|including|incl|"
    r"before|not|or|"
    r"eligible|overtime|benefits|depending|this|employees?|the)\b",
)
# What adds a bonus to pay named before it: "salary + equity: $175K", "salary (before commission): $190,000"
ADDED = re.compile(
    r"(?:\+|&|/|,|\b(?:and|plus|with|or|before|including|excluding|inclusive|exclusive|excl?\.?|"
    r"incl?\.?)) *[^+&/,]{0,15}$",
)
# A figure that is the whole of a cell may have only this after it.
LONE = re.compile(
    r"\+?(?:\s|per \w+|/ ?\w+|usd|eur|gbp|cad|annually|yearly|1099|w-?2|c2c|gross|brutto|doe|"
    r"pa\b|p\.a|[^\w\s])*",
)
# A signless figure with a noun after it counts things: "70,000 patient notes", "200k+ providers".
THING = re.compile(
    r"\+? (?!(?:per|a|an|and|or|plus|with|to|pro|on|in|for|tc|fixe|plat|full|based|range)\b|base|salary|"
    r"gross|"
    r"annual|year|month|week|hour|dai|dep|doe|neg|brut|total|ote|comp|equity|bonus|super|incl|excl|"
    r"package|remote|cash|net|stock|option)[a-z]{3,}",
)

TIER = re.compile(
    r"\b(?:(?:(?:US|geo(?:graphic)?|pay|location) )*(?:tier|zone|region|band|grade|level|"
    r"group)s? ?(?-i:[A-Z]|\d+|I{1,3}|IV)\b|"
    r"\bL\d\b|\bIC\d\b|(?:all |any )?other (?:US |U\.S\. )?(?:locations?|states|markets|regions)|"
    r"rest of (?:the )?\w+|"
    r"remote(?: (?:US|USA|UK|EU|Canada|Europe))?(?=\s*[:(–-]|\s*$)|"
    r"(?:senior|staff|principal|junior|mid|mid-level|lead|entry|sr\.?)\b[^:\n|,(]{0,40}(?=\s*:(?!//)))",
    re.IGNORECASE,
)
FOR_WHOM = re.compile(
    rf"\s*(?i:{_UNIT_BETWEEN})(?:\(|(?:for|in) )(?P<who>[A-Z][^.;:\n|\d$£€()]{{2,60}}?)(?=\s*(?:[.;|"
    rf"\n\d$£€)]|$|and\b|or\b))"
)
