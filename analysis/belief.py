"""Tells a skill from an English word, a link, a person's name or a colleague's trade."""

import re

from analysis.bracketed import kinds_of_tests
from analysis.doubt import settle
from analysis.elsewhere import elsewhere
from analysis.sections import BULLETS
from analysis.skillbook import Care
from analysis.spellings import Hit

NEARBY = 24  # characters either side in which a forbidden phrase refuses a spelling
COMPANY = 300  # characters either side in which a word may vouch for a doubtful one
JOINS = frozenset(
    (
        b"",
        b"and",
        b"or",
        b"and or",
        b"as well as",
        b"plus",
        b"with",
        b"and also",
        b"vs",
        b"e g",
        b"like",
        b"such as",
    )
)
BETWEEN_NAMES = frozenset((b"via", b"using", b"on"))  # "GraphQL via Apollo", but no "teams using n8n"
# What makes a name a skill that its neighbours do not vouch for: "experience with Iterable".
OUTRIGHT = re.compile(
    r"(?:experienced?|proficien(?:t|cy)|familiar(?:ity)?|knowledge|expertise|skilled|fluen(?:t|cy))"
    r"\s+(?:with|in|using|of)\s+$"
    r"|\b(?:tools?|software|platforms?|systems?|products|apps)"
    r"\s+(?:such as\s+|like\s+|\((?:e\.g\.,? |such as |like )?)$",
    re.IGNORECASE,
)
OUTRIGHT_REACH = 40  # characters before the name
NAME_GOES_ON = re.compile(r" [A-Z][a-z]+")  # "Claude Martin", unless something else speaks for a skill
SEASON = re.compile(r"(?: of)? 20\d\d\b")  # "Spring 2027" is a date
# Trades that may stand between a field and its people: "firmware, backend and product teams".
TRADES = (
    r"(?:research|software|hardware|platform|product|design|backend|frontend|mobile|data|data science"
    r"|security|infrastructure|engineering|analytics|operations|business|marketing|sales|cloud|web|QA"
    r"|mechanical|electrical|firmware|manufacturing|process|packaging)"
)
PEOPLE = re.compile(
    rf"(?i:(?:,? (?:and|or|&) |, |/){TRADES}){{0,3}}"
    rf"(?: +|\n *(?=[a-z]))(?i:{TRADES} )?(?i:teams?|engineers?|scientists?"
    r"|researchers?|experts?|professionals?|practitioners?|specialists?|developers?|folks|leads?|colleagues"
    r"|community|department|(?<!IAM )roles?|positions?)\b"
)
# "Report to the Director of Machine Learning"; "our stakeholders (security, analytics engineering)"
HEADS_OF = frozenset(("director", "head", "vp", "president", "chief", "manager"))
GROUPS = frozenset(("team", "teams", "smes", "stakeholders", "departments", "functions"))
# "A background in robotics, automotive or related industries" asks for no skill.
INDUSTRIES = re.compile(
    r"(?:(?:,|/| and| or|, and|, or) [\w-]+(?: [\w-]+)?){0,3},? (?:and|or) (?:other |a )?"
    r"(?:related|similar|adjacent|comparable) (?:industr(?:y|ies)|sectors?|verticals?|companies)\b"
    r"|[ -](?:industry|sector|startups?|companies|company)\b"
)
THEIRS_REACH = 70  # characters before a field in which those stand


