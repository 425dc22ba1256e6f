"""Tells a name that stands in a link, a career or a likening from one of a skill."""

import re

LONGEST_TOKEN = 600  # characters of a link looked back on; trackers make them long
# A site named without its protocol: docker.com/careers.
SITE = re.compile(r"\.(?:com|io|ai|org|net|dev|co|app|gov|edu)\b|@")
LINKED = ".@:"  # what may follow a name that is part of a link
# "We are the Stripe for dentists": what is likened to a company's product does not use it.
LIKENING = frozenset((" f", " o", "” ", '" '))  # how " for " and " of " begin
FOR = re.compile(r"[”\"]? (?:for|of) ")
LIKENED = re.compile(
    r"\b(?:think(?: of (?:us|it) as)?|(?:is|are|['’]re|building|becom(?:e|ing)|be|as|like) (?:the|an?)):?"
    r" [\"“'‘]?$",
    re.IGNORECASE,
)
LIKENED_REACH = 24  # characters
# "She built databases at Oracle" names an employer, "strong at Python" a skill.
ABLE = frozenset(
    (
        "strong", "good", "great", "excellent", "expert", "experts", "proficient", "skilled", "adept",
        "better", "best", "competent", "experienced", "excel", "excels", "look", "looking", "deep", "well",
    )
)  # fmt: skip


def elsewhere(text: str, start: int, end: int) -> bool:
    """Is it part of a link, where somebody came from, "ex-Stripe", or what they liken themselves to?"""
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[end : end + 2] in LIKENING and _likened(text, start, end):
        return True
    if after in LINKED and after and (text.startswith("://", end) or _is_site(text, start, end)):
        return True
    if before in " \n,(":
        return text[start - 4 : start] == " at " and text[start].isupper() and _employs(text, start - 4)
    if before == "-" and text[max(0, start - 3) : start - 1].lower() == "ex":
        return True
    token = text[max(0, start - LONGEST_TOKEN) : start].split()
    if not token:
        return False
    page = before == "." and "/" in token[-1] and SITE.search(token[-1])  # acme.com/careers.html
    return bool(page) or any(sign in token[-1] for sign in ("://", "www.", "@"))


def _likened(text: str, start: int, end: int) -> bool:
    """Is it "the X for ..." that they are?"""
    return FOR.match(text, end) is not None and (
        LIKENED.search(text, max(0, start - LIKENED_REACH), start) is not None
    )


def _employs(text: str, end: int) -> bool:
    """Does "at" say where, and not what at?"""
    words = text[max(0, end - LONGEST_TOKEN) : end].split()
    return not words or words[-1].lower().strip("*_") not in ABLE


def _is_site(text: str, start: int, end: int) -> bool:
    return SITE.match(text, end) is not None and "." not in text[start:end]
