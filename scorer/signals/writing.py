"""Is the work explained in public: a write-up that can be read, a blog with five posts?"""

from __future__ import annotations

import re

from scorer import readme
from scorer.facts import Account, Link, Repo
from scorer.findings import Evidence, Finding, failed, graded, unknown

PILLAR, WEIGHT, SOURCE = "portfolio", 2, "careery: write about it; pillar guide: a blog with 5-10 posts"
FIX = "Write up one hard problem you solved in a project, and link it from the README."

POST = re.compile(
    r"medium\.com|dev\.to|substack\.com|hashnode|ghost\.io|//blog\.|/(?:blog|posts?|writing|articles?|"
    r"notes)/|towardsdatascience|habr\.com|zenn\.dev|qiita\.com|juejin|zhihu",
    re.IGNORECASE,
)
POSTS = 5
NOT_OTHERS = re.compile(
    r"/(?:docs|documentation|api)/|openai\.com|anthropic\.com|huggingface\.co|langchain", re.IGNORECASE
)


def check(account: Account, repos: tuple[Repo, ...], links: tuple[Link, ...]) -> Finding:
    wanted = addresses(account, repos)
    if not wanted:
        return failed("no write-up or blog is linked", missing=("a write-up",))
    tried = [link for link in links if link.url in wanted]
    if not tried or all(link.status is None for link in tried):
        return unknown(tried[0].reason if tried else "the links were not tried")
    there = [link for link in tried if link.status and 200 <= link.status < 300]
    blog = next((link for link in there if link.entries >= POSTS), None)
    if blog is not None:
        return graded(1, [Evidence(f"{blog.entries} posts", blog.url)])
    post = next((link for link in there if POST.search(link.url)), None)
    if post is not None:
        return graded(
            0.5,
            [Evidence("a write-up", post.url)],
            reason="one write-up; five make a blog",
            missing=("five posts",),
        )
    return failed("the linked pages hold no post, or do not answer", missing=("a write-up",))


def addresses(account: Account, repos: tuple[Repo, ...]) -> tuple[str, ...]:
    """Pages where this person may write: the site of the profile, posts linked from READMEs."""
    site = account.website.strip()
    site = site if re.match(r"https?://", site) or not site else f"https://{site}"
    texts = [r.code.readme.text for r in repos if r.code and r.code.readme]
    posts = [u for text in texts for u in readme.links(text) if POST.search(u) and not NOT_OTHERS.search(u)]
    return tuple(dict.fromkeys([u for u in (site, *posts) if u]))[:4]
