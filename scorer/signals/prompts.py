"""Are prompts kept and tested like code?

Half for prompts in files or named constants of their own, half for a test that would notice a change.
"""

from __future__ import annotations

import re

from scorer.facts import Code, Repo
from scorer.findings import Evidence, Finding, parts
from scorer.signals._ai import model_call
from scorer.signals._code import filed, shown
from scorer.signals._repos import best, of_code

PILLAR, WEIGHT, SOURCE = (
    "portfolio",
    2,
    "pillar guide: prompts with version control, suites, regression tests",
)
FIX = "Move prompts into files of their own and let a test fail when a change makes an answer worse."

FILES = re.compile(
    r"(?:^|/)prompts?/.+\.(?:md|txt|ya?ml|j2|jinja2?|json|py|ts)$|\.prompt(?:\.\w+)?$", re.IGNORECASE
)
CONFIG = re.compile(r"(?:^|/)promptfooconfig\.ya?ml$")
NAME = re.compile(r"prompt|system_message|system_instruction", re.IGNORECASE)


def check(repos: tuple[Repo, ...]) -> Finding:
    return best(repos, _one)


@of_code
def _one(repo: Repo, code: Code) -> Finding:
    calls = model_call(code) is not None
    constant = next((s for s in code.constants if NAME.search(s.name) and not s.test and calls), None)
    kept = shown(repo, filed(code, FILES) or constant, "keeps prompts")
    return parts({"prompts kept apart": kept, "a test over prompts": _tested(repo, code) if kept else None})


def _tested(repo: Repo, code: Code) -> Evidence | None:
    if config := filed(code, CONFIG):
        return Evidence("promptfoo", repo.link(config.path))
    asserted = {f.path for f in code.files if f.assertions}
    seen = next(
        (s for s in (*code.imports, *code.calls) if s.test and s.path in asserted and NAME.search(s.name)),
        None,
    )
    return shown(repo, seen, "tests prompts")
