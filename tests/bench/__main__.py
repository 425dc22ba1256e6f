"""`python -m tests.bench`: runs every benchmark of this folder, one after the other."""

import importlib
import sys
from pathlib import Path

for page in sorted(Path(__file__).parent.glob("[!_]*.py")):
    bench = importlib.import_module(f"tests.bench.{page.stem}")
    if hasattr(bench, "main"):
        sys.stdout.write(f"\n{page.stem}: {bench.__doc__.splitlines()[0]}\n")
        sys.stdout.flush()
        sys.argv = [str(page)]
        bench.main()
