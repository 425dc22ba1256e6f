"""Does the profile lead a visitor to the right work: pinned projects of each kind, a bio, a link?"""

from __future__ import annotations

from scorer.facts import Account, Repo
from scorer.findings import Evidence, Finding, parts, unknown
from scorer.signals import agent, fullstack, rag
from scorer.signals._repos import best

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "careery: pin your three portfolio projects, a specific headline"
FIX = "Pin a retrieval system, an agent and a product; say in the bio what you build, and link your site."
SHOWS = 0.5  # of a kind's own signal
KINDS = {"a retrieval system": rag.one, "an agent": agent.one, "a product": fullstack.one}


def check(account: Account, repos: tuple[Repo, ...]) -> Finding:
    if account.pinned is None:
        return unknown("pinned repositories are only seen with a token")
    pinned = {name.lower() for name in account.pinned}
    shown = [r for r in repos if f"{account.login}/{r.name}".lower() in pinned]
    found: dict[str, Evidence | None] = {}
    for kind, measure in KINDS.items():
        finding = best(shown, measure)
        found[f"{kind} among the pins"] = (
            Evidence(f"pinned: {kind}", finding.evidence[0].where)
            if finding.value is not None and finding.value >= SHOWS and finding.evidence
            else None
        )
    return parts(
        {
            **found,
            "a bio": Evidence("has a bio", account.url) if account.bio.strip() else None,
            "a link": Evidence("links a site", account.website) if account.website.strip() else None,
        }
    )
