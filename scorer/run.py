"""One run of `score`, in the order it happens: read, ask every signal, compare with the market, say it."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import platformdirs

from analysis import places
from scorer import advice, clone, formats, github, market, probe, report, resume
from scorer.cache import Cache
from scorer.choose import linked_repos
from scorer.facts import Facts
from scorer.fit import best_postings, fit, strength, triangle
from scorer.found import TARBALL, NoSuchUser, NotAPerson, NotRead
from scorer.market import NoMarket, Segment
from scorer.options import Options, Problem, country_of, understood
from scorer.resume_pdf import NotReadable
from scorer.score import Score
from scorer.score import score as scored
from scorer.signals import live, writing
from scorer.skills import evidenced
from scorer.wire import Wire

FORMATS = {
    "text": formats.as_text,
    "json": report.as_json,
    "md": formats.as_markdown,
    "html": formats.as_html,
}
LEVELS = "junior, mid, senior, staff"
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


def run(options: Options, *, out: TextIO, err: TextIO) -> None:
    """The whole run; raises Problem."""
    now = datetime.now(UTC)
    options = understood(options)
    if options.forget:
        _forget(options, now, err)
        return
    if not (options.login or options.resume_file or options.clone):
        raise Problem("Nothing to score: give --github USER, --resume FILE or --repo PATH.")
    facts = Facts(as_of=options.as_of.date() if options.as_of else now.date())
    facts = _with_resume(facts, options)
    facts = _with_github(facts, options, now, err)
    facts = _with_clone(facts, options)
    facts = _with_links(facts, options)
    facts = replace(facts, evidenced=evidenced(facts.repos) if facts.repos is not None else None)
    facts, segment, evidence = _with_market(facts, options)
    result = scored(facts)
    extra = _extra(facts, result, segment, evidence)
    if options.review:
        extra |= _reviewed(facts, options, err)
    out.write(FORMATS[options.form](facts, result, extra))


def _with_resume(facts: Facts, options: Options) -> Facts:
    if options.resume_file is None:
        return facts
    try:
        return replace(facts, resume=resume.read(options.resume_file))
    except NotReadable as error:
        if not (options.login or options.clone):
            raise Problem(str(error)) from error
        return replace(facts, unread={**facts.unread, "resume": str(error)})


def _with_github(facts: Facts, options: Options, now: datetime, err: TextIO) -> Facts:
    if options.login is None:
        return facts
    pace = 0.0 if options.api_url.startswith(LOOPBACK) else 1.0
    linked = linked_repos(facts.resume.links) if facts.resume else ()
    with Wire(most=TARBALL, pace_factor=pace) as wire:
        try:
            found, calls = github.read(
                options.login,
                send=wire,
                cache_root=cache_root(),
                now=now,
                pause=time.sleep,
                token=_token(),
                api=options.api_url,
                linked=linked,
                offline=options.offline,
            )
        except (NoSuchUser, NotAPerson, NotRead) as error:
            raise Problem(str(error)) from error
    err.write(calls.words() + "\n")
    unread = {**facts.unread, **found.unread}
    return replace(facts, account=found.account, repos=found.repos, merged=found.merged, unread=unread)


def _with_clone(facts: Facts, options: Options) -> Facts:
    """A local clone stands beside what GitHub shows, or alone."""
    if options.clone is None:
        return facts
    local = clone.read(options.clone)
    others = tuple(r for r in facts.repos or () if r.name.lower() != local.name.lower())
    unread = dict(facts.unread)
    if facts.account is None:
        unread |= dict.fromkeys(
            ("account", "merged"), "a local clone says nothing about the account: add --github"
        )
    return replace(facts, repos=(*others, local), unread=unread)


def _with_links(facts: Facts, options: Options) -> Facts:
    """Tries what the README, the profile and the resume link to; the answers are facts."""
    urls = [url for repo in facts.repos or () for url in live.addresses(repo)]
    if facts.account is not None:
        urls += writing.addresses(facts.account, facts.repos or ())
    urls += list(facts.resume.links) if facts.resume else []
    if urls and options.offline:
        return replace(facts, unread={**facts.unread, "links": "links are not tried with --offline"})
    return replace(facts, links=probe.answers(urls))


def _with_market(facts: Facts, options: Options) -> tuple[Facts, Segment | None, dict[str, float]]:
    evidence = strength(facts)
    level = options.level or (facts.resume.level if facts.resume else "") or _asked(options, "Level", LEVELS)
    place = facts.resume.country if facts.resume else ""
    if not place and facts.account and facts.account.location:
        place = next(iter(places.countries(places.find(facts.account.location))), "")
    country = options.country or place or country_of(_asked(options, "Country (two letters, or remote)", ""))
    try:
        segment = market.read(options.data, role=options.role, level=level, country=country)
    except NoMarket as error:
        return replace(facts, unread={**facts.unread, "market fit": str(error)}), None, evidence
    return replace(facts, fit=fit(segment, evidence)), segment, evidence


def _asked(options: Options, what: str, choices: str) -> str | None:
    """What the resume does not say, from the person on the terminal; nothing means all."""
    if options.ask is None:
        return None
    hint = f" ({choices})" if choices else ""
    return options.ask(f"{what}{hint}, or Enter for all").strip() or None


def _extra(
    facts: Facts, result: Score, segment: Segment | None, evidence: dict[str, float]
) -> dict[str, Any]:
    extra: dict[str, Any] = {
        "actions": advice.actions(facts, result, segment, evidence),
        "advice": advice.sections(facts, result, segment, evidence),
        "skills": triangle(facts, segment, evidence),
    }
    if segment is not None:
        extra |= {
            "market_date": segment.market_date.isoformat(),
            "segment": {
                "words": segment.words,
                "role": segment.role,
                "level": segment.level,
                "country": segment.country,
                "days": segment.days,
                "n": len(segment.postings),
                "companies": segment.companies,
                "widened": segment.widened,
            },
            "postings": best_postings(segment, evidence),
        }
    return extra


def _reviewed(facts: Facts, options: Options, err: TextIO) -> dict[str, Any]:
    """A model's remarks, or why there are none: never an error of the run."""
    from scorer import review

    try:
        found = review.ask(
            facts,
            key=os.environ.get("ANTHROPIC_API_KEY", ""),
            base_url=os.environ.get("ANTHROPIC_BASE_URL"),
            model=os.environ.get("HIRESIGNAL_REVIEW_MODEL", review.MODEL),
            err=err,
        )
    except review.NoReview as error:
        err.write(f"{error}\n")
        return {"review": {"remarks": [], "why_not": str(error)}}
    return {"review": found}


def _forget(options: Options, now: datetime, err: TextIO) -> None:
    if not options.login:
        raise Problem("--forget needs --github USER: it removes what is kept about that user.")
    gone = Cache(cache_root(), options.login, "", now).forget()
    err.write(f"{'Removed' if gone else 'There was nothing'}: what was kept about {options.login}.\n")


def cache_root() -> Path:
    """Where answers of GitHub are kept between runs."""
    return Path(os.environ.get("HIRESIGNAL_CACHE") or platformdirs.user_cache_path("hiresignal")) / "github"


def _token() -> str:
    """From the environment, else from GitHub's own command if there is one; never needed."""
    if token := os.environ.get("GITHUB_TOKEN", "").strip():
        return token
    try:
        asked = subprocess.run(
            ["gh", "auth", "token"], capture_output=True, text=True, timeout=5, check=False
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""
