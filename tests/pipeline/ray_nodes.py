"""Two Ray nodes on this machine, and drivers, that can be killed as a power cut would."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STARTS = 3  # ray-project/ray#65983: a node gives up when a busy machine takes 15 s to start its agent


class Node:
    """One Ray node of this machine with one processor, in a process group that can be killed at once."""

    def __init__(self, address: str, folder: Path, *, head: bool) -> None:
        where = ["--head", f"--port={address.split(':')[1]}"] if head else [f"--address={address}"]
        self.words = [
            *(str(Path(sys.executable).with_name("ray")), "start", "--block", "--num-cpus=1", *where),
            *("--node-ip-address=127.0.0.1", "--object-store-memory=100000000", "--disable-usage-stats"),
            *(("--include-dashboard=false", f"--temp-dir={folder}") if head else ()),
        ]
        self.start()

    def start(self) -> None:
        for _ in range(STARTS):
            self.process = subprocess.Popen(
                self.words,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
            assert self.process.stdout
            if any("Ray runtime started" in line for line in self.process.stdout):
                return
            self.kill()
        raise AssertionError(f"Ray did not start: {' '.join(self.words)}")

    def kill(self) -> None:
        """Kills the node as a power cut would; its children left its group, so they are looked up first."""
        for pid in (*_descendants(self.process.pid), self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()


def _descendants(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [(int(child), int(parent)) for child, parent in (line.split() for line in listed.splitlines())]
    found, left = [], [pid]
    while left:
        parent = left.pop()
        children = [child for child, its in pairs if its == parent]
        found += children
        left += children
    return found


@contextmanager
def two_nodes() -> Iterator[list[Node]]:
    """A head and a second node of one processor each; the environment names them to drivers meanwhile."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    # Loopback needs no token, which Ray would keep in the home folder.
    named = {"RAY_AUTH_MODE": "disabled", "RAY_ADDRESS": address}
    before = {name: os.environ.get(name) for name in named}
    os.environ.update(named)
    folder = Path("/tmp") / f"hs{os.getpid()}"  # noqa: S108 - Ray's sockets need a short path
    started = [Node(address, folder, head=True)]
    try:
        started.append(Node(address, folder, head=False))
        yield started
    finally:
        for node in reversed(started):
            node.kill()
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def drive(ours: str, out: str) -> subprocess.Popen[bytes]:
    code = "from pipeline.lake_cli import cluster; cluster()"
    return subprocess.Popen([sys.executable, "-c", code, ours, out])


def landed(out: str, more_than: int) -> int:
    """Waits until more files are there than before; how many."""
    until = time.monotonic() + 180  # a busy machine starts drivers and workers slowly
    while time.monotonic() < until:
        count = len(list(Path(out).glob("facets/**/*.parquet")))
        if count > more_than:
            return count
        time.sleep(0.02)
    raise AssertionError("the cluster read nothing for three minutes")
