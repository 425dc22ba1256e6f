"""The parts of the README that follow from the code; `python tests/documents.py` writes them into it."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import click

README = Path(__file__).parent.parent / "README.md"
PART = re.compile(r"(<!-- (?P<name>[\w-]+): from the code -->\n).*?(<!-- end -->)", re.DOTALL)


def verbs() -> str:
    """Every verb of `hiresignal` with what it does."""
    from pipeline.cli import hiresignal

    context = click.Context(hiresignal)
    lines = ["| `hiresignal ...` | what it does |", "|---|---|"]
    for name in hiresignal.list_commands(context):
        command = hiresignal.get_command(context, name)
        assert command is not None
        lines.append(f"| `{name}` | {_first_sentence(command.help or '')} |")
    return "\n".join(lines)


def sources() -> str:
    """Every source with where its terms were read and how it is asked."""
    from pipeline.sources import all_sources

    lines = [
        "| source | asked | requests a second | lists every open job | text may be shown to others | terms |"
    ]
    lines.append("|---|---|---|---|---|---|")
    for name, source in all_sources().items():
        asked = "yes" if source.DEFAULT else "when turned on"
        if getattr(source, "KEYS", ()):
            asked = "with a key" if source.DEFAULT else "when turned on, with a key"
        told = " | ".join("yes" if fact else "no" for fact in (source.COMPLETE, source.SHARE_TEXT))
        terms = f"[read here]({source.TERMS})"
        lines.append(f"| [{name}]({source.HOME}) | {asked} | {source.PACE:g} | {told} | {terms} |")
    return "\n".join(lines)


def signals() -> str:
    """Every signal with its question and weight."""
    from scorer.signals import table

    return table().rstrip()


def accuracy() -> str:
    """How well postings are read, against what, and when that was measured."""
    from analysis.accuracy import accuracy

    told = accuracy()
    on = f"{told.date.day} {told.date:%B %Y}"
    rows = [f"| {what} | {' | '.join(figures)} |" for what, figures in told.measured.items()]
    head = [f"| | {' | '.join(told.columns)} |", "|---" * (len(told.columns) + 1) + "|"]
    table = "\n".join([*head, *rows])
    return f"Measured on {on}. {told.says}\n\n{table}\n\n{told.expect}"


PARTS: dict[str, Callable[[], str]] = {
    "verbs": verbs,
    "accuracy": accuracy,
    "sources": sources,
    "signals": signals,
}


def written(readme: str) -> str:
    """The README with its generated parts as the code has them now."""
    return PART.sub(lambda part: f"{part[1]}{PARTS[part['name']]()}\n{part[3]}", readme)


def _first_sentence(text: str) -> str:
    line = " ".join(text.split("\n\n")[0].split())
    return re.sub(r"\|", "/", line)


if __name__ == "__main__":
    sys.path.insert(0, str(README.parent))
    README.write_text(written(README.read_text("utf-8")), "utf-8")
