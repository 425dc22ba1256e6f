"""Serves the pages; what the first visitor would wait for is loaded before anybody comes.

`python -m dashboard.server HOST PORT`, with the operator's settings in the environment.
"""

import gc
import inspect
import os
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import streamlit as st
import uvicorn

from analysis.ahead import FILTER_BAR, FIRST_CLAIMS, FIRST_PAGE
from analysis.filter import START
from analysis.published import NoMarketYet, OlderSchema

# The pages import these; they are named here so that nobody waits for them.
from dashboard import advert, charts, paycharts, reads, report, timecharts  # noqa: F401
from dashboard.assets import Assets
from dashboard.settings import settings

APP = Path(__file__).with_name("app.py")


def main(argv: list[str]) -> int:
    host, port = argv
    print("Opening the market: a few seconds.", flush=True)  # noqa: T201
    begin(settings(os.environ).data)
    gc.freeze()  # what stays; Streamlit collects garbage after every run of a page, and all else waits
    print(f"The dashboard is at http://{host}:{port}; Ctrl-C ends it.", flush=True)  # noqa: T201
    # Not `streamlit run`: its sockets wait for the browser's word after every packet (Nagle), 40 ms a file.
    uvicorn.run(
        Assets(st.App(APP)),
        host=host,
        port=int(port),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_config=None,  # Streamlit sets up the loggers
        access_log=False,
    )
    return 0


def begin(data: Path) -> None:
    """Opens the market and asks what the first page asks; without a market the pages say what to do."""
    for later in ("pandas", "streamlit.emojis"):  # Streamlit's, at the first table and the first icon
        import_module(later)
    inspect.stack()  # Streamlit's, at the first element: it then learns where every module lies, once
    try:
        market = reads.market(data)
    except (NoMarketYet, OlderSchema):
        return
    for by in FILTER_BAR:
        market.parts(by)
    market.claims(only=FIRST_CLAIMS)
    for asked in FIRST_PAGE:
        where = replace(START, **asked.change)  # type: ignore[arg-type]  # names are fields
        market.about(where)
        market.ask(asked.question, where, **asked.choices)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
