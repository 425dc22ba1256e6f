"""Does anybody use it: telemetry, a way to pay, issues by others?"""

from __future__ import annotations

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, graded
from scorer.signals._code import shown, used
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "pillar guide: real users, even ten friends; a paying customer"
FIX = "Give it to ten people, count what they do, and let them file issues."

TELEMETRY = (
    "posthog",
    "posthog-js",
    "posthog-node",
    "mixpanel",
    "amplitude",
    "segment",
    "@vercel/analytics",
    "plausible-tracker",
)
PAYMENTS = ("stripe", "@stripe/stripe-js", "paddle", "@lemonsqueezy/lemonsqueezy.js", "@polar-sh/sdk")
OTHERS = 3  # people who filed issues


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    telemetry, payments = used(code, *TELEMETRY), used(code, *PAYMENTS)
    others = repo.issues_by_others
    value = 0.5 * bool(telemetry or payments) + 0.5 * min(1.0, (others or 0) / OTHERS)
    evidence = [shown(repo, telemetry, "counts use"), shown(repo, payments, "takes payments")]
    if others:
        evidence.append(Evidence(f"issues by {others} others", repo.page("issues")))
    missing = [] if value == 1 else ["signs of users"]
    reason = "issues by others are only seen with a token" if others is None else ""
    return graded(
        value,
        [e for e in evidence if e],
        reason=reason,
        missing=missing,
        unverified=0.5 if others is None else 0.0,
    )
