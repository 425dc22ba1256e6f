"""Opens a resume in a process of its own: bounded in time and memory, unable to write a file.

A hostile file can then end that process and nothing else. The file travels over a pipe and only lines come
back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from analysis.decoding import WIDE
from scorer.facts import Hidden
from scorer.layout import Line
from scorer.resume_pdf import NotReadable, Pages

SECONDS = 20
MEMORY = 1_500_000_000  # bytes of address space
FILE = 10_000_000  # bytes


def read(path: Path, *, seconds: int = SECONDS) -> Pages:
    """What a resume's pages say; raises NotReadable."""
    if path.stat().st_size > FILE:
        raise NotReadable(
            f"{path.suffix or 'The file'} is larger than {FILE // 1_000_000} MB: it is no resume."
        )
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "scorer.sandbox", path.suffix.lower()],
            input=path.read_bytes(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotReadable(f"The file could not be read within {seconds} seconds.") from None
    if done.returncode != 0:
        # What the process said may quote the resume: it is not passed on.
        raise NotReadable("The file could not be read: it took too much memory or broke the reader.")
    reply = json.loads(done.stdout)
    if "refused" in reply:
        raise NotReadable(reply["refused"])
    return Pages(
        lines=[Line(**line) for line in reply["lines"]],
        links=reply["links"],
        hidden=[Hidden(**hidden) for hidden in reply["hidden"]],
        count=reply["count"],
        characters=reply["characters"],
        garbled=reply["garbled"],
    )


def pages(data: bytes, suffix: str) -> Pages:
    """Reads by what the file is, whatever its name says."""
    from scorer import resume_files, resume_pdf

    if data[:1024].lstrip().startswith(b"%PDF"):
        return resume_pdf.read(data)
    if data.startswith(b"PK\x03\x04"):
        return resume_files.read_docx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotReadable("Old Word files (.doc) are not read: save it as DOCX or PDF.")
    if suffix == ".json" or data.lstrip()[:1] == b"{":
        return resume_files.read_json(data)
    if b"\x00" in data[:4096] and not data.startswith(WIDE):
        raise NotReadable("The file is neither PDF, DOCX, Markdown, text nor JSON Resume.")
    return resume_files.read_text(data)


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # macOS accepts the limit and refuses it later
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _main() -> None:
    _limit()
    try:
        found = pages(sys.stdin.buffer.read(FILE + 1), sys.argv[1] if len(sys.argv) > 1 else "")
        reply: dict[str, object] = asdict(found)
    except NotReadable as error:
        reply = {"refused": str(error)}
    sys.stdout.write(json.dumps(reply))


if __name__ == "__main__":
    _main()
