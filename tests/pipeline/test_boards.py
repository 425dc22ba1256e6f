"""The list of companies: what comes with the program, the user's own over it, and do boards still answer?"""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from far_side import Answer, FarSide

from pipeline import boards
from pipeline.boards_cli import boards as command
from pipeline.check_boards import judged
from pipeline.http import Response
from pipeline.records import Board
from pipeline.sources import ashby, greenhouse

LISTING = b'{"jobs": [{"id": "a", "title": "AI Engineer", "location": "Oslo"}]}'
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_shipped_list_is_long_and_says_where_each_board_comes_from() -> None:
    shipped = boards.read(boards.SHIPPED)
    assert len(shipped) >= 500
    assert set(Counter(board.source for board in shipped)) == {"ashby", "greenhouse", "lever", "workable"}
    ways = {word for board in shipped for word in (board.listed_by or "nothing").split()}
    assert ways == {"ai_company", "tech_250", "picked"}
    assert sum(board.checked is not None for board in shipped) >= 500


def test_everything_is_the_list_and_the_feeds() -> None:
    names = {(board.source, board.token) for board in boards.everything()}
    assert ("hn", "newest") in names
    assert ("remotive", "all") in names


def test_sources_that_are_off_or_lack_a_key_are_asked_only_on_request(tmp_path: Path) -> None:
    own = tmp_path / "boards.csv"
    boards.keep(own, [Board("smartrecruiters", "Marrow"), Board("adzuna", "gb")])
    usual = {board.source for board in boards.listed(own=own)}
    assert not usual & {"smartrecruiters", "adzuna", "usajobs"}
    assert [b.token for b in boards.listed(own=own, sources=["smartrecruiters"])] == ["Marrow"]
    assert boards.listed(own=own, sources=["adzuna"]) == []
    with_key = boards.listed(own=own, sources=["adzuna"], keys={"ADZUNA_ID", "ADZUNA_KEY"})
    assert [b.token for b in with_key] == ["gb"]
    assert "usajobs" in {b.source for b in boards.listed(keys={"USAJOBS_KEY", "USAJOBS_EMAIL"})}


def test_a_named_board_is_found_however_it_is_spelled_and_need_not_be_listed() -> None:
    listed = boards.listed(boards=["ashby:openai", "lever:nobody-yet"])
    assert [board.token for board in listed] == ["OpenAI", "nobody-yet"]
    assert listed[0].frontier_lab is True
    assert listed[1].company is None


def test_the_users_own_words_win_and_silence_keeps_what_was_known() -> None:
    shipped = [Board("ashby", "OpenAI", company="OpenAI", stage="scaleup")]
    mine = [Board("ashby", "openai", stage="enterprise"), Board("lever", "mine")]
    first, second = boards.merged(shipped, mine)
    assert (first.token, first.company, first.stage) == ("OpenAI", "OpenAI", "enterprise")
    assert second == Board("lever", "mine")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("asby,x,,", "No source is called 'asby'. Did you mean ashby?"),
        ("ashby,,,", "token"),
        ("ashby,x,hobby,", "stage"),
        ("ashby,x,startup,yesterday", "checked"),
        ("workday,nvidia,,", "'nvidia' is no board of workday"),
        ("ashby,acme,,", "stands in the list twice"),
        ("ashby,ACME,,", "stands in the list twice"),
        ("ashby,x,,,extra", "beyond the last column"),
    ],
)
def test_a_broken_list_names_the_line_and_the_fault(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "boards.csv"
    path.write_text(f"source,token,stage,checked\nashby,acme,,\n{line}\n")
    with pytest.raises(boards.BrokenList) as error:
        boards.read(path)
    assert "line 3" in str(error.value)
    assert why in str(error.value)


def test_a_list_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_text("company\nAcme\n")
    with pytest.raises(boards.BrokenList, match="must name the columns"):
        boards.read(path)


def test_a_list_survives_being_kept_and_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "boards.csv"
    board = Board("greenhouse", "acme", 'Acme, "Inc"', "startup", True, False, "robots", "2026-05-01", "own")
    boards.keep(path, [board])
    boards.keep(path, [Board("greenhouse", "acme", checked="2026-06-01"), Board("hn", "900200")])
    again = boards.read(path)
    assert again[0] == Board(
        "greenhouse", "acme", 'Acme, "Inc"', "startup", True, False, "robots", "2026-06-01", "own"
    )
    assert again[1] == Board("hn", "900200")
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://jobs.ashbyhq.com/Acme%20Labs/6f0b", ("ashby", "Acme Labs")),
        ("https://boards.greenhouse.io/acme/jobs/12", ("greenhouse", "acme")),
        ("https://job-boards.greenhouse.io/acme", ("greenhouse", "acme")),
        ("https://jobs.lever.co/acme", ("lever", "acme")),
        ("https://jobs.eu.lever.co/acme/1-2", ("lever", "eu/acme")),
        ("https://apply.workable.com/acme/j/AA11/", ("workable", "acme")),
        ("https://acme.recruitee.com/o/cook", ("recruitee", "acme")),
        ("https://acme.jobs.personio.de/job/1", ("personio", "acme")),
        ("https://acme.teamtailor.com/jobs", ("teamtailor", "acme.teamtailor.com")),
        ("https://acme.wd3.myworkdayjobs.com/en-US/Careers/job/1", ("workday", "acme.wd3/Careers")),
        ("https://jobs.smartrecruiters.com/Acme/1-cook", ("smartrecruiters", "Acme")),
        ("careers:https://acme.example/jobs/1", ("careers", "https://acme.example/jobs/1")),
        ("hn:900200", ("hn", "900200")),
    ],
)
def test_pages_that_people_see_lead_to_their_board(address: str, key: tuple[str, str]) -> None:
    assert boards.recognised(address) == key


