"""How the explorer bears visitors: real websocket sessions against a server that the command starts.

    python tests/bench/app_load.py [--visitors 50] [--seconds 60] [--sessions 500]

Measured: how long a page takes to be ready, how long a slider takes to be answered in words and in the picture below it
(p95) with one visitor and with many who each move a control every three seconds, memory for a session, and memory over
many sessions opened and closed. Each visitor is a session of Bokeh's own client protocol over a websocket, without a
browser, which says as one would that the card of the gap is in sight and the others are not.
"""

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bokeh.protocol import Protocol
from bokeh.protocol.receiver import Receiver
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests/browser"))
EVERY_SECONDS = 3
IDLE_SECONDS, IDLE_SHARE = 4, 0.05
MOVES, PAUSE_SECONDS = 100, 1
PAGE = "?v=1&page=explore"
LONGEST_SECONDS = 120
# Controls on which the gap depends, so that each move has an answer: lowest, highest, step.
CONTROLS = {"growth": (-10, 20, 1), "inflation": (0, 8, 0.5), "uplift": (-5, 10, 0.5)}


class Visitor:
    """One open session: the page fetched, its socket open, its form of a scenario found."""

    def __init__(self, address: str):
        self.address, self.messages = address, asyncio.Queue()

    async def open(self) -> float:
        """Seconds from asking for the page until its whole document is here."""
        began = time.perf_counter()
        answer = await AsyncHTTPClient().fetch(self.address + PAGE, request_timeout=LONGEST_SECONDS)
        token = re.search(rb'"token":"([^"]+)"', answer.body)[1].decode()
        socket = self.address.replace("http", "ws", 1) + "ws"
        asked = HTTPRequest(
            socket, headers={"Origin": self.address.rstrip("/"), "Sec-WebSocket-Protocol": f"bokeh, {token}"}
        )
        self.socket = await websocket_connect(asked, subprotocols=["bokeh", token], max_message_size=2**26)
        self.reader = asyncio.create_task(self._read())
        await self._next("ACK")
        await self._send("PULL-DOC-REQ", {})
        reply = await self._next("PULL-DOC-REPLY")
        took = time.perf_counter() - began
        self.form, self.words = find_card(reply.content["doc"], "plain form")
        gap, self.picture = find_card(reply.content["doc"], "plain answer")
        await self._tell("document_ready", [])
        await self._say(gap, "view", "in")
        return took

    async def move(self, name: str, value: float) -> tuple[float, float]:
        """Seconds from setting a control until the sentence that follows from it is here, and until the picture is."""
        while not self.messages.empty():
            self.messages.get_nowait()
        began = time.perf_counter()
        await self._say(self.form, "set", f"{name}:{value:g}")
        words = await self._until(self.words, "answer") - began
        return words, max(words, await self._until(self.picture, "before") - began)

    async def close(self) -> None:
        """Leaves."""
        self.reader.cancel()
        self.socket.close()

    async def _until(self, model: str, attribute: str) -> float:
        """When this attribute of this model changes."""
        while True:
            message = await self._next("PATCH-DOC")
            changes = (one for one in message.content["events"] if one.get("attr") == attribute)
            if any(one["model"]["id"] == model for one in changes):
                return time.perf_counter()

    async def _say(self, card: str, name: str, word: str) -> None:
        data = {"type": "map", "entries": [[name, word]]}
        await self._tell("data_event", [["model", {"id": card}], ["data", data]])

    async def _tell(self, name: str, entries: list) -> None:
        values = {"type": "map", "entries": entries}
        event = {"type": "event", "name": name, "values": values}
        sent = {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": event}
        await self._send("PATCH-DOC", {"events": [sent]})

    async def _send(self, kind: str, content: dict) -> None:
        header = {"msgid": str(time.monotonic_ns()), "msgtype": kind}
        for part in (header, {}, content):
            await self.socket.write_message(json.dumps(part))

    async def _next(self, kind: str):
        while True:
            message = await asyncio.wait_for(self.messages.get(), LONGEST_SECONDS)
            if message.msgtype == "ERROR":
                raise RuntimeError(message.content["text"])
            if message.msgtype == kind:
                return message

    async def _read(self) -> None:
        receiver = Receiver(Protocol())
        while (fragment := await self.socket.read_message()) is not None:
            if message := await receiver.consume(fragment):
                await self.messages.put(message)


def find_card(document: object, kind: str) -> tuple[str, str]:
    """The ids of the first card of a kind and of what it shows, in a document as it is sent."""
    nodes = [document]
    while nodes:
        node = nodes.pop()
        if isinstance(node, dict):
            shown = (node.get("attributes") or {}).get("data")
            if isinstance(shown, dict) and (shown.get("attributes") or {}).get("kind") == kind:
                return node["id"], shown["id"]
        nodes += node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    raise LookupError(f"The page has no card of the kind «{kind}».")


def moves(seed: int) -> Iterator[tuple[str, float]]:
    """What a visitor does: now one control, now another, each time to another place."""
    drawn, there = random.Random(seed), dict[str, float]()
    while True:
        name = drawn.choice(list(CONTROLS))
        low, high, step = CONTROLS[name]
        value = low + step * drawn.randrange(int((high - low) / step) + 1)
        if there.get(name) != value:
            there[name] = value
            yield name, value


def memory_mb(pid: int) -> float:
    """Resident memory of the server, in megabytes."""
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]
    return int(kilobytes) / 1024


