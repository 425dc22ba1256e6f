"""README, --help, sources and signals agree."""

import re
from pathlib import Path

import click
from documents import PART, PARTS, README, written

ROOT = README.parent


def test_the_generated_parts_are_what_the_code_says() -> None:
    readme = README.read_text("utf-8")
    assert {part["name"] for part in PART.finditer(readme)} == set(PARTS)
    assert written(readme) == readme, "run `.venv/bin/python tests/documents.py`"


def test_every_verb_the_readme_uses_exists() -> None:
    from pipeline.cli import hiresignal

    context = click.Context(hiresignal)
    used = set(re.findall(r"^hiresignal ([a-z]+)", README.read_text("utf-8"), re.MULTILINE))
    assert used
    assert used <= set(hiresignal.list_commands(context))


def test_every_flag_the_readme_uses_exists() -> None:
    from pipeline.cli import hiresignal

    context = click.Context(hiresignal)
    for verb, rest in re.findall(r"^hiresignal ([a-z]+)(.*)$", README.read_text("utf-8"), re.MULTILINE):
        command = hiresignal.get_command(context, verb)
        assert command is not None
        if isinstance(command, click.Group):
            words = rest.split()
            command = command.get_command(context, words[0]) if words else command
            assert command is not None, f"{verb}{rest}"
        known = {flag for param in command.params for flag in (*param.opts, *param.secondary_opts)}
        used = set(re.findall(r"(?<=\s)(--[a-z-]+)", rest.split("#")[0].split("|")[0]))
        assert used <= known | {"--help"}, f"{verb}: {used - known}"


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    used = set(re.findall(r"\bmake ([a-z]+)", README.read_text("utf-8")))
    assert used >= {"demo", "test"}
    assert used <= targets


def test_every_link_into_the_project_points_at_something() -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", README.read_text("utf-8")):
        assert Path(ROOT, target).exists(), target


def test_every_dependency_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in block.splitlines() if line.lstrip().startswith('"')]
    assert len(lines) > 20
    assert not [line for line in lines if " # " not in line]
