"""Settles whether a word that is also an English word names a skill, by the words around it."""

from functools import cache
from typing import Any

REACH = 90  # characters of the sentence looked at on each side
STAND_IN = "SKILLNAME"
BEFORE = (
    "experience", "experienced", "proficiency", "proficient", "knowledge", "expertise", "expert", "familiarity", "familiar",
    "fluency", "fluent", "skilled", "skills", "understanding", "background", "comfortable", "competency", "competent", "certified",
    "versed", "exposure",
)  # fmt: skip
LINKS = ("in", "with", "using", "of", "on", "to")
VERBS = (
    "use", "uses", "used", "using", "write", "writes", "writing", "wrote", "written", "know", "knows", "learn", "learning", "code",
    "coding", "program", "programming", "build", "building", "built", "develop", "developed", "developing", "implemented", "via",
    "leverage", "leveraging", "deploy", "deployed", "migrate", "migrating", "love", "prefer", "backend", "frontend", "language",
    "languages", "stack", "framework", "frameworks", "tools", "tool", "modern", "idiomatic", "advanced", "production", "including",
)  # fmt: skip
BETWEEN = (
    "in",
    "with",
    "on",
    "to",
    "our",
    "is",
    "are",
    "like",
    ":",
    "(",
    ",",
    "e.g.",
    "as",
    "such",
    "mainly",
    "mostly",
    "primarily",
)
AFTER = (
    "developer", "developers", "engineer", "engineers", "programmer", "programmers", "programming", "language", "code", "codebase",
    "backend", "backends", "frontend", "services", "service", "framework", "library", "libraries", "api", "apis", "app", "apps",
    "application", "applications", "components", "microservices", "stack", "sdk", "server", "servers", "cluster", "clusters",
    "pipelines", "jobs", "scripts", "database", "certification", "administrator", "platform", "ecosystem", "tooling", "runtime",
    "workflows", "dashboards", "plugins", "templates", "compiler", "toolchain", "experience", "integration", "integrations", "formulas",
    "macros", "modeling", "skills", "bots", "bot",
)  # fmt: skip
NOT_AFTER = (
    "to", "ahead", "beyond", "above", "live", "through", "into", "the", "your", "yourself", "sure", "an", "a", "at", "quickly", "fast",
    "up", "down", "out", "forward", "back", "well", "off", "further", "deep", "deeper", "for", "of", "that", "you", "it", "us", "we",
)  # fmt: skip


@cache
def _matcher() -> tuple[Any, Any]:
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    skill = {"ORTH": STAND_IN}
    matcher.add(
        "use",
        [
            [
                {"LOWER": {"IN": list(BEFORE)}},
                {"OP": "{0,3}"},
                {"LOWER": {"IN": list(LINKS)}},
                {"OP": "{0,5}"},
                skill,
            ],
            [{"LOWER": {"IN": list(VERBS)}}, {"LOWER": {"IN": list(BETWEEN)}, "OP": "{0,2}"}, skill],
            [skill, {"LOWER": {"IN": list(AFTER)}}],
            [skill, {"IS_PUNCT": True}, {"LOWER": {"IN": list(AFTER)}}],
        ],
    )
    matcher.add(
        "word",
        [
            [skill, {"LOWER": {"IN": list(NOT_AFTER)}}],
            [{"LOWER": {"IN": ["to", "can", "will", "we", "you", "they"]}}, skill],
        ],
    )
    return nlp, matcher


def settle(before: str, after: str) -> bool:
    """Do the words before and after a doubtful word make it a skill?"""
    nlp, matcher = _matcher()
    window = f"{before[-REACH:]} {STAND_IN} {after[:REACH]}"
    # spaCy refuses lone surrogates, which a posting may hold.
    doc = nlp.make_doc(" ".join(window.split()).encode("utf-8", "replace").decode("utf-8"))
    labels = {doc.vocab.strings[label] for label, _, _ in matcher(doc)}
    return "use" in labels and "word" not in labels