@pytest.mark.parametrize("address", ["https://acme.example/jobs", "ashby", "ashby:", "nobody:x", ""])
def test_an_address_that_leads_nowhere_says_what_to_do(address: str) -> None:
    with pytest.raises(ValueError, match=r"careers:|SOURCE:TOKEN|No source is called"):
        boards.recognised(address)


def test_a_first_look_is_the_newest_thread_and_twenty_boards() -> None:
    chosen = boards.quick(boards.listed())
    assert chosen[0] == Board("hn", "newest", listed_by="feed")
    assert len(chosen) == 1 + boards.QUICK
    assert len({board.token for board in chosen}) == len(chosen)


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, LISTING, "answers"),
        (200, b'{"jobs": []}', "answers"),
        (404, b"Not Found", "gone"),
        (410, b"", "gone"),
        (200, b"<html>Sign in</html>", "cannot tell"),
        (403, b"", "cannot tell"),
        (429, b"", "cannot tell"),
        (500, b"", "cannot tell"),
        (503, b"<html>Sign in</html>", "cannot tell"),
    ],
)
def test_only_a_clear_answer_says_that_a_board_is_gone(status: int, body: bytes, state: str) -> None:
    response = Response(ashby.ADDRESS.format("acme"), status, {}, body, NOW)
    assert judged(Board("ashby", "acme"), response).state == state


def test_a_cut_answer_says_nothing() -> None:
    response = Response(ashby.ADDRESS.format("acme"), 200, {}, LISTING[:20], NOW, complete=False)
    assert judged(Board("ashby", "acme"), response).state == "cannot tell"


def test_check_asks_each_board_once_and_remembers_those_that_answer(
    far_side: FarSide, tmp_path: Path
) -> None:
    far_side.answers[ashby.ADDRESS.format("alive")] = Answer(LISTING)
    far_side.answers[ashby.ADDRESS.format("gone")] = Answer(b"Not Found", status=404)
    far_side.answers[greenhouse.ADDRESS.format("refusing")] = Answer(b"no", status=403)
    told = CliRunner().invoke(
        command,
        [
            "--data", str(tmp_path), "check", "ashby:alive", "ashby:gone", "greenhouse:refusing", "--save",
            "--far-side", far_side.address,
        ],
    )  # fmt: skip
    assert told.exit_code == 1, told.output
    assert "ashby:alive\tanswers\t1 postings" in told.output
    assert "ashby:gone\tgone\tanswered 404" in told.output
    assert "greenhouse:refusing\tcannot tell\tanswered 403" in told.output
    assert "1 answer, 1 are gone, 1 cannot be told." in told.output
    saved = boards.read(tmp_path / "boards.csv")
    assert [board.token for board in saved] == ["alive"]
    assert saved[0].checked == datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize(("dead", "told"), [(2, "2 are gone, 0 cannot"), (5, "0 are gone, 5 cannot")])
def test_most_boards_of_a_site_do_not_die_at_once(
    far_side: FarSide, tmp_path: Path, dead: int, told: str
) -> None:
    names = [f"board{number}" for number in range(6)]
    for number, name in enumerate(names):
        answer = Answer(b"Not Found", status=404) if number < dead else Answer(LISTING)
        far_side.answers[ashby.ADDRESS.format(name)] = answer
    words = ["--data", str(tmp_path), "check", *(f"ashby:{name}" for name in names)]
    found = CliRunner().invoke(command, [*words, "--far-side", far_side.address])
    assert told in found.output
    assert found.exit_code == (1 if dead == 2 else 0)
    assert ("Most boards of ashby look gone at once" in found.output) == (dead == 5)


def test_added_boards_are_listed(tmp_path: Path) -> None:
    def run(*words: str) -> str:
        told = CliRunner().invoke(command, ["--data", str(tmp_path), *words])
        assert told.exit_code == 0, told.output
        return told.stdout

    assert "ashby:acme stands in" in run(
        "add", "https://jobs.ashbyhq.com/acme", "--company", "Acme", "--ai-native"
    )
    rows = json.loads(run("list", "--source", "ashby", "--format", "json"))
    acme = next(row for row in rows if row["token"] == "acme")
    assert (acme["company"], acme["ai_native"], acme["listed_by"]) == ("Acme", True, "own")
    assert "acme" in run("list", "--format", "csv")
    assert "acme" in run("list")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["add", "https://nowhere.example"], "No source knows"),
        (["add", "ashby:acme", "--stage", "hobby"], "stage"),
        (["list", "--source", "asby"], "Did you mean ashby?"),
        (["check", "asby:x"], "Did you mean ashby?"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, words: list[str], why: str) -> None:
    told = CliRunner().invoke(command, ["--data", str(tmp_path), *words])
    assert told.exit_code == 1
    assert why in told.output
    assert told.output.count("\n") == 1
