"""`python -m pipeline` is `hiresignal`."""

from pipeline.cli import main

main()
