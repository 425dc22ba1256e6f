"""HTML becomes text whose lines and bullets a reader can trust."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import from_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Stack</h2><p>Python</p>", "Stack\n\nPython"),
        ("<p>Py<b>Torch</b>&nbsp;2 &amp; JAX</p>", "PyTorch 2 & JAX"),
        ("<ul><li><p>Python</p></li><li>Go<ul><li>gRPC</li></ul></li></ul>", "- Python\n- Go\n- gRPC"),
        ("<div>Java</div><div>Spring</div>", "Java\nSpring"),
        ("Rust<br>Go<br><br>SQL", "Rust\nGo\n\nSQL"),
        ("<table><tr><td>AWS</td><td>GCP</td></tr></table>", "AWS GCP"),
        ("&lt;p&gt;R&amp;amp;D&lt;/p&gt;&lt;ul&gt;&lt;li&gt;C++&lt;/li&gt;&lt;/ul&gt;", "R&D\n\n- C++"),
        ("Acme | Berlin<p>We use Go<p>- Rust", "Acme | Berlin\n\nWe use Go\n\n- Rust"),
        ("<li>• Python</li>", "- Python"),
        ("<style>p{}</style><script>go()</script><p>Go</p>", "Go"),
        ("plain\n- text", "plain\n- text"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("", ""),
        ("<", "<"),
    ],
)
def test_html(html: str, text: str) -> None:
    assert from_html(html) == text


@given(st.text())
def test_any_text_is_survived(html: str) -> None:
    assert from_html(html) == from_html(html)
    assert "\x00" not in from_html(html)


@given(
    st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1, max_size=9),
    st.sampled_from(["p", "li", "div", "h3"]),
)
def test_words_of_blocks_never_join(words: list[str], tag: str) -> None:
    html = "".join(f"<{tag}>{word}</{tag}>" for word in words)
    assert from_html(html).replace("- ", "").split() == words


@pytest.mark.slow
def test_deep_nesting_is_survived() -> None:
    assert from_html("<div>" * 20_000 + "Go") == "Go"