def cpu_seconds(pid: int) -> float:
    """Processor time that the server has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until_idle(pid: int) -> None:
    """Returns once the server has done next to nothing for a few seconds."""
    while True:
        before = cpu_seconds(pid)
        time.sleep(IDLE_SECONDS)
        if cpu_seconds(pid) - before < IDLE_SHARE * IDLE_SECONDS:
            return


def p95(moved: list[tuple[float, float]]) -> str:
    """The 95th percentile and the middle of the time until the words and until the picture, in milliseconds."""
    told = []
    for name, seconds in zip(("words", "picture"), zip(*moved, strict=True), strict=True):
        ordered = sorted(seconds)
        slow, middle = ordered[int(0.95 * (len(ordered) - 1))], statistics.median(ordered)
        told.append(f"{name} p95 {1000 * slow:.0f} ms, median {1000 * middle:.0f} ms")
    return "; ".join(told)


async def measure(address: str, pid: int, visitors: int, seconds: int, sessions: int) -> None:
    """Prints each measurement as it is made."""
    first = Visitor(address)
    print(f"first page, warm server: {await first.open():.2f} s")
    print(f"second page: {await (second := Visitor(address)).open():.2f} s")
    await second.close()
    alone, used = [], cpu_seconds(pid)
    for name, value in islice(moves(0), MOVES):
        alone.append(await first.move(name, value))
        await asyncio.sleep(PAUSE_SECONDS)
    each = 1000 * (cpu_seconds(pid) - used) / len(alone)
    print(f"slider, one visitor: {p95(alone)}; {each:.0f} ms of the processor each")
    before = memory_mb(pid)
    crowd = [Visitor(address) for _ in range(visitors)]
    for one in crowd:
        await one.open()
    print(f"memory for a session: {(memory_mb(pid) - before) / visitors:.1f} MB")
    used = cpu_seconds(pid)
    moved, faults = await move_all(crowd, seconds)
    busy = 100 * (cpu_seconds(pid) - used) / seconds
    print(f"slider, {visitors} visitors: {p95(moved)}, {len(moved)} moves, {faults} errors; {busy:.0f}% of a processor")
    for one in [first, *crowd]:
        await one.close()
    await asyncio.sleep(25)
    await churn(address, pid, sessions)


async def move_all(crowd: list[Visitor], seconds: int) -> tuple[list[tuple[float, float]], int]:
    """How long each answer took while everyone moves a control every three seconds, and how many went wrong."""
    moved, faults, until = [], 0, time.monotonic() + seconds

    async def play(one: Visitor, place: int) -> None:
        nonlocal faults
        await asyncio.sleep(EVERY_SECONDS * place / len(crowd))
        for name, value in moves(place + 1):
            if time.monotonic() > until:
                return
            began = time.monotonic()
            try:
                moved.append(await one.move(name, value))
            except Exception as fault:
                faults += 1
                print(f"error: {fault!r}")
            await asyncio.sleep(max(0, EVERY_SECONDS - (time.monotonic() - began)))

    await asyncio.gather(*(play(one, place) for place, one in enumerate(crowd)))
    return moved, faults


async def churn(address: str, pid: int, sessions: int) -> None:
    """Opens and closes many sessions; prints the memory as it goes."""
    for done in range(1, sessions + 1):
        one = Visitor(address)
        await one.open()
        await one.close()
        if done % max(1, sessions // 10) == 0:
            await asyncio.sleep(25)
            print(f"after {done} sessions: {memory_mb(pid):.0f} MB", flush=True)


@contextmanager
def warm_server(folder: Path) -> Iterator[tuple[str, int]]:
    """The explorer, served and with nothing left to do in the background; gives its address and its process."""
    from serving import find_free_port, running

    port = find_free_port()
    address, command = f"http://127.0.0.1:{port}/", [sys.executable, "-m", "analysis", "app", "--port", str(port)]
    with running(command, address, folder / "explorer.txt") as server:
        wait_until_idle(server.pid)
        yield address, server.pid


def main() -> None:
    """Starts the server and measures it."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("visitors", 50), ("seconds", 60), ("sessions", 500)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, warm_server(Path(folder)) as (address, pid):
        asyncio.run(measure(address, pid, given.visitors, given.seconds, given.sessions))


if __name__ == "__main__":
    main()
