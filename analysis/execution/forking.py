"""Kernels forked from a process that has everything imported, by a provisioner of jupyter_client.

A plain kernel imports for seconds what its parent holds already. A page's process forks its kernel before it does
anything else: the copy has the parent's modules and none of its threads, sockets or event loops, waits to be told where
to connect, and becomes a kernel as one started by hand does.
"""

import json
import os
import random
import signal
import sys
import warnings

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from analysis.execution.limits import limit_memory

NAME = "dsva-forked"
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, prctl(2)
ENDED_BADLY = 1
COLUMNS_IN_A_NOTEBOOK = 20  # what pandas shows once it is imported in a kernel (pandas/core/config_init.py)
DRAWS_IN_A_NOTEBOOK = (
    "module://matplotlib_inline.backend_inline"  # what a kernel tells matplotlib before it is imported
)


def can_fork() -> bool:
    """Whether kernels are forked here: the system can (Windows cannot, macOS breaks), and `DSVA_NO_FORK` is unset."""
    return hasattr(os, "fork") and sys.platform != "darwin" and not os.environ.get("DSVA_NO_FORK")


class WaitingKernel:
    """A forked copy of this process that becomes a kernel when it is told to; like a `Popen`, as far as asked."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, order: int):
        self.pid, self.returncode, self._order = pid, None, order

    def begin(self, arguments: list[str], environment: dict[str, str], folder: str) -> None:
        """Tell it to be a kernel: arguments of ipykernel, its whole environment, its working folder."""
        order = json.dumps([arguments, environment, folder]).encode()
        with os.fdopen(self._order, "wb") as pipe:
            pipe.write(order)

    def poll(self) -> int | None:
        """None while it lives, else its exit code, or minus the signal that ended it."""
        return self._reap(os.WNOHANG)

    def wait(self, timeout: float | None = None) -> int:
        """The same, after it has ended."""
        return self._reap(0)

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it now."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _reap(self, options: int) -> int | None:
        if self.returncode is None:
            ended, status = os.waitpid(self.pid, options)
            self.returncode = os.waitstatus_to_exitcode(status) if ended else None
        return self.returncode


def fork_kernel() -> WaitingKernel:
    """A copy of this process that waits to be told to be a kernel, and ends when this process does."""
    reading, writing = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the linear algebra's sleeping threads, which stay away
        pid = os.fork()
    if pid:
        os.close(reading)
        return WaitingKernel(pid, writing)
    os.close(writing)
    _become_kernel(reading)
    raise AssertionError("a kernel does not return")


def end_with_parent() -> None:
    """Let the system end this process when its parent dies, where it can (Linux)."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


class ForkedProvisioner(LocalProvisioner):
    """Starts the kernel that waits instead of an interpreter; all else is as for a local one.

    A process has one page and so one kernel: it stands here.
    """

    waiting: WaitingKernel | None = None
    memory_megabytes: int | None = None

    async def launch_kernel(self, cmd: list[str], **options) -> dict:
        """The connection of the kernel that was forked; `cmd` is what would start a plain one."""
        kernel = ForkedProvisioner.waiting
        environment = options.get("env", os.environ) | {"JPY_PARENT_PID": str(os.getpid())}
        folder = str(options.get("cwd") or os.getcwd())
        limit_memory(kernel.pid, ForkedProvisioner.memory_megabytes)
        kernel.begin(cmd[cmd.index("-f") :], dict(environment), folder)
        self.process, self.pid, self.pgid, self.cwd = kernel, kernel.pid, None, folder
        return self.connection_info


def register() -> None:
    """Make the provisioner known to jupyter_client under `NAME`, as an entry point of a package would."""
    from importlib.metadata import EntryPoint

    place = f"{ForkedProvisioner.__module__}:{ForkedProvisioner.__name__}"
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(NAME, place, KernelProvisionerFactory.GROUP_NAME)


def _become_kernel(order: int) -> None:
    """Never returns: what the parent would do at its end is not this process's to do."""
    code = ENDED_BADLY
    try:
        end_with_parent()
        with os.fdopen(order, "rb") as pipe:
            told = pipe.read()
        if told:
            _run_kernel(*json.loads(told))
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else ENDED_BADLY
    finally:
        os._exit(code)


def _run_kernel(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    _forget_parent()
    os.chdir(folder)
    sys.argv = ["ipykernel_launcher", *arguments]
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance()


def _forget_parent() -> None:
    """What a fresh kernel would not have: handlers of signals, warnings shown already, chance, a terminal's tables."""
    import numpy as np
    import pandas as pd

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    for module in list(sys.modules.values()):
        getattr(module, "__dict__", {}).get("__warningregistry__", {}).clear()
    random.seed()
    np.random.seed()
    pd.set_option("display.max_columns", COLUMNS_IN_A_NOTEBOOK)
    _forget_where_to_draw()
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _forget_where_to_draw() -> None:
    """A parent that has matplotlib, or has drawn, chose a backend that shows nothing in a notebook."""
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ.get("MPLBACKEND", DRAWS_IN_A_NOTEBOOK)
    sys.modules.pop("matplotlib.pyplot", None)  # it holds the parent's choice; imported again, it asks anew
