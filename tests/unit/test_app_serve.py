"""What the explorer refuses to serve, in a sentence."""

import os
import socket
import subprocess
import sys

import pytest

from analysis.app.safety.passwords import add_user
from analysis.app.serve import SECRET, Asked, PortInUse, policy_for, serve
from analysis.errors import BadArgument

LONG = "correct horse battery"


@pytest.fixture
def users(tmp_path):
    add_user(tmp_path / "users", "board", "partner", LONG)
    return tmp_path / "users"


def test_a_port_in_use_is_one_sentence_and_exit_1():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "analysis", "app", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be used on 127.0.0.1" in " ".join(done.stderr.split())


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.0.1", "example.org", "", "::"])
def test_only_this_machine_is_served_unless_it_is_said_who_may_come(address):
    with pytest.raises(BadArgument, match="not this machine"):
        serve(address=address)
    assert policy_for(Asked(public=True), address, 5006).public


def test_a_login_is_asked_of_everyone_unless_the_public_may_come_too(users):
    assert not policy_for(Asked(users=users), "0.0.0.0", 5006).public
    assert not policy_for(Asked(users=users), "127.0.0.1", 5006).public
    assert policy_for(Asked(users=users, public=True), "0.0.0.0", 5006).public
    assert policy_for(Asked(), "127.0.0.1", 5006).public


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        (Asked(local_analyst=True, public=True), "0.0.0.0"),
        (Asked(local_analyst=True, hosts=("dashboard.example.org",)), "127.0.0.1"),
        (Asked(local_analyst=True, https=True), "127.0.0.1"),
    ],
)
def test_an_analyst_without_a_login_is_on_this_machine_only(asked, address):
    with pytest.raises(BadArgument, match="this machine alone"):
        policy_for(asked, address, 5006)
    assert policy_for(Asked(local_analyst=True), "127.0.0.1", 5006).local_analyst


@pytest.mark.parametrize("name", ["*", "https://example.org", "a b", "", "name@host"])
def test_a_name_of_the_server_is_a_name(name):
    with pytest.raises(BadArgument, match="--host"):
        policy_for(Asked(hosts=(name,)), "127.0.0.1", 5006)


def test_a_provider_is_reached_by_tls_and_knows_this_server():
    with pytest.raises(BadArgument, match="https"):
        policy_for(Asked(openid="http://login.example.org", client="x"), "127.0.0.1", 5006)
    with pytest.raises(BadArgument, match="--openid-client"):
        policy_for(Asked(openid="https://login.example.org"), "127.0.0.1", 5006)


def test_a_secret_that_is_given_has_to_be_long(monkeypatch):
    monkeypatch.setenv(SECRET, "short")
    with pytest.raises(BadArgument, match="too short"):
        policy_for(Asked(), "127.0.0.1", 5006)
    monkeypatch.delenv(SECRET)
    assert policy_for(Asked(), "127.0.0.1", 5006).secret != policy_for(Asked(), "127.0.0.1", 5006).secret


def test_every_address_of_all_is_no_name_that_a_browser_may_ask_for():
    assert policy_for(Asked(public=True), "0.0.0.0", 5006).hosts == ("localhost:5006", "127.0.0.1:5006")
    assert "pages.example.org" in policy_for(Asked(public=True, hosts=("Pages.example.org",)), "0.0.0.0", 5006).hosts


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
