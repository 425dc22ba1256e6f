"""Reads where the work is done: remote, hybrid, on site, a choice, or not said."""

import re
from collections.abc import Iterator

from analysis import places
from analysis.cues import Basis, Cues
from analysis.sections import Section

KINDS = frozenset(("remote", "hybrid", "onsite"))

DAY = r"(?:\d|one|two|three|four|five|deux|trois|un|several|a few|some)"
DAYS = rf"{DAY}(?:\s*(?:-|–|to|or|/)\s*{DAY})?\+?\s*(?:\([^)]{{1,9}}\) )?(?:x|days?|times|jours?|tage)"
WEEK = r"(?: ?(?:/|per|a|each|every|in the|par|pro|weekly) ?(?:week|wk|month|semaine|mois|woche)?|-a-week)"
OFFICE = r"(?:office|onsite|on-site|on site|in[- ]person|in-?office|hub|headquarters|hq|campus)"

HYBRID = (
    r"\bhybrid[eo]?\b(?=\W*$|\W*[.,;:()\[\]/&|–—•*]|[\s-]*(?:work\w*|roles?|positions?|schedules?|models?|polic\w+|set-?ups?|environment|remote|office|arrangements?|jobs?|teams?|approach|opportunit\w+|in|from|at|out|with|basis|locations?|options?|"
    r"employees?|onsite|on-site|status|mode|flexib\w+|home|or|and|within|based|between|company|culture|\d|first|workplace|format|style|routine|week|way|if|but|to)\b)"
)

# In a location line or a header the bare words are enough.
SHORT = {
    "remote": re.compile(r"\bremote(?:ly)?\b|\bwfh\b|work from home|\bdistributed\b|\btelecommute|home[- ]?office|télétravail", re.IGNORECASE),
    "hybrid": re.compile(rf"\bhybrid[eo]?\b|{DAYS}{WEEK}? (?:in|from|at)? ?(?:the |our )?{OFFICE}|remote[- ]flexible|partially remote|partly remote", re.IGNORECASE),
    "onsite": re.compile(r"\bon-?\s?site\b|\binsite\b|\bin[- ]?person\b|\bin[- ]office\b|\bnot remote\b|\bno remote\b|office[- ]based|\bpresencial\b", re.IGNORECASE),
}  # fmt: skip
CHOICE = re.compile(
    r"\bor\b[^|]{0,25}remote|remote\b[^|]{0,25}\bor\b|\boption\w* remote|remote (?:option\w*|ok\b|possible|friendly|considered)",
    re.IGNORECASE,
)
OR = re.compile(r"\bor\b|/(?!\s*(?:week|wk))|&|,|\band\b|\bok\b", re.IGNORECASE)
BESIDE = re.compile(
    r"(?:/|&|\band\b|,)\s*(?:fully |100% |full )?remote|remote\s*(?:/|&|\band\b)", re.IGNORECASE
)

# "Remote" and the like about something else than where this person works.
ELSEWHERE = re.compile(
    r"(?:positionnement|rôle|profil) hybride|hybride (?:entre|combinant)|remote (?:employees|workers|sens\w+|procedur\w+|control\w*|server\w*|access|monitor\w*|desktop|repositor\w+|deposit\w*|village|area|patient|debugg\w+|config\w+|execution|diagnos\w+|"
    r"stipend|work(?:ing)? (?:experience|stipend|setup|set-up|equipment|policy may)|support (?:tool|software)|code|api|mcp|hands|machine|environment|health|care)|"
    r"hybrid (?:high|role (?:for someone|combining|between|that|which|of)|position (?:combining|between|that|which)|search|cloud|retriev\w+|model(?:l?ing)?s? (?:that|with|which|of|for|combin)|mobile|app|application|infrastructure|environment cloud|and multi|architecture|multi|rag|recommend\w+|ai|quantum|vehicle|"
    r"systems|engine|integration|on-prem|data|deployment|network|project|method|agile|intelligence|mechanical|athlete|human|identity|role combining|of )|multi[- ]cloud|on-?premis|"
    r"(?:on-?site|in[- ]person|onsite) (?:interview|visit|customer|client|meeting|event|retreat|gather|gym|lunch|meal|fitness|cafe|caf|coffee|parking|childcare|training|support for|installation|deployment|"
    r"workshop|team (?:event|building|meet|gather|retreat|week|day)|offsite|summit|collab\w+ (?:event|week|session)|final|assessment|conversation|chef|barista|amenit|health|clinic|massage|perk|snack|meet|social|connection)|"
    r"(?:interview|final round|stage|offsites?|retreats?|summits?|gatherings?|events?|meetups?|conferences?|all-hands|kickoffs?|get-togethers?|get together|meet|meetings|customers?|clients?)\b.{0,40}?(?:on-?site|in[- ]person)|"
    r"(?:customer|client)s?['’]? (?:\w+ )?(?:on-?site|offices?|remote)|remote(?:ly)? (?:from (?:anywhere|abroad|another|other)|abroad).{0,40}(?:days|weeks|months)|"
    r"(?:manag\w+|lead\w*|support\w*|collaborat\w+|coordinat\w+|communicat\w+|work\w*) (?:with |across |effectively |well |closely )*(?:\w+ ){0,3}(?:remote|distributed|hybrid|onsite|offshore)(?:,| and|/|\b)(?: \w+){0,2} (?:team|colleague|stakeholder|develop|engineer|client|customer)|"
    r"microsoft office|ms office|office (?:365|suite|applic|manager|product|tools|hours|snack|equipment|setup|set-up|stipend|supplies|politics|of the|administ|lunch|space|dog|perk)|(?:set ?up|equip|furnish|for) (?:your |a |an )?home[- ]office|home[- ]office (?:stipend|budget|set|equip|allow|expens)|remote[- ]friendly work culture|office-only|back[- ]office|front[- ]office|middle[- ]office|"
    r"offices? (?:around|across|worldwide|all over|globally)|(?:remote|office|hybrid) work(?:ers|place platform|force)|remote[- ]work experience|experience (?:working )?(?:in |with )?(?:a )?(?:fully )?(?:remote|hybrid)",
)  # fmt: skip

