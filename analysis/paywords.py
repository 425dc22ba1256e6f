"""The words around money in postings: what says it is pay, of which kind and period, and what says it is not.

English first, then the languages postings of these boards come in: German, French, Spanish, Portuguese, Italian, Dutch,
Polish, Czech, the Nordic ones.
"""

import re


def _any(words: str) -> str:
    return "|".join(words.split("\n")) if "\n" in words else words


PAY = re.compile(
    r"\b(?:salar(?:y|ies|ial)|compensat(?:ion|ed)|comp|pay(?:s|ing|out)?|paid|wages?|remuneration|renumeration|base|ote|"
    r"on[- ]target|earn(?:s|ing|ings)?|(?:hourly|daily|day|weekly|monthly|contract|bill(?:ing)?)? ?rates?|income|tc|ctc|"
    r"hiring ranges?|gross|doe|"
    r"\w*gehalt\w*|\w*vergütung\w*|\w*lohn|entgelt|verdienst|brutto|tagessatz|"
    r"salaires?|rémunération|remuneration|brut|fixe|tjm|package|"
    r"salarios?|sueldo|retribuci[oó]n|remuneraci[oó]n|salarial|bruto|"
    r"salários?|remuneração|bolsa|retribuzione|stipendio|ral|salaris|bruto|"
    r"wynagrodzeni\w+|zarobki|wideł\w+|pensja|stawk\w+|mzda|plat|odměna|"
    r"lön|løn|lønn|palkka)\b",
    re.IGNORECASE,
)

# What else money is for, by the reason a reader is told. HARD ones win over a nearer look; SOFT ones often stand
# beside pay ("$150k + bonus + equity") and refuse only what they touch.
HARD = {
    "funding or investment": r"rais(?:ed?|ing)|fund(?:s|ed|ing|raise|raising)?|financing|series [a-f]|(?:pre-?)?seed|"
    r"backed|invest(?:ed|ing|ments?|ors?)|venture|rounds?|valu(?:ed|ation)|unicorn|grants? (?:of|from|worth)|acquired",
    "revenue or sales": r"revenues?|a\.?r\.?r|mrr|narr|gmv|turnover|bookings|run[- ]rate|in (?:annual )?sales|"
    r"sales (?:of|volume)|profits?|p&l|volume|billings|umsatz|chiffre d'affaires",
    "deals, quotas or contracts": r"quotas?|deals?|deal sizes?|acvs?|tcv|pipeline|contracts? (?:worth|valued|of|over)|"
    r"book of business|opportunit(?:y|ies) (?:worth|of|over)|sold|closing|closed",
    "a budget, cost or price": r"budgets?|spend(?:ing)?|spent|costs?|expens\w+|invoic\w+|pric(?:e|ed|es|ing)|fees?|"
    r"subscriptions?|donat\w+|charg(?:e|ed|es)|fines?|projects? (?:worth|of|over|valued)|credits?|tickets?|rent",
    "money the business handles": r"assets?|aum|payments? (?:volume|of)|transactions?|process(?:ed|es|ing)|"
    r"sav(?:ed|es|ings)|loans?|debts?|dollars in|prizes?|bount(?:y|ies)|awards?|portfolios? (?:of|worth)|claims|"
    r"market|industry|economy|losses|waste[sd]?|worth of|custody|managing|manages?",
    "a stipend, allowance or reimbursement": r"stipends?|allowances?|reimburs\w+|per diem|vouchers?|lunch|meals?|"
    r"wellness|wellbeing|well-being|home[- ]office|internet|gym|tuition|education(?:al)?|learning|development|"
    r"conferences?|commut\w+|parental|equipment|childcare|fertility|adoption|workspace|phone|travel|vacation|loan "
    r"(?:repayment|forgiveness)|certification|set-?up",
    "a one-off or referral bonus": r"sign(?:ing)?[- ]?on|signing|refer(?:ral|rals|red|ring| a| someone)?|relocat\w+|"
    r"(?:retention|joining|spot|hiring|welcome|completion|starting|anniversary) bonus(?:es)?|bonus upon|upon signing",
    "insurance or retirement": r"401 ?\(?k\)?s?|pension|hsa|fsa|hra|match(?:ed|es|ing)?|insurance|deductibles?|"
    r"coverage|covered|premiums?|lifetime|superannuation cap|roth|contribut\w+",
    "a minimum wage or legal threshold": r"minimum wage|threshold|poverty",
}
SOFT = {
    "equity": r"equity|stock|options?|rsus?|shares?|espp|tokens?",
    "a bonus or commission": r"bonus(?:es)?|commissions?|incentives?|variable|profit[- ]sharing|prämie|prime",
}
NOT_PAY = re.compile(
    "|".join(
        rf"(?P<{'h' if table is HARD else 's'}{n}>\b(?:{words})(?![\w]))"
        for table in (HARD, SOFT)
        for n, words in enumerate(table.values())
    ),
    re.IGNORECASE,
)
REASONS = {f"h{n}": reason for n, reason in enumerate(HARD)} | {
    f"s{n}": reason for n, reason in enumerate(SOFT)
}

