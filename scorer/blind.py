"""Takes out of the facts who somebody is, before any signal is asked and anything is hashed.

Name, pronouns, e-mail, telephone, city, school, dates of birth, of study and of work, and gaps between them
decide nothing, because what is asked does not hold them. Texts of a README stay, as signals read their form.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

from scorer.facts import Account, Entry, Facts, Resume, Section
from scorer.findings import Finding
from scorer.redflags import Flag

SAID = ("certificates", "summary")  # sections whose lines a signal reads; of the others the name is enough
DATED = "dated"


def blind(facts: Facts) -> Facts:
    """The same facts without the person."""
    account = _account(facts.account) if facts.account else None
    resume = _resume(facts.resume) if facts.resume else None
    return replace(facts, account=account, resume=resume)


def fingerprint(facts: Facts, findings: Iterable[Finding], flags: Iterable[Flag]) -> str:
    """What the report prints as input hash: over every fact that was used, of a person taken out.

    Of prose, code and commits it takes what was found in them, so that a README in another language, or a
    commit that no signal notices, is no other input.
    """
    used = (
        *(facts.as_of, facts.fit, blind(facts).resume),
        *(sorted((facts.evidenced or {}).items()), sorted(facts.unread.items())),
        *(tuple(findings), tuple(flags)),
    )
    return hashlib.sha256(repr(used).encode()).hexdigest()


def without_name(text: str, *names: str) -> str:
    """A text in which each part of some names is masked."""
    words = sorted({word for name in names for word in (name, *name.split()) if len(word) > 2}, key=len)
    for word in reversed(words):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return text


def _account(account: Account) -> Account:
    """That there is a bio counts; what it says does not."""
    return replace(account, bio="there is one" if account.bio.strip() else "", location="")


def _resume(resume: Resume) -> Resume:
    def masked(text: str) -> str:
        return without_name(text, resume.name)

    return replace(
        resume,
        text="",
        name="",
        email="",
        level="",
        country="",
        headline=masked(resume.headline),
        sections=tuple(
            Section(s.name, "", tuple(map(masked, s.lines)) if s.name in SAID else ())
            for s in resume.sections
        ),
        entries=tuple(Entry(e.section, "", DATED if e.since or e.until else "") for e in resume.entries),
        bullets=tuple(replace(b, text=masked(b.text)) for b in resume.bullets),
        claims=tuple(replace(c, quote=masked(c.quote)) for c in resume.claims),
    )