# A few weeks elsewhere are a perk of any workplace.
AWAY = re.compile(
    r"(?:\d+|few|one|two|three|four|six|eight|twelve|some)[ -](?:\w+ )?(?:weeks?|days?|months?|jours|semaines)[^.\n]{0,60}(?:abroad|anywhere|per (?:calendar )?year|a year|each year|annually|par an|à l['’]étranger)|"
    r"(?:abroad|anywhere)[^.\n]{0,45}(?:\d+|few|one|two|three|four|six|eight|twelve) (?:\w+ )?(?:weeks?|days?|months?)",
)
LINE = re.compile(
    r"(?:^\W*(?:job |work |office |role )?(?:locations?|workplace)(?: type| designation| policy)?|\s(?-i:Location|LOCATION|Locations))\s*[:–-]\s*(.+)",
    re.IGNORECASE,
)

# Each says outright where this job is done.
SAYS = (
    (
        "hybrid",
        ("hybrid", "day", "jour", "tage", "partially", "partly", "mix ", "blend", "combination", "balance", "some ", "rest ", "anchor", "tue", "thu", "mon-", "flexib", "times", "x/", "télétravail"),
        re.compile(
            rf"#li-hybrid|{HYBRID}|{DAYS}{WEEK}?,? (?:\w+ ){{0,4}}?(?:in|from|at|of)?[- ]?(?:the |our |an? )?(?:\w+ ){{0,3}}?{OFFICE}|{OFFICE}[^.\n]{{0,45}}? {DAYS}(?: (?:a|per|each|every) week|/week|\b)|"
            rf"{DAYS}{WEEK}? (?:of |de )?(?:remote|work(?:ing)? from home|wfh|télétravail|home ?office)|(?:remote|work(?:ing)? from home|télétravail|home ?office)[^.\n]{{0,40}} {DAYS}(?: (?:a|per|each|par) |/)?(?:week|semaine|mois|month)|"
            rf"télétravail (?:partiel|jusqu|flexible|possible)|jusqu['’]à {DAYS} de télétravail|partially remote|partly remote|"
            r"(?:office|in[- ]person|onsite|on-site)[^.\n]{0,40}\b(?:mon|tue|wed|thu|fri)\w*\b[^.\n]{0,25}\b(?:tue|wed|thu|fri)\w*|\b(?:mon|tue|wed|thu)\w*\b[^.\n]{0,25}\b(?:tue|wed|thu|fri)\w*[^.\n]{0,30}(?:office|in[- ]person|onsite|on-site)|anchor days?|"
            r"(?:mix|blend|combination|balance) of (?:remote|office|in[- ](?:office|person)|working from home|home)[^.\n]{0,20}|flexib\w+ (?:remote|home)[- ]?(?:/|and )?(?:office)? work(?:ing)? (?:policy|model)|"
            r"some (?:in[- ]office|onsite|remote) (?:days|work|presence)|rest (?:of the (?:time|week) )?(?:is |from )?(?:remote|home)",
        ),
    ),
    (
        "onsite",
        ("site", "person", "office", "remote", "hq", "headquarters", "relocat", "commute", "basé"),
        re.compile(
            r"#li-on-?site|(?:five|5)(?:\s*\(\d\))? days?(?: (?:a|per) week|/week|-a-week)?,? (?:in|from|at|on)[- ]?(?:the |our )?(?:\w+ ){0,2}?(?:office|site|person)|(?:in[- ]person|in[- ]office|in (?:the|our) office|on-?site|from (?:the|our) office)[^.\n]{0,25}(?:five|5) days|"
            r"remote\s*:\s*no\b|\bnot (?:a )?remote\b|no remote|non-remote|(?:not|n['’]t|unable to) (?:currently )?(?:offer|support|consider|open to|able to offer|accept)[^.\n]{0,25} remote|cannot be (?:performed |done )?remote|"
            r"(?:work(?:ing|s)?|role|position|job|opportunity|based|fully|100%|team|presence|full[- ]time|time|policy|expected|required|requires?|located)[^.\n]{0,30}\b(?:on-?site|on site|in[- ]person|in[- ]office|in the office)\b|"
            r"\b(?:on-?site|in[- ]person|in[- ]office|office-based)\b[^.\n]{0,25}(?:role|position|job|team|work|presence|required|only|full[- ]time|in (?:our |the )?[a-z]|at our)|we(?:'re| are)(?: all)?(?: \w+)? in[- ]person|"
            r"^\W*(?:on-?site|in[- ]person|in[- ]office)\b|(?:location|workplace|work (?:type|mode|model|arrangement|location)|work[- ]?site)\s*(?:type)?\s*[:–-]\s*[^.\n]{0,40}(?:on-?site|in[- ]person|in[- ]office)|"
            r"work(?:ing)? (?:out of|from|in|at) (?:our|the) (?:\w+[ ,-]*){0,4}(?:office|hq|headquarters)|(?:based|located) (?:in|at|out of) our [^.\n]{0,40}(?:office|hq|headquarters)|office[- ]first|office[- ]based|relocat\w+ (?:is )?required|"
            r"(?:willing|able|required|must|need|expected)(?: \w+){0,2} (?:to )?(?:relocate|commute|be in)[^.\n]{0,40}|poste basé (?:à|au)|(?:on-?site|in[- ]person) \([a-z]",
        ),
    ),
    (
        "remote",
        ("remote", "from home", "from anywhere", "-from-", "telework", "telecommut", "home office", "home-office", "distributed company", "anywhere", "100% home"),
        re.compile(
            r"#li-remote|\b(?:fully|100 ?%|completely|entirely|all|permanent(?:ly)?|truly|full|primarily|mostly) ?-?remote|remote[- ](?:first|only|friendly|native|based)|remotely from|"
            r"(?:this|the|our|role|position|job|opportunity|team)(?: \w+){0,4} (?:is|are|can be|will be|may be)(?: \w+){0,4} (?:performed |done |based )?remote(?:ly)?\b|(?:role|position|job|opportunity|contract)[^.\n]{0,20}\bremote\b|\bremote (?:candidates?|applicants?)|"
            r"\bremote(?:ly)? (?:role|position|job|opportunit\w+|work(?:ing)?|company|team|culture|within|across|anywhere|in (?:the |any )?[a-z]|from|based|us\b|usa\b|eu\b|uk\b|u\.s|option|environment|setup|employees|\(|-|–|or)|"
            r"(?:work|working|based|located|live)\s+(?:\w+ ){0,3}(?:remotely|remote\b)|(?:work|working) (?:\w+ )?from (?:home|anywhere)|work-from-home arrangement|(?:location|workplace|work (?:type|mode|model|arrangement|location)|remote)\s*(?:type)?\s*[:–-]\s*[^.\n]{0,30}(?:remote|yes\b|anywhere)|"
            r"^\W*remote\b|\bremote\W*$|remote but|telecommut|telework|distributed company|from (?:a |your )?home[- ]office\b|home[- ]office (?:möglich|anteil|option)|work(?:ing)?[- ]from[- ](?:home|anywhere)|live (?:and work )?anywhere|100% home",
        ),
    ),
)  # fmt: skip
EITHER = re.compile(
    r"(?:remote|hybrid|on-?site|home|in[- ](?:person|office)|office)(?:ly)?\b[^.\n]{0,60}?(?:\bor\b|/|\beither\b|\bboth\b)[^.\n]{0,40}?(?:remote|hybrid|on-?site|from home|in[- ](?:person|office)|office)|"
    r"(?:remote|home)[^.\n]{0,40}(?:case[- ]by[- ]case|considered|possible|also (?:ok|fine|welcome|an option))|(?:choose|choice|option|freedom|flexib\w+|prefer|whether|either|both|up to you)[^.\n]{0,60}(?:office|home|remote|hybrid|on-?site)[^.\n]{0,40}(?:\bor\b|\band\b|/)[^.\n]{0,40}(?:office|home|remote|hybrid|on-?site|anywhere)",
)
# Says how a company is, which decides nothing where the job has a city.
COMPANY = re.compile(
    r"remote[- ](?:first |friendly |native )?(?:\w+[. ])*?(?:team|company|culture|leadership|environment)|operate|we(?:'re| are)"
)
OPTIONAL = re.compile(
    r"case[- ]by[- ]case|considered|choose|choice|whether|either|up to you|depending on what|freedom|works best for you"
)
LABELLED = re.compile(r"#li-|location|workplace|work (?:mode|model|type|arrangement)|this (?:role|position|job)|the (?:role|position) (?:is|will|can)|remote\s*:|in[- ]person \d|you(?:'ll| will| must| are) (?:be |need|expected|required|work)|where you")  # fmt: skip
WEIGHTS = {Section.benefits: 1, Section.about: 1, Section.legal: 0, Section.other: 2}


AN_OFFICE = re.compile(r"\boffice\b|\bhq\b|headquarters", re.IGNORECASE)


def workplace(
    title: str, location: str | None, cues: Cues, *, header: str | None = None
) -> tuple[str, Basis | None]:
    """remote, hybrid, onsite, multiple or unspecified: location line, title and header before the text."""
    for source, line in (("field", location), ("title", title), ("text", header)):
        if line and (found := _short(line)):
            return found, Basis(source, line.strip())
    line = location or header or ""
    placed = any(place.kind == "city" for place in places.find(line))
    found, basis = _told(cues, placed=placed)
    if found == "unspecified" and location and AN_OFFICE.search(location):
        return "onsite", Basis("field", location.strip())
    return found, basis


def _short(line: str) -> str | None:
    """ "San Francisco (Hybrid)", "ONSITE or REMOTE"; the parts of a header speak each for itself."""
    said: set[str] = set()
    for part in line.split("|"):
        kinds = {kind for kind, pattern in SHORT.items() if pattern.search(part)}
        if "hybrid" in kinds and not OR.search(part):
            kinds = {"hybrid"}  # "hybrid remote", "2 days a week in person"
        if kinds == {"remote"} and _choice(part):
            kinds = {"multiple"}
        said |= kinds
    if not said:
        return None
    return said.pop() if len(said) == 1 else "multiple"


