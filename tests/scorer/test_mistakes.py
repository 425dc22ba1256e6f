"""What looked like a signal in real source trees and was none, found by reading the lines."""

import json

import pytest
from invented import TODAY, Repository, facts_of, steady

from scorer import signals
from scorer.facts import Facts
from scorer.findings import Finding
from scorer.skills import evidenced

MODEL = "import openai\nclient = openai.OpenAI()\nclient.chat.completions.create(model='m', messages=[])\n"


def facts(**files: str) -> Facts:
    from invented import Person

    named = {
        name.replace("__", "/").replace("_py", ".py").replace("_md", ".md"): text
        for name, text in files.items()
    }
    repo = Repository(
        "desk", {p: t.encode() for p, t in named.items()}, steady(120, 100), created=TODAY.replace(year=2025)
    )
    return facts_of(Person("ines", repos=[repo]))


def found(signal: str, **files: str) -> Finding:
    (module,) = [s for s in signals.every() if signals.name(s) == signal]
    return signals.ask(module, facts(**files))


WRONG = {
    "fetching an object by its id is no retrieval": (
        "rag",
        MODEL + "client.files.retrieve('id')\nclient.models.retrieve('m')\n",
    ),
    "a method called retrieve alone is no retrieval": (
        "rag",
        MODEL + "class A:\n    def b(self):\n        self.retrieve(1)\n",
    ),
    "reading a request in pieces is no streaming of a model": ("llm_api", MODEL + "request.stream()\n"),
    "a variable of a product's name is no telemetry": (
        "users",
        MODEL + "segment = 'a'\nsegment.partition(':')\n",
    ),
    "a style sheet is no fence around foreign text": ("injection", MODEL + "x = f'<style>{css}</style>'\n"),
    "a cache far from any model saves no tokens": ("providers", MODEL + "import functools\n"),
    "a heading that names models gives no reason": ("decisions", MODEL),
    "a chat that reads what one types asks nobody for a yes": (
        "agent",
        MODEL + "words = input('You: ')\n",
    ),
    "a logger of the standard library writes no structured logs": (
        "observability",
        "import logging\nlog = logging.getLogger()\nlog.info('done')\n",
    ),
}
# A list of changes is no write-up; files of tests are neither code of one's own nor a golden set.
ELSEWHERE = {
    "limits of a client": ("honest", {"MIGRATION_md": "# Custom clients, timeouts and limits\n\n"}),
    "limits in a change log": ("honest", {"CHANGELOG_md": "# Limits\n\n"}),
    "rate limits": ("honest", {"docs__notes_md": "# Rate limits\n\n"}),
    "tokens in a guide to a new version": ("cost", {"MIGRATION_md": "Set at least 50,000 tokens.\n\n"}),
    "tokens without a request": ("cost", {"docs__notes_md": "The window holds 200,000 tokens.\n\n"}),
}


@pytest.mark.parametrize("what", WRONG)
def test_is_not_mistaken(what: str) -> None:
    signal, code = WRONG[what]
    long = "A paragraph about how to use the models of this provider with the command line. " * 4
    assert found(signal, app_py=code, README_md=f"# Desk\n\n## Models on this cloud\n\n{long}").value == 0


@pytest.mark.parametrize("what", ELSEWHERE)
def test_is_not_mistaken_elsewhere(what: str) -> None:
    signal, files = ELSEWHERE[what]
    long = "It was changed so that the two halves of a table are told apart by their first column. " * 4
    given = {name: text + long for name, text in files.items()}
    assert found(signal, app_py=MODEL, **given).value == 0


def test_rows_of_a_unit_test_are_no_golden_set() -> None:
    rows = [{"fn": "one_line", "input": f"a {chr(97 + n)}", "shown": "a"} for n in range(20)]
    assert found("evals", app_py=MODEL, **{"tests/text_cases.json": json.dumps(rows)}).value == 0
    asked = [{"question": f"Who is {chr(97 + n)}?", "expected": "nobody"} for n in range(20)]
    assert (found("evals", app_py=MODEL, **{"tests/text_cases.json": json.dumps(asked)}).value or 0) > 0


def test_a_page_recorded_for_a_test_is_no_program() -> None:
    given = facts(app_py=MODEL, **{"tests/test_data/www.example.rs": "User-agent: *\n" * 400})
    assert "rust" not in evidenced(given.repos or ())


@pytest.mark.parametrize("line", ['if input("Run it? ") == "y":\n    pass', 'input("Approve this? [y/n] ")'])
def test_waiting_for_a_yes_is_a_checkpoint(line: str) -> None:
    tools = MODEL.replace("messages=[]", "messages=[], tools=[{}]")
    missing = found("agent", app_py=f"{tools}{line}\n").missing
    assert "a human checkpoint" not in missing


def test_a_prompt_over_several_lines_is_a_fence() -> None:
    fenced = MODEL + "x = f'<document title={t}>\\n{text}\\n</document>'\n"
    assert (found("injection", app_py=fenced).value or 0) > 0


def test_a_library_that_imports_itself_uses_no_provider() -> None:
    assert found("providers", openai_py="", app_py=MODEL).evidence == ()
    assert found("providers", app_py=MODEL).evidence != ()


def test_a_retry_of_ones_own_counts() -> None:
    again = "from tools import again\n\n@again.retry(tries=3)\ndef f():\n    return 1\n"
    finding = found("errors", app_py=MODEL + again)
    assert "retries" not in finding.missing
    assert any(e.where.endswith("app.py#L6") for e in finding.evidence), finding.evidence


RST = """====
Desk
====

.. image:: https://img.shields.io/pypi/v/desk.svg
   :target: https://desk.example

Desk answers what readers ask at the counter of a branch library, from the rulebook and nothing else.
It exists because the rulebook has nine hundred pages and nobody finds a rule in it within a minute.

.. code-block:: pycon

   >>> from desk import ask

Install
=======

.. code-block:: sh

    pip install desk
"""


def test_a_readme_in_restructured_text() -> None:
    finding = found("readme_60s", **{"README.rst": RST, "app.py": MODEL})
    lines = {e.text.removeprefix("desk: "): e.where.rpartition("#L")[2] for e in finding.evidence}
    assert lines == {"says what it is": "8", "says why": "8", "shows how to run it": "13"}


def test_a_cache_counts_where_models_are_called() -> None:
    far = found(
        "cost", app_py=MODEL, other_py="import functools\n\n@functools.lru_cache\ndef f():\n    return g()\n"
    )
    near = found("cost", app_py=MODEL + "import functools\n\n@functools.lru_cache\ndef f():\n    return 1\n")
    assert (far.value, near.value) == (0.0, pytest.approx(1 / 3, abs=1e-3))


def test_what_was_not_parsed_is_not_known_to_be_missing() -> None:
    large = {f"part{n}_py": "x = 1\n" * 20_000 for n in range(8)}
    finding = found("observability", **large)
    assert finding.value == 0
    assert finding.unverified > 0.4
    assert "too much to parse" in finding.reason


def test_telling_files_are_parsed_first() -> None:
    large = {f"a{n}_py": "x = 1\n" * 20_000 for n in range(8)}
    assert (found("providers", **large, zz__deep__model_py=MODEL).reason or "").startswith("one provider")


def test_notes_for_tools_are_no_write_up() -> None:
    text = (
        "# Limits\n\n- This fails on tables that run over two pages of print.\n- It is slow for long "
        "questions.\n" * 2
    )
    assert found("honest", **{".agents__limits_md": text, "app_py": MODEL}).value == 0
    assert (found("honest", docs__limits_md=text, app_py=MODEL).value or 0) > 0
