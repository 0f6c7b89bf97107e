"""Attacks on the served explorer, each tried: markup in a file, too long a message, slow requests, a hidden proxy."""

import asyncio
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from serving import serving
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from analysis.reference.scenario_text import to_text
from analysis.sources.location import find_data
from analysis.sources.scenarios import load_scenario

LONG = 90_000
IDLE_SECONDS = 30  # as the server has it
HARM = "<img src=x onerror=window.harm=1><script>window.harm=1</script>"
EVERYWHERE = """() => {
  const found = [], look = (root) => root.querySelectorAll("*").forEach((one) => {
    if (one.matches("section img, section script")) { found.push(one.outerHTML) }
    if (one.shadowRoot) { look(one.shadowRoot) }
  })
  look(document)
  return [window.harm ?? null, found]
}"""


def ticket_of(address: str) -> str:
    return re.search('"token":"([^"]+)"', urlopen(address).read().decode())[1]


def test_markup_in_a_scenario_file_is_text_wherever_it_is_shown(page, app_address, complaints):
    start = to_text(load_scenario(find_data(None), "as-now"))
    own = re.sub(r"(?m)^(label|author|rationale): .*(\n  .*)*$", rf"\1: 'x {HARM}'", start)
    page.goto(f"{app_address}?v=1&page=explore")
    page.locator("section.closing .help").wait_for(timeout=LONG)
    page.get_by_label("Load a file").set_input_files(
        {"name": "mine.yml", "mimeType": "text/yaml", "buffer": own.encode()}
    )
    page.locator("[data-answer]").get_by_text("onerror").first.wait_for(timeout=LONG)
    page.get_by_role("button", name="Keep this one beside").click()
    page.wait_for_url(re.compile("own=.*compare=|compare=.*own="))
    assert page.evaluate(EVERYWHERE) == [None, []]
    page.goto(page.url)
    page.locator("[data-answer]").get_by_text("onerror").first.wait_for(timeout=LONG)
    assert page.evaluate(EVERYWHERE) == [None, []]
    assert complaints == []


def test_a_message_beyond_the_limit_ends_its_own_socket_and_nothing_else(app_address):
    server = urlsplit(app_address)

    async def ends_after(size: int) -> bool:
        request = HTTPRequest(
            f"ws://{server.netloc}/ws", headers={"Origin": app_address.rstrip("/")}, request_timeout=60
        )
        one = await websocket_connect(request, subprotocols=["bokeh", ticket_of(app_address)])
        await one.read_message()  # the server greets
        await one.write_message("x" * size)
        while await asyncio.wait_for(one.read_message(), 60) is not None:
            pass  # the rest of the greeting
        return True

    with ThreadPoolExecutor(1) as beside:  # the browser of the tests has a loop of its own here
        assert beside.submit(asyncio.run, ends_after(2_000_000)).result()
    assert urlopen(app_address).status == 200


def test_requests_that_never_end_are_ended_and_keep_nobody_waiting(app_address):
    server = urlsplit(app_address)
    heads = (b"", b"GET / HT", f"GET / HTTP/1.1\r\nHost: {server.netloc}\r\nX-Slow: ".encode())
    slow = []
    for place in range(120):
        one = socket.create_connection((server.hostname, server.port), timeout=IDLE_SECONDS + 30)
        one.sendall(heads[place % len(heads)])
        slow.append(one)
    start = time.monotonic()
    assert urlopen(app_address, timeout=IDLE_SECONDS).status == 200
    assert time.monotonic() - start < IDLE_SECONDS / 2
    for one in slow:
        while one.recv(4_096):
            pass
        one.close()
    assert time.monotonic() - start < IDLE_SECONDS + 30


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("local"), "--local-analyst") as address:
        yield address


def test_an_analyst_without_a_login_is_one_no_more_once_a_proxy_was_seen(local):
    server = urlsplit(local)

    def knock(ticket: str) -> int:
        one = HTTPConnection(server.hostname, server.port, timeout=60)
        named = {
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Protocol": f"bokeh, {ticket}",
            "Origin": local.rstrip("/"),
        }  # fmt: skip
        one.request("GET", "/ws", headers=named)
        status = one.getresponse().status
        one.close()
        return status

    before = ticket_of(local)
    assert urlopen(Request(local, headers={"X-Forwarded-For": "192.0.2.7"})).status == 200
    assert knock(before) == 403  # the session of an analyst is closed to who is public now
    assert knock(ticket_of(local)) == 101
