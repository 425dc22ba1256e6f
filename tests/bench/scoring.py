"""What one run of `score` costs for a person with 300 repositories, in seconds of the processor and in MB.

`python -m tests.bench.scoring`; GitHub stands on loopback in another process than the one that is measured,
and the modules are compiled once before, as an installer does. Each repository holds this project's own
source: `large` all of it, more than a run parses, `middling` forty files.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 3.0, 400  # what one run may take
REPOSITORIES, MIDDLING = 300, 40
ROUNDS = 2


def main() -> None:
    sys.path.append(str(ROOT / "tests" / "scorer"))
    from github_server import TOKEN, serving
    from invented import Person, Repository, steady

    say(f"load {os.getloadavg()[0]:.1f}, {loop():.2f} s for ten million additions")
    say(f"bars: {SECONDS} s of the processor, {MEGABYTES} MB")
    source = {p.relative_to(ROOT).as_posix(): p.read_bytes() for p in sorted(python_files())}
    for size, files in (("middling", dict(list(source.items())[:MIDDLING])), ("large", source)):
        files = {**files, "README.md": (ROOT / "README.md").read_bytes()}
        repos = [
            Repository(f"repo-{n:03}", files=files, commits=steady(230, 200)) for n in range(REPOSITORIES)
        ]
        for token in ("", TOKEN):
            with serving(Person("many", repos=repos)) as hub, tempfile.TemporaryDirectory() as folder:
                kept = Path(folder) / "0"
                run(hub.url, token, Path(folder) / "compiling")
                cold = min(run(hub.url, token, Path(folder) / str(n)) for n in range(ROUNDS))
                warm = min(run(hub.url, token, kept) for _ in range(ROUNDS))
            how = "with a token" if token else "without a token"
            say(f"{size:9} {sum(map(len, files.values())) // 1000:>5,} kB a repository, {how:16}")
            for name, (seconds, megabytes) in (("cold", cold), ("warm", warm)):
                verdict = "met" if seconds < SECONDS and megabytes < MEGABYTES else "NOT MET"
                say(f"          {name}: {seconds:.2f} s, {megabytes} MB: {verdict}")


def python_files() -> list[Path]:
    return [p for folder in ("scorer", "analysis", "pipeline") for p in (ROOT / folder).rglob("*.py")]


def run(url: str, token: str, cache: Path) -> tuple[float, int]:
    """Seconds of the processor (user and system, imports included) and the most memory of one run."""
    code = (
        "import resource, sys\nfrom scorer.cli import main\n"
        f"main(['--github', 'many', '--api-url', {url!r}, '--format', 'json', '--data', {str(cache)!r}])\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)\n"
    )
    left_out = ("GITHUB_TOKEN", "PYTHONDONTWRITEBYTECODE")
    given = {name: value for name, value in os.environ.items() if name not in left_out}
    given |= {"HIRESIGNAL_CACHE": str(cache), "PATH": "/nowhere"}
    given |= {"PYTHONPYCACHEPREFIX": str(cache.parent / "compiled")} | (
        {"GITHUB_TOKEN": token} if token else {}
    )
    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True)
    seconds, megabytes = done.stderr.splitlines()[-1].split()
    return float(seconds), int(megabytes)


def loop() -> float:
    """How fast this machine is just now: a busy neighbour on the same core costs processor seconds too."""
    began, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - began


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
