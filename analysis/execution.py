"""Notebooks executed with papermill: one process each, the same interpreter, copies free of what is the machine's."""

import os
import re
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import nbformat

from analysis.errors import BadArgument, RunFailed

CELL_TIMEOUT_SECONDS = 600
# What differs from one execution to the next: random ids, addresses in memory, the kernel's temporary file of a cell.
RANDOM_ID = re.compile(r"\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})\b")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+\b")
# Begins with the temporary folder in full: a pattern that may begin anywhere reads a picture's base64 over and over.
CELL_FILE = re.compile(re.escape(tempfile.gettempdir()) + r"[\\/]+ipykernel_\d+[\\/]+\d+\.py")
PASSING = ("papermill", "execution", "ExecuteTime", "widgets")


@dataclass(frozen=True)
class Page:
    """A notebook to execute, and where its executed copy goes."""

    notebook: Path
    copy: Path


def require_parameters(notebook: Path, names: list[str]) -> None:
    """Nothing, unless the notebook cannot be run with these parameters.

    Raises BadArgument where the file is missing, is no notebook, or its parameters cell lacks a name: papermill only
    warns of that, and the page would show the value it was written with.
    """
    from papermill import inspect_notebook

    if not notebook.is_file():
        raise BadArgument(f"{notebook}: no such notebook; expected each one that boards.yml lists.")
    try:
        declared = inspect_notebook(str(notebook))
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, AttributeError, KeyError, ValueError):
        raise BadArgument(f"{notebook}: not a notebook; expected one saved by JupyterLab.") from None
    missing = [name for name in names if name not in declared]
    if missing:
        raise BadArgument(f"{notebook}: its parameters cell lacks {', '.join(missing)}; add a line for each.")


def execute_all(
    pages: list[Page],
    parameters: dict[str, object],
    environment: dict[str, str],
    *,
    jobs: int,
    timeout_seconds: int = CELL_TIMEOUT_SECONDS,
    on_done: Callable[[Page], None] = lambda page: None,
) -> None:
    """Execute every page, at most `jobs` side by side, and leave its copy.

    parameters: passed to each; environment: variables that the notebooks see.
    Raises RunFailed naming notebook and cell for the first page, in order, that fails; copies made so far stay.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as private:
        # Nothing of the user's own: connection files, IPython's profile and its history are this run's.
        own = {"JUPYTER_RUNTIME_DIR": private, "IPYTHONDIR": private, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        context = get_context("spawn")  # papermill changes the working folder of its process, so no threads
        with ProcessPoolExecutor(jobs, context, _enter_environment, (environment | own,)) as pool:
            futures = [pool.submit(execute, page, parameters, timeout_seconds) for page in pages]
            try:
                for page, future in zip(pages, futures, strict=True):
                    _wait(page, future)
                    on_done(page)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _wait(page: Page, future) -> None:
    try:
        future.result()
    except BrokenProcessPool:
        raise RunFailed(f"{page.notebook.name}: its process was ended from outside; was there memory enough?") from None


def _enter_environment(environment: dict[str, str]) -> None:
    os.environ.update(environment)


def execute(page: Page, parameters: dict[str, object], timeout_seconds: int) -> None:
    """Execute one page in its notebook's folder; its copy is left cleaned, whether it ended well or not."""
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(
            str(page.notebook),
            str(page.copy),
            parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            cwd=str(page.notebook.parent),
            execution_timeout=timeout_seconds,
            kernel_manager_class=_same_interpreter(),
        )
    except PapermillExecutionError as fault:
        raise _failure(page, f"{fault.ename}: {fault.evalue}") from None
    except CellTimeoutError:
        raise _failure(page, f"ran longer than {timeout_seconds} seconds") from None
    except DeadKernelError:
        raise _failure(page, "its kernel ended; was there memory enough?") from None
    finally:
        if page.copy.is_file():
            clean_copy(page.copy, _places(page.notebook))
    _require_whole(page)


def clean_copy(copy: Path, places: dict[str, str]) -> None:
    """Take from an executed copy what another execution would not repeat: run times, ids, addresses, paths.

    places: text of a folder on this machine, with what stands in its place.
    """
    notebook = nbformat.read(copy, as_version=nbformat.NO_CONVERT)
    notebook.metadata = {"kernelspec": notebook.metadata.get("kernelspec", {}), "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number}"
        cell.metadata = {key: value for key, value in cell.metadata.items() if key not in PASSING}
    text = nbformat.writes(notebook) + "\n"
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place.replace("\\", "\\\\"), places[place])
    text = CELL_FILE.sub("cell", ADDRESS.sub("at 0x0", text))
    order = {found: number for number, found in enumerate(dict.fromkeys(RANDOM_ID.findall(text)), start=1)}
    text = RANDOM_ID.sub(lambda match: f"{order[match.group()]:032d}", text)
    copy.write_text(text, encoding="utf-8", newline="\n")


def _places(notebook: Path) -> dict[str, str]:
    checkout = str(notebook.resolve().parent.parent)
    named = {checkout + os.sep: "", checkout: ".", sys.prefix: "environment", str(Path.home()): "~"}
    data = os.environ.get("DSVA_DATA")
    return named | ({data: "data"} if data else {})


def _same_interpreter() -> type:
    """A kernel manager that starts this very interpreter, whatever kernels the machine knows by name."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from traitlets import default

    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]

    class SameInterpreter(AsyncKernelManager):
        @default("transport")
        def _choose_transport(self) -> str:
            # Files instead of ports, where the system has them: two runs cannot take one another's port.
            return "tcp" if os.name == "nt" else "ipc"

        @default("ip")
        def _choose_address(self) -> str:
            if self.transport == "tcp":
                return "127.0.0.1"
            return os.path.join(tempfile.mkdtemp(dir=os.environ["JUPYTER_RUNTIME_DIR"]), "kernel")

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(argv=argv, language="python", display_name="Python 3")

    return SameInterpreter


def _failure(page: Page, what: str) -> RunFailed:
    """The fault as a sentence that names notebook and cell, as the executed copy counts them."""
    cells = [cell for cell in nbformat.read(page.copy, as_version=4).cells if cell.cell_type == "code"]
    # papermill notes when it starts a cell; a stopped or dead one is not marked as failed, but it is the last started.
    started = [number for number, cell in enumerate(cells) if cell.metadata.get("papermill", {}).get("start_time")]
    if not started:
        return RunFailed(f"{page.notebook.name}: {_one_line(what)}")
    first = next(iter(cells[started[-1]].source.strip().splitlines()), "")
    return RunFailed(f"{page.notebook.name}, cell In [{started[-1] + 1}] («{first}»): {_one_line(what)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _require_whole(page: Page) -> None:
    cells = [cell for cell in nbformat.read(page.copy, as_version=4).cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        if cell.source.strip() and cell.execution_count is None:
            raise RunFailed(f"{page.notebook.name}, cell In [{number}]: was not executed; expected every cell to be.")
