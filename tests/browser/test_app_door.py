"""Knocking at the served explorer without a browser: sockets, sessions, odd requests."""

import re
import socket
from http.client import HTTPConnection
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest


def ask(address: str, path: str, **headers: str):
    server = urlsplit(address)
    one = HTTPConnection(server.hostname, server.port, timeout=60)
    one.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = one.getresponse()
    one.close()
    return answer


@pytest.fixture(scope="module")
def knock(app_address):
    """Asks for a socket, with the ticket of a page unless another is given; gives the status of the answer."""
    ticket = re.search('"token":"([^"]+)"', urlopen(app_address).read().decode())[1]

    def at(origin: str | None = None, ticket: str = ticket) -> int:
        site = {"Origin": app_address.rstrip("/") if origin is None else origin}
        return ask(
            app_address, "/ws", Upgrade="websocket", Connection="Upgrade", Sec_WebSocket_Version="13",
            Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==", Sec_WebSocket_Protocol=f"bokeh, {ticket}", **site,
        ).status  # fmt: skip

    return at


def test_a_page_of_this_server_opens_a_socket(knock):
    assert knock() == 101


@pytest.mark.parametrize("site", ["https://example.org", "null", "", "http://127.0.0.1:1"])
def test_a_page_of_another_server_does_not(knock, site):
    assert knock(site) == 403


@pytest.mark.parametrize("ticket", ["token", "e30.x", "W10.AAAA"])
def test_a_forged_ticket_opens_nothing(knock, ticket):
    assert knock(ticket=ticket) == 403


@pytest.mark.parametrize("path", ["/?bokeh-session-id=mine", "/?bokeh-token=mine", "/static/../../pyproject.toml"])
def test_nobody_picks_a_session_or_a_file(app_address, path):
    answer = ask(app_address, path)
    assert answer.status == 403
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_an_upload_is_refused_before_it_is_sent(app_address):
    server = urlsplit(app_address)
    with socket.create_connection((server.hostname, server.port), timeout=60) as one:
        head = f"POST /sign-in HTTP/1.1\r\nHost: {server.netloc}\r\nContent-Length: 100000000\r\n\r\n"
        one.sendall(head.encode())
        assert one.recv(100).startswith(b"HTTP/1.1 400")
