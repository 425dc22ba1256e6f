"""Draws one posting: its facts, its text with what was read in it marked, and what was edited."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard import edits, tables
from dashboard.figures import Figure, numbers
from dashboard.labels import capital, day, dollars, label
from dashboard.reads import Market
from dashboard.words import LINK, plain, visible

LONGEST = 12_000  # characters of a text shown
BULLET = " -•*·"
NEEDS = {  # how the text asks for a skill -> how its name is marked
    "required": "background: rgba(224, 138, 30, 0.42); border-bottom: 2px solid",
    "preferred": "background: rgba(224, 138, 30, 0.24); border-bottom: 2px dashed",
    "mentioned": "background: rgba(224, 138, 30, 0.12); border-bottom: 2px dotted",
    "pay": "background: rgba(26, 158, 119, 0.28); border-bottom: 2px solid",
}
HISTORY = ("posted before", "open for long")
OURS = ("skill", "pay", *HISTORY)  # their basis is in our words, not the posting's
CONDITIONS = (
    "role",
    "level",
    "years",
    "degree",
    "workplace",
    "countries",
    "visa",
    "pay",
    "pay refused",
    *HISTORY,
)
PARTS = {"place": "Place", "reopened": "Opened again", "text": "Text", "title": "Title", "pay": "Pay"}
WITHHELD = (
    "The terms of this source do not allow showing its text to others. Its own page has it; "
    "what was read in it stands below, without the words."
)
Span = tuple[int, int, str, str]  # start, end, need, what a hover says


def shown(market: Market, posting: str, others: int) -> None:
    """Everything known of one posting; to others only what its source's terms allow."""
    found = market.ask("advert", posting=posting, for_others=others).frame
    if found.is_empty():
        st.info("This market does not hold that posting. It may have been of an earlier one.")
        return
    (advert,) = found.to_dicts()
    evidence = market.ask("posting", posting=posting).frame
    _facts(advert, evidence.filter(pl.col("what") == "open for long")["how"].to_list())
    _read(evidence, told=advert["text"] is not None)
    st.subheader("Text", anchor=False)
    if advert["text"] is None:
        st.text(WITHHELD)
    else:
        legend = " ".join(f'<span style="{style}">{need}</span>' for need, style in NEEDS.items())
        st.html(f"<p><small>Marked: {legend}</small></p>{marked(advert['text'], _spans(evidence))}")
    _edits(market.ask("edits", posting=posting, for_others=others).frame)


def marked(text: str, spans: Iterable[Span]) -> str:
    """A text as HTML with spans of it marked; all of it escaped, overlaps told once."""
    said, at = [], 0
    for start, end, need, hover in sorted(spans):
        if start < at or end > LONGEST:
            continue
        words = escape(plain(text[start:end]))
        said.append(escape(plain(text[at:start])))
        style, hint = NEEDS[need], escape(visible(hover), quote=True)
        said.append(f'<mark style="{style}; color: inherit" title="{hint}">{words}</mark>')
        at = end
    said.append(escape(plain(text[at:LONGEST])) + ("…" if len(text) > LONGEST else ""))
    return f'<div style="white-space: pre-wrap; overflow-wrap: anywhere">{"".join(said)}</div>'


def quote(mention: Mapping[str, Any]) -> None:
    """The line in which a posting names a skill, the name marked."""
    before, named, after = (escape(plain(mention[part] or "")) for part in ("before", "named", "after"))
    mark = f'<mark style="{NEEDS[mention["need"]]}; color: inherit">{named}</mark>'
    whose = escape(visible(f"{mention['title']}, {mention['company']}; {mention['need']}"))
    st.html(
        f'<p style="overflow-wrap: anywhere">“{before.lstrip(BULLET)}{mark}{after}”'
        f"<br><small>{whose}</small></p>"
    )


def _facts(advert: Mapping[str, Any], long: list[str]) -> None:
    """`long`: beside what it stands open for longer than usual; nothing when it does not."""
    st.header("One posting", anchor=False)
    place = advert["location"] or "no place stated"
    st.text(visible(f"{advert['title']}\n{advert['company']} · {place}"))
    on = day(advert["date"])
    ended = f"closed on {day(advert['closed_on'])}" if advert["closed_on"] else f"not closed on {on}"
    low, high = dollars(advert["base_low_usd"]), dollars(advert["base_high_usd"])
    also = ", ".join(map(day, advert["posted_also"]))
    numbers(
        [
            Figure(
                "Open for",
                f"{advert['days_open']} days",
                "longer than usual" if long else "",
                " ".join([f"Opened on {day(advert['opened_on'])}, {ended}.", *map(capital, long)]),
            ),
            Figure(
                "Base pay",
                dollars(advert["base_usd"]),
                f"{low} to {high}" if advert["base_usd"] else "not stated",
                "A year, the middle and the ends of what it states; where it says so stands below.",
            ),
            Figure(
                "Posted also",
                f"{len(advert['posted_also'])} times",
                f"{advert['elsewhere']} elsewhere" if advert["elsewhere"] else "",
                f"The same job on the same board: {also or 'on no other day'}. "
                f"On other boards and threads: {advert['elsewhere']}.",
            ),
        ]
    )
    if advert["url"] and LINK.fullmatch(advert["url"]):
        st.link_button("Open at its source", advert["url"], icon=":material/open_in_new:")
    st.text(visible(" · ".join(filter(None, (capital(advert["source"]), advert["attribution"])))))


def _read(evidence: pl.DataFrame, *, told: bool) -> None:
    """What was read, and from which words where they may be told."""
    skills = evidence.filter(pl.col("what") == "skill").unique("value", keep="first", maintain_order=True)
    rows = pl.concat([evidence.filter(pl.col("what").is_in(CONDITIONS)), skills])
    stated = [
        {
            "what": capital(row["what"]),
            "value": visible(label(row["value"]).removesuffix(".0")),
            "basis": visible(row["how"] or "").strip(" ,") if told or row["what"] in OURS else None,
            "words": visible(row["words"] or "") if told else None,
        }
        for row in rows.iter_rows(named=True)
        # What was refused as pay is an excerpt itself.
        if row["value"] and (told or row["what"] != "pay refused")
    ]
    names = ("what", "value", "basis", "words") if told else ("what", "value", "basis")
    st.subheader("What was read", anchor=False)
    tables.table(pl.DataFrame(stated, schema=dict.fromkeys(names, pl.String)), key="read")


def _spans(evidence: pl.DataFrame) -> Iterator[Span]:
    for row in evidence.filter(pl.col("start").is_not_null()).iter_rows(named=True):
        need = str(row["how"]).partition(",")[0] if row["what"] == "skill" else "pay"
        if need in NEEDS and row["what"] != "pay refused":
            yield row["start"], row["end"], need, f"{row['value']}: {row['how']}"


def _edits(found: pl.DataFrame) -> None:
    if found.is_empty():
        return
    st.subheader("Edits", anchor=False)
    for row in found.iter_rows(named=True):
        what = f"{PARTS.get(row['part'], capital(row['part']))}, {day(row['seen_at'])}"
        before, after = row["before"], row["after"]
        if row["part"] == "reopened":
            st.text(f"{what}: it had closed on {before or 'a day not known'}.")
        elif before is None and after is None:
            st.text(f"{what}: the words may not be shown to others.")
        else:
            told = edits.as_html(edits.changes(before or "", after or ""))
            st.html(
                f"<p><strong>{what}</strong></p>"
                f'<div style="white-space: pre-wrap; overflow-wrap: anywhere">{told}</div>'
            )
