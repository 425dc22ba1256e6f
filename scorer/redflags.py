"""What a reader stumbles over: shown with its place, and bounded in what it costs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scorer.facts import Facts, Repo, Resume
from scorer.findings import Evidence
from scorer.ownwork import trust

KEY_CAP = 0.60  # of the portfolio, while a key lies open
UNBACKED = 25  # skills
CHAT_USE = re.compile(
    r"\b(?:us(?:ed?|ing|e of)|proficien\w+ (?:in|with)|familiar with|"
    r"experience with)\s+(?:\w+\s){0,2}?(?:chat ?gpt|gemini app|copilot chat|claude\.ai|bard)\b",
    re.IGNORECASE,
)
BUILT = re.compile(
    r"\b(?:api|sdk|built|build|developed|integrat\w+|deploy\w+|pipeline|fine-?tun\w+|eval\w+)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Flag:
    id: str
    pillar: str
    words: str
    evidence: tuple[Evidence, ...] = ()


def flags(facts: Facts) -> tuple[Flag, ...]:
    """Every red flag, in a fixed order."""
    return (*_committed_keys(facts.repos or ()), *(_resume(facts.resume, facts) if facts.resume else ()))


def _committed_keys(repos: tuple[Repo, ...]) -> tuple[Flag, ...]:
    # Only in work that is theirs: a key in a copied tutorial is somebody else's.
    found = [
        Evidence(sight.name, repo.link(sight.path, sight.line))
        for repo in repos
        if repo.code is not None and trust(repo) > 0
        for sight in repo.code.secrets
    ]
    if not found:
        return ()
    words = "A key lies open in the repository. Revoke it today: removing the file leaves it in the history."
    return (Flag("committed_key", "portfolio", words, tuple(found[:5])),)


def _resume(resume: Resume, facts: Facts) -> tuple[Flag, ...]:
    raised = []
    chat = [b.text for b in resume.bullets if CHAT_USE.search(b.text) and not BUILT.search(b.text)]
    if chat:
        words = "Using a chat assistant is listed as AI experience. Say what you built with a model instead."
        raised.append(Flag("chat_use", "resume", words, (Evidence(chat[0][:120]),)))
    names = {s.name for s in resume.sections}
    own = any(trust(repo) > 0 for repo in facts.repos or ())
    if not own and "projects" not in names and not any(claim.where == "dated" for claim in resume.claims):
        raised.append(
            Flag("no_projects", "resume", "No project is shown. One that runs says more than any list.")
        )
    if "certificates" in names and not names & {"projects", "experience"} and not own:
        words = "Certificates only: one certificate beside three projects is what the guides advise."
        raised.append(Flag("certificates_only", "resume", words))
    evidenced = facts.evidenced or {}
    bare = [c.skill for c in resume.claims if c.where == "list" and c.skill not in evidenced]
    if len(bare) >= UNBACKED:
        words = f"{len(bare)} skills are listed without a line of evidence. Keep those you can show."
        raised.append(Flag("unbacked_skills", "resume", words, (Evidence(", ".join(sorted(bare)[:8])),)))
    return tuple(raised)
