"""Makes a published market of a lake, with its own readings or those of a cluster."""

from datetime import datetime
from pathlib import Path

from analysis.market import summarise
from analysis.published import NoMarketYet, market_file
from pipeline import lake, publish, store
from pipeline.cluster import readers_of, with_every_text
from pipeline.migrate import migrate


class MarketThere(FileExistsError):
    """A market is published where the restored one should land."""


def restore(uri: str, data: Path, now: datetime, *, readings: str | None = None) -> Path:
    """Lands the lake as the market of an empty data folder; returns the published file."""
    try:
        raise MarketThere(f"{market_file(data)} is published there. Name a --data folder without a market.")
    except NoMarketYet:
        working = publish.working_copy(data)
    with_every_text(uri)
    with store.connect(working) as con:
        migrate(con, now)
    with lake.opened(uri, readings) as con:
        con.execute("attach $file as market", {"file": str(working)})
        for name in lake.TABLES:
            con.table(name).insert_into(f"market.{name}")
        if readings:
            con.execute("update market.postings set read_with = $version", {"version": readers_of(readings)})
        con.execute("detach market")
    with store.connect(working) as con:
        summarise(con)
        con.execute("checkpoint")
    return publish.publish(data, working, now.strftime("%Y%m%dT%H%M%SZ"))