def believed(text: str, words: bytes, hits: list[Hit], begin: int, finish: int) -> list[Hit]:
    """The hits of the sentence `text[begin:finish]` that name a skill."""
    hits = [hit for hit in hits if not elsewhere(text, hit.start, hit.end)]
    if text.find("(", begin, finish) >= 0 and (tests := kinds_of_tests(text, begin, finish)):
        hits = sorted((*hits, *tests), key=lambda hit: hit.start)
    verdicts = [hit.entry.easy or _plain(text, hit, begin) for hit in hits]
    if None in verdicts:
        hits = [hit for hit, verdict in zip(hits, verdicts, strict=True) if verdict is not None]
        verdicts = [verdict for verdict in verdicts if verdict is not None]
    if False in verdicts:
        _spread(text, words, hits, verdicts)
        for n, hit in enumerate(hits):
            if not verdicts[n]:
                verdicts[n] = _vouched(text, words, hit, begin, finish)
        if False in verdicts:
            _spread(text, words, hits, verdicts)  # from those that are now sure: "RQ, Temporal"
        hits = [hit for hit, verdict in zip(hits, verdicts, strict=True) if verdict]
    return _without_people(text, words, hits, begin)


def plainly(text: str, hit: Hit) -> bool:
    """Does a title name the skill outright? "Machine Learning Engineer" and "SRE" are trades."""
    skill = hit.entry.skill
    if skill.broad or (skill.kind == "technique" and PEOPLE.match(text, hit.end)):
        return False
    return hit.entry.easy or _plain(text, hit, 0) is True


def _plain(text: str, hit: Hit, begin: int) -> bool | None:
    """True when the spelling counts as it stands, None when it cannot, False when it needs evidence."""
    start, end, entry = hit
    care = entry.care
    written = text[start:end]
    if entry.lead == "." and written.islower() and text[start - 2 : start - 1].isalnum():
        return None  # nhl.net is a site
    named = care is Care.word and written in entry.spellings and text[start].isupper()
    certain = named and not _opens(text, start, begin) and not SEASON.match(text, end)
    if entry.skill.not_near and not certain:
        around = text[max(0, start - NEARBY) : end + NEARBY].lower()
        if any(phrase in around for phrase in entry.skill.not_near):
            return None
    if care is Care.sure:
        return True
    if care is Care.exact:
        return True
    if end - start == 1 and not _lone_letter(text, start, end):
        return None
    if written not in entry.spellings and not written.islower() and care is Care.doubtful:
        return None
    return certain and not NAME_GOES_ON.match(text, end)


def _lone_letter(text: str, start: int, end: int) -> bool:
    """Is a single letter a word of its own, as in "Python, R" and not as in "R&D", "C-level" or "U.S.C."?"""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("&", "'", "’", "-", "@", "$", "#") or after in ("&", "'", "’", "-", "+", "@"):
        return False
    initial = after == "." and text[end + 1 : end + 2].isalpha()
    return not initial and not (before == "." and text[start - 2 : start - 1].isalpha())


def _opens(text: str, start: int, begin: int) -> bool:
    """Does the word open its sentence, so that its capital says nothing?"""
    return not any(map(str.isalnum, text[begin:start]))


def _spread(text: str, words: bytes, hits: list[Hit], verdicts: list[bool | None]) -> None:
    """A doubtful word listed beside a sure skill is one too: "Python, Go and R"."""
    for n in range(1, len(hits)):
        if not verdicts[n] and verdicts[n - 1] and _alike(text, hits[n], hits[n - 1]):
            verdicts[n] = _listed(text, words, hits[n - 1], hits[n])
    for n in range(len(hits) - 2, -1, -1):
        if not verdicts[n] and verdicts[n + 1] and _alike(text, hits[n], hits[n + 1]):
            verdicts[n] = _listed(text, words, hits[n], hits[n + 1])


def _alike(text: str, doubtful: Hit, sure: Hit) -> bool:
    """Is it written as its neighbour is: "python, go" are names, "teams and AI agents" are not?"""
    return not _uncapitalised(text, doubtful) or (
        sure.entry.skill.kind != "technique" and text[sure.start : sure.end].islower()
    )


def _uncapitalised(text: str, hit: Hit) -> bool:
    """Is a name in lower case that the book writes with a capital: "make", "teams"?"""
    return hit.entry.named and text[hit.start : hit.end].islower()


