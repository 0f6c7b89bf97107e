"""One page executed with papermill in a process of its own."""

import os
import threading
from pathlib import Path

import nbformat

from analysis.errors import RunFailed
from analysis.execution import kernels
from analysis.execution.cleaning import clean_copy, machine_places, note_origin, require_whole
from analysis.execution.limits import Limits
from analysis.execution.pages import Page


def execute(page: Page, parameters: dict[str, object], limits: Limits, *, fork: bool) -> None:
    """Execute one page in its notebook's folder; its copy is left cleaned, whether it ended well or not.

    Raises RunFailed naming notebook, cell and cause.
    """
    kernels.prepare_kernel(limits, fork=fork)
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    with _Watch(limits.notebook_seconds) as watch:
        try:
            _run_papermill(page, parameters, limits)
        except PapermillExecutionError as fault:
            raise _failure(page, _explain(fault, limits)) from None
        except CellTimeoutError:
            raise _failure(page, f"ran longer than {limits.cell_seconds} seconds") from None
        except (DeadKernelError, RuntimeError) as fault:
            if not watch.rang and not isinstance(fault, DeadKernelError) and "died" not in str(fault):
                raise
            late = f"the notebook ran longer than {limits.notebook_seconds} seconds"
            raise _failure(page, late if watch.rang else kernels.why_ended()) from None
        finally:
            if page.copy.is_file():
                clean_copy(page.copy, machine_places(page.notebook))
    require_whole(page)
    note_origin(page)


def _run_papermill(page: Page, parameters: dict[str, object], limits: Limits) -> None:
    import papermill

    papermill.execute_notebook(
        str(page.notebook),
        str(page.copy),
        parameters,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        cwd=str(page.notebook.parent),
        execution_timeout=limits.cell_seconds,
        kernel_manager_class=kernels.SameInterpreter,
        # Fewer savings of the whole notebook: only a finished one is kept when a run is taken up again.
        autosave_cell_every=0,
    )


class _Watch:
    """Ends the kernel once the notebook's time is over; `rang` says whether it was."""

    def __init__(self, seconds: float):
        self.rang = False
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> "_Watch":
        self._timer.start()
        return self

    def __exit__(self, *fault) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        if kernels.SameInterpreter.latest is not None:
            kernels.SameInterpreter.latest.end_kernel()


def _explain(fault, limits: Limits) -> str:
    what = f"{fault.ename}: {fault.evalue}"
    if fault.ename in ("MemoryError", "_ArrayMemoryError") and limits.memory_megabytes:
        return f"{what.rstrip(': ')}; the notebook may use {limits.memory_megabytes} megabytes"
    return what


def _failure(page: Page, what: str) -> RunFailed:
    """The fault as a sentence that names notebook and cell, as the executed copy counts them."""
    if not page.copy.is_file():
        return RunFailed(f"{page.notebook.name}: {_one_line(what)}")
    cells = [cell for cell in nbformat.read(page.copy, as_version=4).cells if cell.cell_type == "code"]
    # papermill notes when it starts a cell; a stopped or dead one is not marked as failed, but it is the last started.
    started = [number for number, cell in enumerate(cells) if cell.metadata.get("papermill", {}).get("start_time")]
    if not started:
        return RunFailed(f"{page.notebook.name}: {_one_line(what)}")
    first = next(iter(cells[started[-1]].source.strip().splitlines()), "")
    return RunFailed(f"{page.notebook.name}, cell In [{started[-1] + 1}] («{first}»): {_one_line(what)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def enter_environment(environment: dict[str, str], private: Path) -> None:
    """Nothing of the user's own: connection files, IPython's profile and its history are this run's."""
    own = {"JUPYTER_RUNTIME_DIR": str(private), "IPYTHONDIR": str(private), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    os.environ.update(environment | own)
