"""Everything that is installed with hiresignal has a licence one may pass on with an MIT program."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LOCK = Path(__file__).parent.parent / "requirements.lock"
ALLOWED = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC License (ISCL)",
    "MIT",
    "MIT License",
    "MIT-CMU",
    "MPL-2.0",  # its own files stay under it; we change none
    "Mozilla Public License 2.0 (MPL 2.0)",
    "PSF-2.0",
    "Python Software Foundation License",
    "Zlib",
}
# What packages say in words of their own, and what we found when we read their licence files.
READ = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    # pypdfium2 names PDFium's own; the files beside it hold those of what PDFium links.
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause",
}


def locked() -> list[Requirement]:
    lines = re.findall(r"^[A-Za-z0-9][^\\\n]*", LOCK.read_text("utf-8"), re.MULTILINE)
    return [Requirement(line.strip()) for line in lines]


def licences(package: str) -> set[str]:
    """The names of its licences: all of them, where one may choose."""
    told = metadata.metadata(package)
    if expression := told["License-Expression"]:
        return set(re.split(r" AND | OR |[()]", expression)) - {""}
    classified = {
        each.split(" :: ")[-1] for each in told.get_all("Classifier", []) if each.startswith("License")
    }
    stated = (told["License"] or "").strip()
    return (classified - {"OSI Approved"}) or set(re.split(r" AND | OR ", READ.get(stated, stated)))


HERE = sorted({each.name for each in locked() if each.marker is None or each.marker.evaluate()})


def test_the_lock_is_read() -> None:
    assert len(HERE) > 50
    assert {"duckdb", "polars", "streamlit"} <= set(HERE)


@pytest.mark.parametrize("package", HERE)
def test_its_licence_is_one_we_may_build_on(package: str) -> None:
    found = licences(package)
    assert found
    assert found <= ALLOWED, f"{package} is under {found}: read its licence, then allow it or part with it"