def _choice(part: str) -> bool:
    """ "London or Remote", "SF / Remote": a city beside remote is a choice, a country only its bounds."""
    return bool(CHOICE.search(part) or BESIDE.search(part)) and any(
        place.kind == "city" for place in places.find(part)
    )


def _told(cues: Cues, *, placed: bool) -> tuple[str, Basis | None]:
    """Each sentence that says where this job is done weighs by how plainly it speaks of the job."""
    weight = dict.fromkeys(KINDS | {"multiple"}, 0)
    words: dict[str, str] = {}
    for kind, heavy, said in _statements(cues, placed=placed):
        weight[kind] += heavy
        words.setdefault(kind, said)
    if not words:
        return "unspecified", None
    best = max(words, key=lambda kind: (weight[kind], kind == "multiple", kind == "hybrid"))
    return best, Basis("text", words[best])


def _statements(cues: Cues, *, placed: bool) -> Iterator[tuple[str, int, str]]:
    for cue in cues.sentences("workplace"):
        said = cue.said
        if said.endswith(":"):
            said = " ".join(cues.text[cue.start : cue.start + LABEL_VALUE].split())
        heavy = WEIGHTS.get(cues.section(cue.start), 2)
        if (
            (labelled := LINE.search(said))
            and len(labelled[1]) < LABEL_LINE
            and (found := _short(labelled[1]))
        ):
            yield found, heavy + 4, said
            continue
        if not _kinds(said.lower()):
            continue
        bare = ELSEWHERE.sub(" ", said.lower())
        kinds = _kinds(bare)
        if not kinds or AWAY.search(bare):
            continue
        heavy += 4 if LABELLED.search(bare) else 0
        if EITHER.search(bare) and (len(kinds) > 1 or OPTIONAL.search(bare)):
            yield "multiple", heavy, said
        elif ALL_WEEK.search(bare):
            yield "onsite", heavy + 3, said
        elif kinds[0] == "hybrid":
            yield "hybrid", heavy + 3, said
        elif kinds[0] == "remote" and placed and COMPANY.search(bare):
            continue
        else:
            yield kinds[0], heavy, said


def _kinds(low: str) -> list[str]:
    """What a sentence in lower case says; each pattern runs only where one of its words stands."""
    return [
        kind for kind, words, pattern in SAYS if any(word in low for word in words) and pattern.search(low)
    ]


ALL_WEEK = re.compile(r"\b(?:five|5)(?:\s*\(\d\))? days|\b5x")
LABEL_LINE = 60  # characters; what is longer after "Location:" is a sentence
LABEL_VALUE = 30  # characters after "Remote:" in which its value stands
