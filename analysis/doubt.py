"""Settles whether a word that is also an English word names a skill, by the words around it."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

REACH = 90  # characters of the sentence looked at on each side
STAND_IN = "SKILLNAME"
WORD = re.compile(r"[^\W\d_]+")
TELLING = ("before", "verbs", "after", "labels")  # without one of these no rule makes it a skill


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((files("analysis.taxonomy") / "doubt.toml").read_text("utf-8"))


@cache
def _telling() -> frozenset[str]:
    return frozenset(word for name in TELLING for word in _lists()[name])


@cache
def _matcher() -> tuple[Any, Any]:
    import spacy  # seconds to load, and only a doubtful word needs it
    from spacy.matcher import Matcher

    one_of = {name: {"LOWER": {"IN": some}} for name, some in _lists().items()}
    skill = {"ORTH": STAND_IN}
    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    matcher.add(
        "skill",
        [
            [one_of["before"], {"OP": "{0,3}"}, one_of["links"], {"OP": "{0,5}"}, skill],
            [one_of["verbs"], {**one_of["between"], "OP": "{0,2}"}, skill],
            [skill, {"IS_PUNCT": True, "OP": "?"}, one_of["after"]],
            [one_of["labels"], {"ORTH": ":"}, skill],
        ],
    )
    matcher.add("word", [[skill, one_of["not_after"]], [one_of["not_before"], skill]])
    return nlp, matcher


def settle(before: str, after: str) -> bool:
    """Do the words before and after a doubtful word make it a skill?"""
    window = f"{before[-REACH:]} {STAND_IN} {after[:REACH]}"
    if _telling().isdisjoint(WORD.findall(window.lower())):
        return False
    nlp, matcher = _matcher()
    # spaCy refuses lone surrogates, which a posting may hold.
    doc = nlp.make_doc(" ".join(window.split()).encode("utf-8", "replace").decode("utf-8"))
    labels = {doc.vocab.strings[label] for label, _, _ in matcher(doc)}
    return labels == {"skill"}