KIND = re.compile(
    r"\b(?:(?P<ote>ote|on[- ]target|on[- ]track earnings|at plan)"
    r"|(?P<total>total (?:annual |target |direct |yearly |potential )*(?:compensation|comp|cash|rewards?|pay|remuneration|"
    r"package|earnings?|ctc)|tc|ctc|total target|earning potential|all[- ]in|salary \+ (?:bonus|equity)|package)"
    r"|(?P<base>base|basic|salar(?:y|ies)|\w*gehalt\w*|fixe?|fixum|salaires?|salarios?|sueldo|salários?|wynagrodzeni\w+|"
    r"salaris|lön|løn|mzda|ral))\b",
    re.IGNORECASE,
)

_UNITS = {
    "hour": r"hours?|hourly|hrs?|h|std\.?|stunden?|stündlich|heures?|horas?|hora|godz\.?|godzin[ęay]|ora|uur|hod\.?|timme",
    "day": r"days?|daily|d|tag|tage|täglich|jours?|jour|día|dia|dzień|dziennie|giorno|dag|md|manday",
    "week": r"weeks?|weekly|wk|w|woche|semaine|semana|tydzień|week",
    "month": r"months?|monthly|mo|mth|m|monat|monatlich|mois|mensuels?|mes|mês|mensual(?:es)?|mensais|mies\.?|miesiąc|"
    r"miesięcznie|mc|mese|mensili|maand|měsíčně|měsíc|månad|måned|mtl\.?",
    "year": r"years?|yearly|yr|yrs|y|annum|anum|annual|annually|annualized|annualised|jahr|jährlich|jahresgehalt|an|année|"
    r"annuels?|annuelle|año|ano|anual(?:es)?|anuais|rok|rocznie|anno|annui|jaar|ročně|år|jaehrlich|lpa",
}
_SHORT = {
    "hour": r"p\.?/?h\.?|p/hr",
    "day": r"p\.?/?d\.?",
    "week": r"p\.?/?w\.?",
    "month": r"p\.?c\.?m\.?|p\.?/?m\.?",
    "year": r"p\.?/?a\.?",
}
_ALONE = {
    "hour": r"hourly|stündlich|hr",
    "day": r"daily|dziennie|täglich|d",
    "week": r"weekly|wk",
    "month": r"monthly|monatlich|mensuels?|mensual(?:es)?|mensais|miesięcznie|měsíčně|mensili|mo|mtl\.?",
    "year": r"annually|annual|yearly|annualized|annualised|jährlich|annuels?|anual(?:es)?|anuais|rocznie|annui|ročně|lpa|yr",
}
_PER = r"(?:/ ?|\bper |\bp/|\ban? |\bpro |\bpar |\bpor |\bal |\bà l['’]|\bde l['’]|\bje |\bim |\bna |\bza |\bil |\beach |\bevery )"
# Directly after a figure: "/hr", "per annum", "(gross) a month", "brutto pro Jahr", "p.a."
PERIOD_AFTER = re.compile(
    r"[\s)\]*+,]{0,4}(?:(?:gross|brutto|brut|bruto|netto|net|base|salary|cash|ote|usd|eur|€|lordi|in|compensation)\b[\s)/*]{0,3}){0,3}"
    r"(?:"
    + "|".join(
        rf"(?P<{p}>{_PER}(?:{_UNITS[p]})(?![^\W\d_])|(?:{_SHORT[p]})(?![^\W\d_]))|(?P<{p}_>(?:{_ALONE[p]})(?![^\W\d_]))"
        for p in _UNITS
    )
    + ")",
    re.IGNORECASE,
)
# Before it: "hourly rate", "annual base salary range", "per month:", "Stundenlohn"
PERIOD_BEFORE = re.compile(
    "|".join(
        rf"(?P<{p}>\b(?:{_ALONE[p] if p not in ('day', 'hour') else _ALONE[p][:-2] if p == 'day' else 'hourly|stündlich'}{more})\b)"
        for p, more in {
            "hour": r"|per hour|an hour|stundenlohn|stundensatz|taux horaire|an hourly",
            "day": r"|per day|day rate|tagessatz|tjm|contract day",
            "week": r"|per week",
            "month": r"|per month|monatsgehalt|a month",
            "year": r"|per year|per annum|jahresgehalt|jahresbrutto|a year|ral|annum",
        }.items()
    ),
    re.IGNORECASE,
)
UP_TO = re.compile(
    r"(?:\bup to|\bup until|\bmax(?:imum|\.)?(?: of)?:?|\bbis(?: zu)?|\bjusqu['’][àa]|\bhasta|\baté|\bfino a|\btot|\bdo|≤|<|\bunder)"
    r"(?: an?)?[\s:~]*$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(?:\bfrom|\bstart(?:s|ing)?(?: salary)?(?: at| from)?|\bat least|\bmin(?:imum|\.)?(?: of)?:?|\bab|\bmindestens|\bà partir de|\bdès|"
    r"\bdesde|\ba partir de|\bod|\bda|\bvanaf|\bfrån|≥|>=?|\bover|\babove|\bnorth of|\bmore than|\boder mehr)"
    r"[\s:~]*$",
    re.IGNORECASE,
)
OR_MORE = re.compile(
    r"\+(?! ?[^\W\d_])|\+(?= [^\W\d_])|\+$|\s*(?:or more|and (?:up|above)|or above|or higher|und mehr|et plus|y más)\b",
    re.IGNORECASE,
)
WITH_MORE = re.compile(
    r"[\s)\]*]{0,3}(?:(?:USD|EUR|GBP|CAD|per year|/ ?yr|/ ?year|annually|p\.?a\.?)[\s)]*)?(?:\+|plus|and|&|,|w/|with|\()\s*(?:\d[\d.%–-]*\s?\S?\s?)?"
    r"(?:early[- ]stage |early |generous |meaningful |significant |competitive |great |full |stock |annual |some |good |lots of |strong )*"
    r"(?:equity|bonus|bonuses|benefits|options|stock|super(?:annuation)?|rsus?|shares|profit|commission|incentives|doe\b|depending|perks|health|tokens|package)",
    re.IGNORECASE,
)
PAY_AFTER = re.compile(
    r"[\s)\]*,–—-]{0,4}(?:(?:USD|EUR|GBP|CAD|per year|/ ?yr|/ ?year|annually|annual|yearly|a year|gross|brutto)[\s)]*)?"
    r"(?:in )?(?:base|salary|salaries|ote\b|on[- ]target|total (?:comp|target|cash|pay)|tc\b|ctc\b|comp\b|compensation|gross|brutto|brut\b|bruto|netto|p\.?a\.?\b|doe\b|"
    r"depending on|based on (?:exp|skill|loc)|pro[- ]rata|fixe\b|package)",
    re.IGNORECASE,
)
