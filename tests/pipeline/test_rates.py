"""Exchange rates: fetched and archived like a board, applied to pay, and never the end of a night."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from far_side import Answer, FarSide
from nights import board_url, contents, job, listing, rows

from analysis.annual import packaged
from pipeline import rates
from pipeline.records import Board
from pipeline.refresh import Plan, refresh

pytestmark = pytest.mark.slow

FIRST = datetime(2027, 4, 1, 3, 0, tzinfo=UTC)
SHAPE = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
  xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<Cube><Cube time="2027-03-31"><Cube currency="USD" rate="2.0"/><Cube currency="GBP" rate="0.5"/></Cube></Cube>
</gesmes:Envelope>"""
PAID = "<p>We pay €80,000 - €100,000 a year.</p>"


def night(far_side: FarSide, data: Path, number: int) -> None:
    far_side.answers[board_url("acme")] = Answer(listing([job(1, descriptionHtml=PAID)]))
    boards = [Board("ashby", "acme"), rates.BOARD]
    plan = Plan(data=data, boards=boards, pace_factor=0, far_side=far_side.address)
    refresh(plan, FIRST + timedelta(days=number))


def dollars(data: Path) -> float:
    ((value,),) = rows(data, "select annual_usd from pay")
    return float(value)


def test_pay_is_in_dollars_by_the_newest_rates(far_side: FarSide, tmp_path: Path) -> None:
    far_side.answers[rates.URL] = Answer(SHAPE.encode())
    night(far_side, tmp_path, 0)
    assert dollars(tmp_path) == pytest.approx(180_000)
    assert rows(tmp_path, "select per_eur from rates where currency = 'GBP'") == [(0.5,)]
    assert rows(tmp_path, "select count(*) from boards where source = 'ecb'") == [(0,)]
    refresh(
        Plan(data=tmp_path / "rebuilt", boards=[Board("ashby", "acme")], origin=tmp_path / "archive"), FIRST
    )
    assert contents(tmp_path / "rebuilt") == contents(tmp_path)


@pytest.mark.parametrize(
    "answer", [Answer(b"<html>Sorry</html>"), Answer(status=500), Answer(SHAPE.encode(), cut=90)]
)
def test_without_rates_the_packaged_ones_stand(far_side: FarSide, tmp_path: Path, answer: Answer) -> None:
    far_side.answers[rates.URL] = answer
    night(far_side, tmp_path, 0)
    assert dollars(tmp_path) == pytest.approx(packaged().usd(90_000, "EUR"))
    far_side.answers[rates.URL] = Answer(SHAPE.encode())
    night(far_side, tmp_path, 1)
    assert dollars(tmp_path) == pytest.approx(180_000)
