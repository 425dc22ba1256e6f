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

# In a location line or a header the bare words are enough.
SHORT = {
    "remote": re.compile(r"\bremote(?:ly)?\b|\bwfh\b|work from home|\bdistributed\b|\btelecommute|home[- ]?office|télétravail", re.IGNORECASE),
    "hybrid": re.compile(rf"\bhybrid[eo]?\b|{DAYS}{WEEK}? (?:in|from|at)? ?(?:the |our )?{OFFICE}|remote[- ]flexible|partially remote|partly remote", re.IGNORECASE),
    "onsite": re.compile(r"\bon-?\s?site\b|\binsite\b|\bin[- ]?person\b|\bin[- ]office\b|\bnot remote\b|\bno remote\b|office[- ]based|\bpresencial\b", re.IGNORECASE),
}  # fmt: skip
CHOICE = re.compile(r"\bor\b[^|]{0,25}remote|remote\b[^|]{0,25}\bor\b|\boption\w* remote|remote (?:option\w*|ok\b|possible|friendly|considered)", re.IGNORECASE)
BESIDE = re.compile(r"(?:/|&|\band\b|,)\s*(?:fully |100% |full )?remote|remote\s*(?:/|&|\band\b)", re.IGNORECASE)
UNCONDITIONAL = re.compile(r"100 ?% remote|fully remote|full remote|remote[- ]only|remote first", re.IGNORECASE)

# "Remote" and the like about something else than where this person works.
ELSEWHERE = re.compile(
    r"remote (?:sens\w+|procedur\w+|control\w*|server\w*|access|monitor\w*|desktop|repositor\w+|deposit\w*|village|area|patient|debugg\w+|config\w+|execution|diagnos\w+|"
    r"stipend|work(?:ing)? (?:experience|stipend|setup|set-up|equipment|policy may)|support (?:tool|software)|code|api|mcp|hands|machine|environment|health|care)|"
    r"hybrid (?:search|cloud|retriev\w+|model(?:l?ing)?s? (?:that|with|which|of|for|combin)|mobile|app|application|infrastructure|environment cloud|and multi|architecture|multi|rag|recommend\w+|ai|quantum|vehicle|"
    r"systems|engine|integration|on-prem|data|deployment|network|project|method|agile|intelligence|mechanical|athlete|human|identity|role combining|of )|multi[- ]cloud|on-?premis|"
    r"(?:on-?site|in[- ]person|onsite) (?:interview|visit|customer|client|meeting|event|retreat|gather|gym|lunch|meal|fitness|cafe|caf|coffee|parking|childcare|training|support for|installation|deployment|"
    r"workshop|team|offsite|summit|collab\w+ (?:event|week|session)|final|assessment|conversation|chef|barista|amenit|health|clinic|massage|perk|snack|meet|social|connection)|"
    r"(?:interview|final round|stage|offsites?|retreats?|summits?|gatherings?|events?|meetups?|conferences?|all-hands|kickoffs?|get-togethers?|get together|meet|meetings|customers?|clients?)\b.{0,40}?(?:on-?site|in[- ]person)|"
    r"(?:customer|client)s?['’]? (?:\w+ )?(?:on-?site|offices?|remote)|remote(?:ly)? (?:from (?:anywhere|abroad|another|other)|abroad).{0,40}(?:days|weeks|months)|"
    r"(?:days|weeks|months|jours|semaines).{0,45}(?:from anywhere|abroad|anywhere in the world|other countr|another countr|à l['’]étranger)|from anywhere.{0,45}(?:\d+ |few )(?:days|weeks|months)|work from abroad|work abroad|"
    r"(?:manag\w+|lead\w*|support\w*|collaborat\w+|coordinat\w+|communicat\w+|work\w*) (?:with |across |effectively |well |closely )*(?:\w+ ){0,3}(?:remote|distributed|hybrid|onsite|offshore)(?:,| and|/|\b)(?: \w+){0,2} (?:team|colleague|stakeholder|develop|engineer|client|customer)|"
    r"microsoft office|ms office|office (?:365|suite|applic|manager|product|tools|hours|snack|equipment|setup|set-up|stipend|supplies|politics|of the|administ|lunch|space|dog|perk)|home[- ]office (?:stipend|budget|set|equip|allow|expens)|back[- ]office|front[- ]office|middle[- ]office|"
    r"offices? (?:around|across|worldwide|all over|globally)|(?:remote|office|hybrid) work(?:ers|place platform|force)|remote[- ]work experience|experience (?:working )?(?:in |with )?(?:a )?(?:fully )?(?:remote|hybrid)",
    re.IGNORECASE,
)  # fmt: skip

