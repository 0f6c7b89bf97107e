"""The explorer, served by the `dsva` command as a user would, with whatever options a test asks for."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_START_SECONDS = 150


@contextmanager
def serving(folder: Path, *options: str, port: int | None = None, **environment: str):
    """Serves the explorer with these options; gives its address."""
    port = port or find_free_port()
    address, command = f"http://127.0.0.1:{port}/", [sys.executable, "-m", "analysis", "app", "--port", str(port)]
    with running([*command, *options], address, folder / "log.txt", **environment):
        yield address


@contextmanager
def running(command: list[str], address: str, log: Path, *, cwd: Path = ROOT, **environment: str):
    """Runs a server until it is no longer needed; gives its process once it answers at its address."""
    with log.open("a") as output:
        server = subprocess.Popen(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env={**os.environ, **environment}
        )  # fmt: skip
        try:
            wait_for(address, server, log)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=30)


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    last = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < last and server.poll() is None:
        try:
            urlopen(address, timeout=10).close()
            return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The app did not answer at {address}:\n{log.read_text()}")
