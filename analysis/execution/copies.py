"""Work done beside this process, in a forked copy of it."""

import os
import signal
import warnings
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from typing import Any

from analysis.execution.forking import can_fork, end_with_parent


def apart(work: Callable, *arguments: Any) -> Callable[[], Any]:
    """Work begun in a copy of this process; what comes back, when called, waits for its result.

    Where the copy cannot be made, or fails in any way, the work is done in this process when it is asked for: a fault
    is raised here as if nothing had been tried. The work must not matter if it is done twice.
    """
    if not can_fork():
        return lambda: work(*arguments)
    context = get_context("fork")
    answer, telling = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, arguments, telling), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    telling.close()

    def result() -> Any:
        try:
            made = answer.recv()
        except (EOFError, OSError):
            process.join()
            return work(*arguments)
        process.join()
        return made

    return result


def _do(work: Callable, arguments: tuple, telling) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # What goes wrong is said by the process that asked.
    with suppress(Exception):
        telling.send(work(*arguments))
    os._exit(0)
