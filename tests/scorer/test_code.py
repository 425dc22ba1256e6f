"""Reading repositories: archives that mean harm, and what Python and TypeScript files say."""

import gzip
import io
import tarfile
import tracemalloc

import pytest

from scorer import code, secrets, tarball
from scorer.code import read_tarball
from scorer.facts import Code


def archive(*entries: tuple[str, bytes] | tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                packed.addfile(entry)
            else:
                info = tarfile.TarInfo(entry[0])
                info.size = len(entry[1])
                packed.addfile(info, io.BytesIO(entry[1]))
    return out.getvalue()


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def source(**files: str) -> Code:
    """Code of files named a_py -> a.py."""
    named = {
        name.replace("__", "/").replace("_py", ".py").replace("_ts", ".ts"): text
        for name, text in files.items()
    }
    return code.read((path, len(text), text.encode()) for path, text in named.items())


def test_links_and_paths_outside_are_passed_over() -> None:
    packed = archive(
        ("x-0/README.md", b"# Hello"),
        ("x-0/../../etc/passwd", b"bad"),
        ("/etc/passwd", b"bad"),
        link("x-0/secret", "/etc/passwd"),
        link("x-0/hard", "x-0/README.md", tarfile.LNKTYPE),
        link("x-0/device", "", tarfile.CHRTYPE),
    )
    assert [path for path, _, _ in tarball.files(packed)] == ["README.md"]


@pytest.mark.slow
def test_a_bomb_is_stopped_and_stays_small() -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as packed:
        for n in range(4):
            info = tarfile.TarInfo(f"x-0/{n}.bin")
            info.size = 60_000_000
            packed.addfile(info, io.BytesIO(b"\0" * 60_000_000))
    bomb = gzip.compress(raw.getvalue(), 9)
    del raw
    tracemalloc.start()
    assert read_tarball(bomb) == "more than 100 MB unpacked"
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_header_that_lies_about_its_size_is_stopped() -> None:
    info = tarfile.TarInfo("x-0/a.bin")
    info.size = 10**15
    assert read_tarball(gzip.compress(info.tobuf() + b"\0" * 2048)) == "more than 100 MB unpacked"


@pytest.mark.parametrize(
    "data",
    [b"", b"no archive", gzip.compress(b"no tar"), archive(("x-0/a", b"a"))[:60]],
    ids=["empty", "no archive", "no tar", "cut"],
)
def test_a_damaged_archive_is_unknown(data: bytes) -> None:
    found = read_tarball(data)
    assert isinstance(found, str) or found.files == ()


def test_python_names_are_followed_to_their_library() -> None:
    found = source(
        a_py="from openai import OpenAI as Client\nclass A:\n    def __init__(self):\n"
        "        self.c = Client(timeout=3)\n"
        "    def ask(self, q):\n        while q:\n            try:\n"
        "                return self.c.chat.completions.create(model='m', tools=[], stream=False)\n"
        "            except ValueError:\n                pass\n"
    )
    call = next(c for c in found.calls if c.name.endswith("completions.create"))
    assert call.name == "openai.OpenAI.chat.completions.create"
    assert (call.path, call.line, call.loop, call.guarded) == ("a.py", 8, True, True)
    assert call.args == ("model", "stream=False", "tools")


def test_typescript_says_the_same() -> None:
    found = source(
        a_ts='import OpenAI from "openai";\nimport { streamText as go } from "ai";\n'
        "const client = new OpenAI();\n"
        "export async function ask(q: string) {\n"
        "  const reply = await client.chat.completions.create({ model: 'm', stream: true, tools });\n"
        "  return go({ model: reply });\n}\n"
    )
    names = {c.name: c for c in found.calls}
    assert names["openai.chat.completions.create"].args == ("model", "stream", "tools")
    assert names["openai.chat.completions.create"].line == 5
    assert "ai.streamText" in names
    assert {s.name for s in found.imports} >= {"openai", "ai", "ai.streamText"}


def test_only_assertions_that_can_fail_count() -> None:
    found = source(
        tests__test_a_py="import a\ndef test_1():\n    assert True\n    assert 1 == 1\n"
        "def test_2():\n    assert a.b() == 2\n",
        tests__b_test_ts="test('x', () => { expect(add(1)).toBe(2); });",
    )
    assert {f.path: f.assertions for f in found.files} == {"tests/test_a.py": 1, "tests/b_test.ts": 1}


@pytest.mark.parametrize(
    "text", ["def (", "\0", "(" * 5_000, "x = " + "-" * 20_000 + "1"], ids=["cut", "nul", "deep", "long"]
)
def test_files_that_do_not_parse_are_counted_and_passed_over(text: str) -> None:
    assert source(a_py=text).unread_files <= 1


def test_vendored_code_is_not_read() -> None:
    found = code.read(
        [("node_modules/openai/index.js", 20, b"import x from 'y'"), ("app.min.js", 9, b"import z")]
    )
    assert found.imports == ()


def test_notebooks_are_read_by_their_cells() -> None:
    cells = b'{"cells": [{"cell_type": "code", "source": ["%pip install x\\n", "import anthropic\\n"]}]}'
    assert [s.name for s in code.read([("a.ipynb", len(cells), cells)]).imports] == ["anthropic"]


def test_a_key_is_found_and_never_shown() -> None:
    key = "AKIA" + "Q7ZP3RL9TW2MXK5V"
    (found,) = secrets.find("app/settings.py", f"\n\nKEY = '{key}'\n")
    assert (found.path, found.line) == ("app/settings.py", 3)
    assert key not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "sk-" + "x" * 48,
        "sk-your-key-here-your-key-here-your-key",
        "ghp_" + "0" * 36,
    ],
)
def test_placeholders_are_no_keys(text: str) -> None:
    assert secrets.find("README.md", text) == []
