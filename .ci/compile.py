"""Compiles what reads postings into the environment whose Python runs this in the checkout: `make fast`."""

import re
import sysconfig
from pathlib import Path

from mypyc.build import mypycify  # comes with mypy
from setuptools import setup

IMPORT = re.compile(r"^from analysis(?:\.(\w+))? import (.+)$", re.MULTILINE)


def readers() -> list[str]:
    """The modules that analysis/read.py reads a posting with: what it imports, and what those do in turn."""
    found: list[Path] = [Path("analysis/read.py")]
    for page in found:
        for module, names in IMPORT.findall(page.read_text("utf-8")):
            pages = [page.with_stem(name) for name in ([module] if module else re.findall(r"\w+", names))]
            found += [one for one in pages if one.exists() and one not in found]
    return sorted(map(str, found[1:]))


# Compiled, a slice of bytes that ends before it begins is an error; nothing else is known to differ.
setup(
    ext_modules=mypycify(readers(), opt_level="2"),
    script_args=["--quiet", "build_ext", "--build-lib", sysconfig.get_path("purelib")],
)
