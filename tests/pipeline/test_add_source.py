"""The README's steps for a new source, followed literally in a copy of the project."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"\*\*Add a source\*\*.*?```sh\n(.*?)```", re.DOTALL)


@pytest.mark.slow
def test_the_readme_adds_a_source(tmp_path: Path) -> None:
    for name in (
        "analysis",
        "pipeline",
        "tests/pipeline",
        "tests/conftest.py",
        "tests/far_side.py",
        "pyproject.toml",
    ):
        source = ROOT / name
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    found = BLOCK.search((ROOT / "README.md").read_text("utf-8"))
    assert found
    steps = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", found[1]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert steps.returncode == 0, steps.stdout + steps.stderr
    assert re.search(r"\b[1-9]\d* passed", steps.stdout), steps.stdout
    assert (tmp_path / "pipeline/sources/acmejobs.py").exists()
    assert not (ROOT / "pipeline/sources/acmejobs.py").exists()
