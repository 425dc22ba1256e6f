"""Holds what DESIGN says of the packages: who may import whom, and where top-level things stand."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = {"analysis", "pipeline", "scorer", "dashboard"}
MAY_IMPORT = {
    "analysis": {"analysis"},
    "pipeline": {"pipeline", "analysis"},
    "scorer": {"scorer", "analysis", "pipeline.http"},
    "dashboard": {"dashboard", "analysis", "scorer"},
}
# The umbrella command starts the others; it names them as text, or imports them inside the command that does.
STARTS_OTHERS = {"pipeline/cli.py": {"scorer.cli", "dashboard"}, "pipeline/pages_cli.py": {"dashboard"}}


def _imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] in OURS}


def _allowed(name: str, allowed: set[str]) -> bool:
    return any(name == good or name.startswith(f"{good}.") or good.startswith(f"{name}.") for good in allowed)


@pytest.mark.parametrize("package", sorted(OURS))
def test_imports_point_only_as_the_design_says(package: str) -> None:
    wrong = []
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    for path in files:
        where = str(path.relative_to(ROOT))
        allowed = MAY_IMPORT[package] | STARTS_OTHERS.get(where, set())
        wrong += [f"{where} imports {name}" for name in sorted(_imports(path)) if not _allowed(name, allowed)]
    assert not wrong


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    found = [p for package in OURS for p in (ROOT / package).rglob("*.py") if p.stem.strip("_") in drawers]
    assert not found


def test_nothing_of_the_shared_recordings_is_imported_or_committed() -> None:
    assert not [
        p for package in OURS for p in (ROOT / package).rglob("*.py") if "../shared" in p.read_text("utf-8")
    ]
