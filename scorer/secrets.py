"""Finds keys that were committed. Only the path and line leave this module, never the key."""

from __future__ import annotations

import math
import re
from collections import Counter

from scorer.facts import Sight

KEYS = {
    "Anthropic key": r"sk-ant-[A-Za-z0-9_-]{24,}",
    "OpenAI key": r"sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}",
    "AWS access key": r"AKIA[0-9A-Z]{16}",
    "GitHub token": r"(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})",
    "Google key": r"AIza[0-9A-Za-z_-]{35}",
    "Hugging Face token": r"hf_[A-Za-z0-9]{30,}",
    "Slack token": r"xox[abpr]-[0-9A-Za-z-]{20,}",
    "private key": r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}",
}
PATTERN = re.compile("|".join(f"(?P<k{n}>(?<![A-Za-z0-9]){p})" for n, p in enumerate(KEYS.values())))
MARKS = (
    "sk-",
    "AKIA",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_",
    "AIza",
    "hf_",
    "xox",
    "PRIVATE KEY",
)
PLACEHOLDER = re.compile(r"example|your|dummy|fake|placeholder|test|x{5}|0{6}|1234567|abcdef|\.\.\.", re.I)
RANDOM = 3.3  # bits a character: below it is a made-up or repeated string


def find(path: str, text: str) -> list[Sight]:
    """One sight a key, named by its kind."""
    if not any(mark in text for mark in MARKS):  # nearly every file: a look for words is much quicker
        return []
    kinds = list(KEYS)
    return [
        Sight(kinds[int((found.lastgroup or "k0")[1:])], path, text.count("\n", 0, found.start()) + 1)
        for found in PATTERN.finditer(text)
        if not PLACEHOLDER.search(found[0].removeprefix("-----BEGIN")) and _bits(found[0]) >= RANDOM
    ]


def _bits(key: str) -> float:
    counts = Counter(key)
    return -sum(n / len(key) * math.log2(n / len(key)) for n in counts.values())
