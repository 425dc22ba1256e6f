"""The company that a Hacker News header names, and what that says of its own products."""

import pytest

from analysis.header import employer
from analysis.read import Posting, read_one


@pytest.mark.parametrize(
    ("first", "company"),
    [
        ("Acme (YC W24) | Engineer | Remote", "Acme"),
        ("Acme Labs | https://acme.dev | Engineer", "Acme Labs"),
        ("Acme - the anvil maker | Engineer | Berlin", "Acme"),
        ("We make anvils and need help.", ""),
    ],
)
def test_the_employer_stands_first(first: str, company: str) -> None:
    assert employer("Ask HN: Who is hiring?", f"{first}\nWe make anvils.") == company


def test_a_posting_with_a_title_of_its_own_has_no_header() -> None:
    assert employer("Engineer", "Acme | Engineer | Remote") == ""


def test_what_the_employer_sells_is_no_skill() -> None:
    text = "Metabase (YC S15) | Backend Engineer | Remote\nMetabase is written in Clojure."
    mentions = read_one(Posting(id="1", title="Ask HN: Who is hiring?", text=text)).mentions
    assert [mention.skill for mention in mentions] == ["clojure"]
