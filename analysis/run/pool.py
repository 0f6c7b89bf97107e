"""Many orders made here: a process for each, forked from one that has everything imported."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import redirect_stderr
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import NamedTuple

from analysis.execution import can_fork, end_with_parent
from analysis.run.orders import Order
from analysis.run.working import FAILED, Outcome, make_here

WARM = "analysis.run.warm"


class _Work(NamedTuple):
    process: object
    answer: Connection
    order: Order
    rest: deque


def run_here(chains: list[list[Order]], jobs: int) -> Iterator[Outcome]:
    """The outcome of every order as it ends; at most `jobs` at a time, each chain in its order.

    A process for each order: its memory goes with it, and one that is killed takes no other along.
    """
    context = get_context("forkserver" if can_fork() else "spawn")
    if can_fork():
        context.set_forkserver_preload([WARM])
    waiting = deque(deque(chain) for chain in chains if chain)
    working: list[_Work] = []
    try:
        while waiting or working:
            while waiting and len(working) < jobs:
                working.append(_begin(context, waiting.popleft()))
            ready = wait([work.answer for work in working])
            for work in [one for one in working if one.answer in ready]:
                working.remove(work)
                yield _end(work)
                if work.rest:
                    waiting.append(work.rest)
    finally:
        for work in working:
            work.process.terminate()
            work.process.join()


def _begin(context, chain: deque) -> _Work:
    order = chain.popleft()
    answer, telling = context.Pipe(duplex=False)
    process = context.Process(target=_make, args=(order, telling))
    process.start()
    telling.close()
    return _Work(process, answer, order, chain)


def _end(work: _Work) -> Outcome:
    try:
        outcome = work.answer.recv()
    except EOFError:
        work.process.join()
        why = f"its process ended with exit code {work.process.exitcode}; was there memory enough?"
        outcome = Outcome(work.order.name, FAILED, 0.0, "", why)
    work.process.join()
    work.process.close()
    work.answer.close()
    return outcome


def _make(order: Order, telling: Connection) -> None:
    end_with_parent()
    with open(os.devnull, "w", encoding="utf-8") as nothing, redirect_stderr(nothing):
        telling.send(make_here(order))  # its log has what it says; the screen is the caller's
