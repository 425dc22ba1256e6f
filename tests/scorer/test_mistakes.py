"""What looked like a signal in real source trees and was none, found by reading the lines."""

import pytest
from invented import TODAY, Repository, facts_of, steady

from scorer import signals
from scorer.facts import Facts
from scorer.findings import Finding

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
}


@pytest.mark.parametrize("what", WRONG)
def test_is_not_mistaken(what: str) -> None:
    signal, code = WRONG[what]
    long = "A paragraph about how to use the models of this provider with the command line. " * 4
    assert found(signal, app_py=code, README_md=f"# Desk\n\n## Models on this cloud\n\n{long}").value == 0


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
