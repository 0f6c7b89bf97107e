"""Pages executed side by side, each in a process of its own, while the caller works on."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from analysis.errors import RunFailed
from analysis.execution.executing import enter_environment, execute
from analysis.execution.forking import can_fork, end_with_parent
from analysis.execution.limits import CELL_TIMEOUT_SECONDS, Limits
from analysis.execution.pages import Page

POLITENESS = 5


@dataclass(frozen=True)
class Running:
    """Pages that are being executed, in their order."""

    pages: tuple[Page, ...]
    processes: tuple
    answers: tuple[Connection, ...]
    places: object
    stopping: object

    def wait(self, on_done: Callable[[Page], None] = lambda page: None) -> None:
        """Nothing, once all have ended well.

        Raises RunFailed for the first page, in order, that fails: those in work end first, those not begun do not
        begin, and copies made so far stay. Raises OSError where a copy cannot be written.
        """
        try:
            for page, process, answer in zip(self.pages, self.processes, self.answers, strict=True):
                self._wait_for(page, process, answer)
                on_done(page)
        except (RunFailed, OSError):
            self.stopping.set()
            for process in self.processes:
                process.join()
            raise

    def _wait_for(self, page: Page, process, answer: Connection) -> None:
        try:
            kind, told = answer.recv()
        except EOFError:
            process.join()
            self.places.release()  # it cannot give its place back itself
            raise RunFailed(f"{page.notebook.name}: {_why(process.exitcode)}") from None
        if kind == "failed":
            raise RunFailed(told)
        if kind == "cannot write":
            raise OSError(*told)

    def end(self) -> None:
        """End whatever still runs."""
        for process in self.processes:
            if process.is_alive():
                process.terminate()
            process.join()
            process.close()


@contextmanager
def start(
    pages: list[Page], parameters: dict[str, object], environment: dict[str, str], *, jobs: int, limits: Limits
) -> Iterator[Running]:
    """Pages begun, at most `jobs` side by side; none is left running at the end.

    parameters: passed to each; environment: variables that the notebooks see.
    """
    fork = can_fork()
    # From a process that has threads or has drawn, no page may be forked: the caller starts pages first.
    context = get_context("fork" if fork else "spawn")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as private:
        places, stopping = context.Semaphore(jobs), context.Event()
        processes, answers = [], []
        for page in pages:
            answer, telling = context.Pipe(duplex=False)
            work = (page, parameters, limits, fork, environment, Path(private), places, stopping, telling)
            process = context.Process(target=_execute_alone, args=work)
            process.start()
            telling.close()  # so that the end of the process is the end of what it tells
            processes.append(process)
            answers.append(answer)
        running = Running(tuple(pages), tuple(processes), tuple(answers), places, stopping)
        try:
            yield running
        finally:
            running.end()


def execute_all(
    pages: list[Page],
    parameters: dict[str, object],
    environment: dict[str, str],
    *,
    jobs: int,
    timeout_seconds: int = CELL_TIMEOUT_SECONDS,
    limits: Limits | None = None,
    on_done: Callable[[Page], None] = lambda page: None,
) -> None:
    """Execute every page, at most `jobs` side by side, and leave its copy; raises as `Running.wait` does."""
    limits = limits or Limits(cell_seconds=timeout_seconds)
    with start(pages, parameters, environment, jobs=jobs, limits=limits) as running:
        running.wait(on_done)


def _execute_alone(page, parameters, limits, fork, environment, private, places, stopping, telling) -> None:
    """In the page's own process: wait for a place, execute, tell how it ended."""
    end_with_parent()
    with suppress(OSError, AttributeError):
        os.nice(POLITENESS)  # what waits for all pages goes before them
    with suppress(ValueError):  # of a thread that is not the first; Windows has no other than the first here
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its pages itself
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with places:
        telling.send(_outcome(page, parameters, limits, fork, environment, private, stopping))


def _outcome(page, parameters, limits, fork, environment, private, stopping) -> tuple:
    if stopping.is_set():
        return "failed", f"{page.notebook.name}: not begun, since another page failed"
    enter_environment(environment, private)
    try:
        execute(page, parameters, limits, fork=fork)
    except RunFailed as fault:
        return "failed", str(fault)
    except OSError as fault:
        return "cannot write", (fault.errno, fault.strerror)
    except Exception as fault:  # the parent says it in a sentence; what happened stands in its log
        print(f"{page.notebook.name}: {type(fault).__name__}: {fault}", file=sys.stderr)
        return "failed", f"{page.notebook.name}: {type(fault).__name__}: {' '.join(str(fault).split())}"
    return "done", None


def _why(code: int | None) -> str:
    if code is not None and code < 0:
        cause = signal.Signals(-code).name
        return f"its process was ended from outside by {cause}; was there memory enough?"
    return f"its process ended with exit code {code}, without a word; was there memory enough?"