def _listed(text: str, words: bytes, left: Hit, right: Hit) -> bool:
    """Do the two stand side by side in a list, and not merely one after the other?"""
    gap = words[left.end + 1 : max(left.end, right.start) + 1].strip()  # kinds of tests may overlap
    if gap == b"" and text[left.end : right.start].isspace():
        return text[left.start].isupper() and text[right.start].isupper() and _names(left) and _names(right)
    return gap in JOINS or (
        gap in BETWEEN_NAMES and text[left.start].isupper() and text[right.start].isupper()
    )


def _names(hit: Hit) -> bool:
    """Is it a product's name, so that two in a row are a list: "from Vue Express to React Nest"?"""
    return hit.entry.skill.kind != "technique" and hit.entry.care is not Care.doubtful


def _vouched(text: str, words: bytes, hit: Hit, begin: int, finish: int) -> bool:
    """Do the words around a doubtful one make it a skill?"""
    start, end, entry = hit
    named = not _uncapitalised(text, hit)
    as_stated = entry.care is not Care.doubtful or text[start:end] in entry.spellings
    if not (named or as_stated):
        return False  # without its capital only a list of skills makes a doubtful word one
    begin, finish = max(begin, start - COMPANY), min(finish, end + COMPANY)
    before, after = text[begin:start], text[end:finish]
    alone = named and not any(map(str.isalnum, before + after))
    if alone and (before.lstrip()[:1] in BULLETS or text.endswith("\n", 0, begin)):
        return True  # an item, or a line of a list, that is this one word
    if entry.near and named:
        around = words[begin : finish + 2]
        return any(word in around for word in entry.near) or _asked_by_name(text, hit, before, after)
    return as_stated and settle(before, after)


def _asked_by_name(text: str, hit: Hit, before: str, after: str) -> bool:
    """Is it a product's name that "experience with" or "tools such as" leads up to?"""
    if hit.entry.skill.kind == "technique" or not text[hit.start].isupper() or after.startswith("-"):
        return False
    return OUTRIGHT.search(before[-OUTRIGHT_REACH:]) is not None and not NAME_GOES_ON.match(text, hit.end)


def _without_people(text: str, words: bytes, hits: list[Hit], begin: int) -> list[Hit]:
    """Without fields that name colleagues: "work with machine learning and data engineering teams"."""
    people: set[int] = set()
    for n in range(len(hits) - 1, -1, -1):
        hit = hits[n]
        if hit.entry.skill.kind != "technique":
            continue
        reach = max(begin, hit.start - THEIRS_REACH)
        led = text.find(" of", reach, hit.start) >= 0 or text.find(" (", reach, hit.start) >= 0
        if (led and _theirs(text, reach, hit.start)) or (
            hit.entry.skill.broad and INDUSTRIES.match(text, hit.end)
        ):
            people.add(n)
        elif not people and text[hit.end : hit.end + 1] not in " \n,/":
            continue
        elif PEOPLE.match(text, hit.end) or (n + 1 in people and _listed(text, words, hit, hits[n + 1])):
            people.add(n)
    return [hit for n, hit in enumerate(hits) if n not in people] if people else hits


def _theirs(text: str, reach: int, start: int) -> bool:
    """Is the field one that somebody else leads, or that a bracket lists as colleagues?"""
    of = text.rfind(" of", reach, start - 1)
    if of >= 0 and _last_word(text, reach, of) in HEADS_OF:
        between = text[of + 3 : start].replace("/", " ").split()
        return text[of + 3].isspace() and all(word[0].isupper() or word in ("and", "&") for word in between)
    opened = text.rfind(" (", reach, start)
    return (
        opened >= 0
        and _last_word(text, reach, opened) in GROUPS
        and text.find(")", opened, start) < 0
        and not text.startswith("e.g", opened + 2)
    )


def _last_word(text: str, begin: int, end: int) -> str:
    words = text[begin:end].split()
    return words[-1].lower() if words else ""
