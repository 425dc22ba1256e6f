"""Invented markets on real DuckDB, published as a refresh would publish them."""

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl

from analysis.market import summarise

MIGRATIONS = Path(__file__).parents[2] / "pipeline" / "migrations"
BENCH = Path(__file__).parents[1] / "bench" / "market.sql"
NOW = datetime(2026, 9, 1, tzinfo=UTC)
SKILLS = {  # name, kind, area, how many of a hundred postings name it
    "python": ("Python", "language", "languages", 80),
    "sql": ("SQL", "language", "languages", 30),
    "aws": ("AWS", "platform", "cloud", 40),
    "google-cloud": ("Google Cloud", "platform", "cloud", 22),
    "azure": ("Azure", "platform", "cloud", 25),
    "retrieval-augmented-generation": ("Retrieval-augmented generation", "technique", "llm", 45),
    "langchain": ("LangChain", "framework", "llm", 28),
    "pytorch": ("PyTorch", "framework", "ml", 33),
}
ROLES = ("ai_engineer", "ai_engineer", "ml_engineer", "data_scientist")
LEVELS = {"junior": 110_000, "mid": 150_000, "senior": 200_000, "staff": 260_000}


def publish(data: Path, fill: Callable[[duckdb.DuckDBPyConnection], None], *, name: str = "market-1") -> Path:
    """Writes a market file into `data` and points to it."""
    data.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(data / f"{name}.duckdb")
    for each in sorted(MIGRATIONS.glob("*.sql")):
        con.execute(each.read_text(encoding="utf-8"))
    fill(con)
    summarise(con)
    con.close()
    (data / "current").write_text(f"{name}.duckdb\n", encoding="utf-8")
    return data


def nobody(con: duckdb.DuckDBPyConnection) -> None:
    """A market without postings."""


def small(con: duckdb.DuckDBPyConnection) -> None:
    """Thirty companies, six hundred postings over a year, pay in most."""
    several(con, companies=30, each=20)


def withheld(con: duckdb.DuckDBPyConnection) -> None:
    """A small market whose texts of one source, which others may not be shown, hold a word of their own."""
    small(con)
    _hold_back(con)


def hostile_withheld(con: duckdb.DuckDBPyConnection) -> None:
    """A market whose words are attacks, and whose texts of one source others may not be shown."""
    hostile(con)
    _hold_back(con)


def _hold_back(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "update postings set text = text || $line where source = 'hn'", {"line": f"\nWe keep {CANARY}."}
    )
    con.execute(
        """
        update facets set years_basis = {'source': 'text', 'words': $canary}
        where posting in (select id from postings where source = 'hn')
        """,
        {"canary": CANARY},
    )
    con.execute(
        """
        insert into versions (posting, seen_at, changed, text, title)
        select id, last_seen, ['text', 'title'], 'Before ' || text, 'Once ' || title from postings
        """
    )
    con.execute(
        "insert into pay_refusals select id, 0, 9, $canary, 'no unit' from postings", {"canary": CANARY}
    )


def numerous(con: duckdb.DuckDBPyConnection) -> None:
    """Twenty thousand postings of five hundred companies, as the benchmark draws them."""
    sizes = {"postings": 20_000, "companies": 500}
    text = re.sub(r"--.*", "", BENCH.read_text(encoding="utf-8"))
    for statement in filter(str.strip, text.split(";\n")):
        con.execute(statement, {name: sizes[name] for name in set(re.findall(r"\$(\w+)", statement))})


