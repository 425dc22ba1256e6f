"""Is there a page anybody can try, does it answer, and does it name the project?

A documentation page alone counts 0.3.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scorer import readme
from scorer.facts import Link, Repo
from scorer.findings import Evidence, Finding, failed, graded, unknown
from scorer.signals._repos import best

PILLAR, WEIGHT, SOURCE = "portfolio", 5, "careery: a live URL is worth more than a repository"
FIX = "Deploy the best project where anybody can try it, and set its address as the repository's homepage."

DOCS = re.compile(
    r"readthedocs\.io|(?:^|//)docs?\.|/docs?(?:/|$)|wiki|mkdocs|gitbook|docs\.rs", re.IGNORECASE
)
DEMO = re.compile(
    r"\.(?:vercel\.app|netlify\.app|fly\.dev|streamlit\.app|hf\.space|onrender\.com|up\.railway\.app|"
    r"pages\.dev|workers\.dev|herokuapp\.com|web\.app|run\.app|azurewebsites\.net|github\.io|modal\.run|"
    r"replit\.app)\b|huggingface\.co/spaces/",
    re.IGNORECASE,
)
NOT_A_DEMO = re.compile(
    r"github\.com|pypi\.org|npmjs\.com|hub\.docker\.com|linkedin|twitter|x\.com|youtube|arxiv"
)
DOCS_SHARE = 0.3


def check(repos: tuple[Repo, ...], links: tuple[Link, ...]) -> Finding:
    return best(repos, lambda repo: _one(repo, links))


def addresses(repo: Repo) -> tuple[str, ...]:
    """Where a repository says it can be tried: its homepage, then demo links of its README."""
    home = repo.homepage if re.match(r"https?://", repo.homepage) else ""
    shown = readme.links(repo.code.readme.text) if repo.code and repo.code.readme else ()
    found = [
        url for url in (home, *(u for u in shown if DEMO.search(u))) if url and not NOT_A_DEMO.search(url)
    ]
    return tuple(dict.fromkeys(found))[:2]


def answered(repo: Repo, links: tuple[Link, ...]) -> Link | None:
    """The first of those addresses that answered and names the project."""
    known = {link.url: link for link in links}
    tried = [known[url] for url in addresses(repo) if url in known]
    return next(
        (link for link in tried if link.status and 200 <= link.status < 300 and names(repo, link)), None
    )


def names(repo: Repo, link: Link) -> bool:
    words = [w for w in re.split(r"[\W_]+", repo.name.lower()) if len(w) > 2] or [repo.name.lower()]
    said = f"{link.title} {link.words} {urlsplit(link.url).hostname}".lower()
    return "".join(words) in re.sub(r"[\W_]+", "", said) or all(w in said for w in words)


def _one(repo: Repo, links: tuple[Link, ...]) -> Finding:
    wanted = addresses(repo)
    if not wanted:
        if repo.code is None and not repo.homepage:
            return unknown(repo.unread or "not read")
        return failed("no homepage or demo link", missing=("a demo",))
    page = answered(repo, links)
    if page is not None:
        docs = DOCS.search(page.url)
        evidence = [Evidence("documentation answers" if docs else "answers", page.url)]
        return graded(
            DOCS_SHARE if docs else 1.0, evidence, reason="documentation, not a demo" if docs else ""
        )
    tried = [link for link in links if link.url in wanted]
    if not tried or all(link.status is None for link in tried):
        return unknown(tried[0].reason if tried else "the demo link was not tried")
    answers = ", ".join(f"{link.url} answered {link.status}" for link in tried if link.status)
    return failed(f"{answers} or does not name the project", missing=("a demo that answers",))
