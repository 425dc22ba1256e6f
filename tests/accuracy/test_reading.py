"""How well postings are read, by the scorer beside the project; skipped where it is not."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.reading_cli import read

pytestmark = pytest.mark.slow

# Floors a little under what was measured (the README has the figures): a change must not lose them.
FLOORS = {
    "tune": {"precision": 0.95, "F1": 0.93, "need": 0.92},
    "check": {"precision": 0.89, "F1": 0.86, "need": 0.91},
}


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    gold = Path(__file__).parents[3] / "shared" / "gold"
    if not gold.exists():
        pytest.skip("needs the labelled postings in ../shared/gold, which are not here")
    unlabelled = _evaluate(gold, str(gold / "postings.jsonl"), "--strip")
    result = CliRunner().invoke(read, input=unlabelled)
    assert result.exit_code == 0
    out = tmp_path_factory.mktemp("accuracy") / "out.jsonl"
    out.write_text(result.stdout, "utf-8")
    return out


@pytest.mark.parametrize("part", ["tune", "check"])
def test_against_two_readers(readings: Path, shared: Path, part: str) -> None:
    gold = shared / "gold"
    table = _evaluate(gold, str(gold / "postings.jsonl"), str(readings), "--part", part)
    sys.stdout.write(f"{part}\n{table}\n")  # shown by pytest -s, and with a failure
    skills = re.search(r"skills +precision ([\d.]+) +recall ([\d.]+) +F1 ([\d.]+)", table)
    need = re.search(r"need +([\d.]+)", table)
    assert skills
    assert need
    assert float(skills[1]) >= FLOORS[part]["precision"]
    assert float(skills[3]) >= FLOORS[part]["F1"]
    assert float(need[1]) >= FLOORS[part]["need"]


def _evaluate(gold: Path, *arguments: str) -> str:
    run = [sys.executable, str(gold / "evaluate.py"), *arguments]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout
