"""`python -m tests.bench [name ...]`: runs the benchmarks of this folder, or those named, in turn."""

import importlib
import sys
from pathlib import Path

names = sys.argv[1:]
for page in sorted(Path(__file__).parent.glob("[!_]*.py")):
    if names and page.stem not in names:
        continue
    bench = importlib.import_module(f"tests.bench.{page.stem}")
    if hasattr(bench, "main"):
        sys.stdout.write(f"\n{page.stem}: {bench.__doc__.splitlines()[0]}\n")
        sys.stdout.flush()
        sys.argv = [str(page)]
        bench.main()
