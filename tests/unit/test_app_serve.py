"""What the explorer refuses to do, in a sentence."""

import os
import socket
import subprocess
import sys
from datetime import date

import pytest

from analysis.app.serve import PortInUse, serve, starting_point
from analysis.errors import BadArgument


def test_a_port_in_use_is_one_sentence_and_exit_1():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "analysis", "app", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be used on 127.0.0.1" in " ".join(done.stderr.split())


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.0.1", "example.org", ""])
def test_only_this_machine_is_served(address):
    with pytest.raises(BadArgument, match="not this machine"):
        serve(address=address)


@pytest.mark.parametrize("port", [-1, 0, 65_536])
def test_a_port_is_a_number_that_a_port_can_have(port):
    with pytest.raises(BadArgument, match="not a port"):
        serve(port=port)


def test_a_port_in_use_is_found_before_anything_heavy_is_loaded():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortInUse):
            serve(port=taken.getsockname()[1])


def test_the_latest_meeting_is_shown_and_a_coming_one_waits():
    assert starting_point().meeting == date(2023, 9, 29)
    assert starting_point(today=date(2023, 7, 1)).meeting == date(2023, 6, 30)
    assert starting_point(today=date(2023, 7, 1)).board == "ldalpb"