def several(
    con: duckdb.DuckDBPyConnection, *, companies: int, each: int, now: datetime = NOW, synthetic: bool = True
) -> None:
    """So many postings of so many companies; the same every time."""
    dice = random.Random(8)
    con.execute(
        "insert into sources values ('ashby', 'https://jobs.example', null, 'By ashby', true, true, true)"
    )
    con.execute("insert into sources values ('hn', 'https://news.example', null, null, false, true, false)")
    con.executemany(
        "insert into skills values (?, ?, ?, ?, [])", [[id, *each[:3]] for id, each in SKILLS.items()]
    )
    postings, facets, named, mentions, pay, boards, days = [], [], [], [], [], [], []
    for number in range(companies * each):
        company = f"Company {number % companies:02}"
        source = "hn" if number % 7 == 0 else "ashby"
        board = f"{source}:{company}"
        id = f"{board}:{number}"
        opened = now - timedelta(days=dice.randrange(365))
        gone = opened + timedelta(days=40) if dice.random() < 0.3 else None
        closed = gone if gone and gone < now and source == "ashby" else None
        role, level = dice.choice(ROLES), dice.choice(list(LEVELS))
        text = "What you will do: build assistants.\nWhat we ask for:\n"
        for skill, (name, _, _, often) in SKILLS.items():
            if dice.randrange(100) < often:
                need = dice.choice(["required", "preferred", "mentioned"])
                text += f"- solid {name}\n"
                mentions.append((id, skill, len(text) - 1 - len(name), len(text) - 1, need, "requirement"))
                named.append((id, skill, need))
        where = dice.choice(["US", "US", "GB", "DE"])
        metro = "Berlin" if where == "DE" else None
        place = dice.choice(["remote", "hybrid", "onsite"])
        postings.append(
            (
                id,
                source,
                board,
                str(number),
                f"{level} {role}".replace("_", " ").title(),
                company,
                text,
                opened,
                opened,
                closed or now,
                closed,
            )
        )
        facets.append((id, role, level, float(dice.randrange(1, 9)), place, [where], metro))
        if dice.random() < 0.7:
            usd = LEVELS[level] * dice.uniform(0.8, 1.25)
            pay.append((id, usd * 0.9, usd * 1.1, usd * 0.9, usd * 1.1, usd))
    for number in range(companies):
        for source in ("ashby", "hn"):
            board = f"{source}:Company {number:02}"
            boards.append(
                (
                    board,
                    source,
                    f"Company {number:02}",
                    ["startup", "enterprise", "scaleup"][number % 3],
                    number % 2 == 0,
                )
            )
            days += [(board, (now - timedelta(days=ago)).date()) for ago in (400, 0)]
    _insert(
        con,
        "postings (id, source, board, native_id, title, company, text, posted_at, first_seen, "
        "last_seen, closed_at)",
        postings,
    )
    con.execute("update postings set url = 'https://jobs.example/' || native_id, location = 'Springfield'")
    con.execute("insert into clusters select id, id, 'alone' from postings")
    _insert(
        con,
        "facets (posting, role, level, years_min, workplace, countries, metro, roles, specialisation, "
        "degree, certificates, mathematics)",
        [(*row, [], ["language"] if n % 3 else [], "not_mentioned", [], []) for n, row in enumerate(facets)],
    )
    _insert(con, "posting_skills (posting, skill, need, mentions)", [(*row, 1) for row in named])
    _insert(con, 'mentions (posting, skill, "start", "end", need, section)', mentions)
    _insert(
        con,
        'pay (posting, n, "min", "max", currency, period, kind, basis, inferred, annual_min, '
        "annual_max, annual_usd)",
        [
            (id, 0, low, high, "USD", "year", "base", "text", [], a, b, usd)
            for id, low, high, a, b, usd in pay
        ],
    )
    _insert(
        con,
        "boards (board, source, token, company, stage, ai_native)",
        [(b, s, b, c, k, a) for b, s, c, k, a in boards],
    )
    _insert(
        con,
        "boards_daily (board, day, open, new, closed, complete)",
        [(b, d, 1, 0, 0, True) for b, d in days],
    )
    _insert(
        con,
        "captures (capture, run, source, board, url, status, fetched_at, archive, position, complete)",
        [("c", "r", "ashby", "ashby:x", "https://jobs.example", 200, now, "a", 0, True)],
    )
    _insert(
        con,
        "runs (run, source, board, started_at, outcome, error, fetched, listed, new, changed, "
        "closed, reopened, rejected, held, bytes, not_modified, seconds, synthetic)",
        [
            (
                "r",
                "ashby",
                "ashby:Company 00",
                now,
                "failed",
                "503 from the board",
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                9,
                0,
                1.0,
                synthetic,
            ),
            ("r", "hn", "hn:Company 00", now, "complete", None, 1, 9, 9, 0, 0, 0, 0, 0, 9, 0, 1.0, synthetic),
        ],
    )


def _insert(con: duckdb.DuckDBPyConnection, into: str, rows: list[tuple[object, ...]]) -> None:
    names = into[into.index("(") + 1 : -1].replace('"', "").split(", ")
    frame = pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)
    con.register("incoming", frame.to_arrow())
    con.execute(f"insert into {into} select * from incoming")  # noqa: S608  # names written above
    con.unregister("incoming")


CANARY = "quetzals"  # in texts that others may not be shown
PAYLOADS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "[link](javascript:document.title='owned') ![i](https://evil.example/i.png)",
    '=HYPERLINK("https://evil.example","open")',
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "$x^2$ :red[alarm] **bold** `code` # head",
    "wide" * 5_000,
)


def hostile(con: duckdb.DuckDBPyConnection) -> None:
    """A small market whose every word from outside is an attack."""
    small(con)
    for number, payload in enumerate(PAYLOADS):
        words = {"payload": payload, "like": f"%:{number}", "place": len(PAYLOADS), "number": number}
        con.execute(
            """
            update postings
            set title = $payload, location = $payload, attribution = $payload, text = $payload || text,
                url = 'javascript:' || $payload
            where native_id::integer % $place = $number
            """,
            {name: words[name] for name in ("payload", "place", "number")},
        )
        con.execute(
            "update boards set company = $payload where board like $like",
            {"payload": payload, "like": f"%{number}"},
        )
        con.execute(
            "update facets set metro = $payload where posting like $like",
            {"payload": payload, "like": f"%{number}"},
        )
    con.execute('update mentions set "start" = 0, "end" = 30')
    con.execute("update skills set name = $payload where skill = 'sql'", {"payload": PAYLOADS[0]})