# Each says outright where this job is done.
SAYS = (
    (
        "hybrid",
        re.compile(
            rf"#li-hybrid|\bhybrid[eo]?\b|{DAYS}{WEEK}?,? (?:\w+ ){{0,4}}?(?:in|from|at|of)?[- ]?(?:the |our |an? )?(?:\w+ ){{0,3}}?{OFFICE}|{OFFICE}[^.\n]{{0,45}}? {DAYS}(?: (?:a|per|each|every) week|/week|\b)|"
            rf"{DAYS}{WEEK}? (?:of |de )?(?:remote|work(?:ing)? from home|wfh|télétravail|home ?office)|(?:remote|work(?:ing)? from home|télétravail|home ?office)[^.\n]{{0,40}} {DAYS}(?: (?:a|per|each|par) |/)?(?:week|semaine|mois|month)|"
            rf"télétravail (?:partiel|jusqu|flexible|possible)|jusqu['’]à {DAYS} de télétravail|partially remote|partly remote|"
            r"(?:mix|blend|combination|balance) of (?:remote|office|in[- ](?:office|person)|working from home|home)[^.\n]{0,20}|flexib\w+ (?:remote|home)[- ]?(?:/|and )?(?:office)? work(?:ing)? (?:policy|model)|"
            r"some (?:in[- ]office|onsite|remote) (?:days|work|presence)|rest (?:of the (?:time|week) )?(?:is |from )?(?:remote|home)",
            re.IGNORECASE,
        ),
    ),
    (
        "onsite",
        re.compile(
            r"#li-on-?site|(?:five|5)(?:\s*\(\d\))? days?(?: (?:a|per) week|/week|-a-week)?,? (?:in|from|at|on)[- ]?(?:the |our )?(?:\w+ ){0,2}?(?:office|site|person)|(?:in[- ]person|in[- ]office|in (?:the|our) office|on-?site|from (?:the|our) office)[^.\n]{0,25}(?:five|5) days|"
            r"remote\s*:\s*no\b|\bnot (?:a )?remote\b|no remote|non-remote|(?:not|n['’]t|unable to) (?:currently )?(?:offer|support|consider|open to|able to offer|accept)[^.\n]{0,25} remote|cannot be (?:performed |done )?remote|"
            r"(?:work(?:ing|s)?|role|position|job|opportunity|based|fully|100%|team|presence|full[- ]time|time|policy|expected|required|requires?|located)[^.\n]{0,30}\b(?:on-?site|on site|in[- ]person|in[- ]office|in the office)\b|"
            r"\b(?:on-?site|in[- ]person|in[- ]office|office-based)\b[^.\n]{0,25}(?:role|position|job|team|work|presence|required|culture|only|company|environment|full[- ]time|in (?:our |the )?[A-Z]|at our)|we(?:'re| are)(?: all)?(?: \w+)? in[- ]person|"
            r"^\W*(?:on-?site|in[- ]person|in[- ]office)\b|(?:location|workplace|work (?:type|mode|model|arrangement|location)|work[- ]?site)\s*(?:type)?\s*[:–-]\s*[^.\n]{0,40}(?:on-?site|in[- ]person|in[- ]office)|"
            r"work(?:ing)? (?:out of|from|in|at) (?:our|the) (?:\w+[ ,-]*){0,4}(?:office|hq|headquarters)|(?:based|located) (?:in|at|out of) our [^.\n]{0,40}(?:office|hq|headquarters)|office[- ]first|office[- ]based|relocat\w+ (?:is )?required|"
            r"(?:willing|able|required|must|need|expected)(?: \w+){0,2} (?:to )?(?:relocate|commute|be in)[^.\n]{0,40}|poste basé (?:à|au)|(?:on-?site|in[- ]person) \([A-Z]",
            re.IGNORECASE,
        ),
    ),
    (
        "remote",
        re.compile(
            r"#li-remote|\b(?:fully|100 ?%|completely|entirely|all|permanent(?:ly)?|truly|full|primarily|mostly) ?-?remote|remote[- ](?:first|only|friendly|native|based)|remotely from|"
            r"(?:this|the|our|role|position|job|opportunity|team)(?: \w+){0,4} (?:is|are|can be|will be|may be)(?: \w+){0,4} (?:performed |done |based )?remote(?:ly)?\b|(?:role|position|job|opportunity|contract)[^.\n]{0,20}\bremote\b|"
            r"\bremote(?:ly)? (?:role|position|job|opportunit\w+|work(?:ing)?|company|team|culture|within|across|anywhere|in (?:the |any )?[A-Z]|from|based|us\b|usa\b|eu\b|uk\b|u\.s|option|environment|setup|employees|\(|-|–|or)|"
            r"(?:work|working|based|located|live)\s+(?:\w+ ){0,3}(?:remotely|remote\b)|(?:work|working) (?:\w+ )?from (?:home|anywhere)|(?:location|workplace|work (?:type|mode|model|arrangement|location)|remote)\s*(?:type)?\s*[:–-]\s*[^.\n]{0,30}(?:remote|yes\b|anywhere)|"
            r"^\W*remote\b|\bremote\W*$|remote but|telecommut|telework|distributed (?:company|team)|home[- ]office\b|work(?:ing)?[- ]from[- ](?:home|anywhere)|live (?:and work )?anywhere|100% home",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
EITHER = re.compile(
    r"(?:remote|hybrid|on-?site|home|in[- ](?:person|office)|office)(?:ly)?\b[^.\n]{0,60}?(?:\bor\b|/|\beither\b|\bboth\b)[^.\n]{0,40}?(?:remote|hybrid|on-?site|from home|in[- ](?:person|office)|office)|"
    r"(?:choose|choice|option|freedom|flexib\w+|prefer|whether|either|both|up to you)[^.\n]{0,60}(?:office|home|remote|hybrid|on-?site)[^.\n]{0,40}(?:\bor\b|\band\b|/)[^.\n]{0,40}(?:office|home|remote|hybrid|on-?site|anywhere)",
    re.IGNORECASE,
)
LABELLED = re.compile(r"#li-|location|workplace|work (?:mode|model|type|arrangement)|this (?:role|position|job)|the (?:role|position) (?:is|will|can)|remote\s*:|in[- ]person \d|you(?:'ll| will| must| are) (?:be |need|expected|required|work)|where you", re.IGNORECASE)  # fmt: skip
WEIGHTS = {Section.benefits: 1, Section.about: 1, Section.legal: 0, Section.other: 2}


def workplace(title: str, location: str | None, cues: Cues, *, header: str | None = None) -> tuple[str, Basis | None]:
    """remote, hybrid, onsite, multiple or unspecified: location line, title and header before the text."""
    for source, line in (("field", location), ("title", title), ("text", header)):
        if line and (found := _short(line)):
            return found, Basis(source, line.strip())
    return _told(cues)


def _short(line: str) -> str | None:
    """ "San Francisco (Hybrid)", "ONSITE or REMOTE"."""
    said = [kind for kind, pattern in SHORT.items() if pattern.search(line)]
    if not said:
        return None
    if said == ["remote"]:
        return "multiple" if any(_choice(part) for part in line.split("|")) else "remote"
    if "hybrid" in said and len(said) == 2 and not re.search(r"\bor\b|/|\||&|,|\band\b|\bok\b", line):
        return "hybrid"  # "hybrid remote", "onsite, hybrid"
    return said[0] if len(said) == 1 else "multiple"


def _choice(part: str) -> bool:
    """ "London or Remote", "SF / Remote": a city beside remote is a choice, a country only its bounds."""
    if UNCONDITIONAL.search(part) or not SHORT["remote"].search(part):
        return False
    return bool(CHOICE.search(part) or BESIDE.search(part)) and any(place.kind == "city" for place in places.find(part))


def _told(cues: Cues) -> tuple[str, Basis | None]:
    """Each sentence that says where this job is done weighs by how plainly it speaks of the job."""
    weight = dict.fromkeys(KINDS | {"multiple"}, 0)
    words: dict[str, str] = {}
    for kind, heavy, said in _statements(cues):
        weight[kind] += heavy
        words.setdefault(kind, said)
    if not words:
        return "unspecified", None
    best = max(words, key=lambda kind: (weight[kind], kind == "multiple", kind == "hybrid"))
    return best, Basis("text", words[best])


def _statements(cues: Cues) -> Iterator[tuple[str, int, str]]:
    for cue in cues.sentences("workplace"):
        said = cues.flat[cue.begin : cue.end].strip()
        bare = ELSEWHERE.sub(" ", said)
        kinds = [kind for kind, pattern in SAYS if pattern.search(bare)]
        if not kinds:
            continue
        heavy = WEIGHTS.get(cues.section(cue.start), 2) + (4 if LABELLED.search(bare) else 0)
        if len(kinds) > 1 and EITHER.search(bare):
            yield "multiple", heavy, said
        else:
            yield ("hybrid" if "hybrid" in kinds and not _all_week(bare) else kinds[0] if not _all_week(bare) else "onsite"), heavy, said


def _all_week(said: str) -> bool:
    return re.search(r"\b(?:five|5)(?:\s*\(\d\))? days|5x", said, re.IGNORECASE) is not None
