"""Which kernel executes a page: this very interpreter, forked or started, and why it ended where it did."""

import os
import re
import signal
import sys
import tempfile
from contextlib import suppress

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

from analysis.execution import forking
from analysis.execution.limits import Limits, limit_memory

ARGV = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
# Nothing that a notebook needs, and nothing that it may print into a pack.
SECRET = re.compile(r"SMTP|PASSW|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY", re.IGNORECASE)


class SameInterpreter(AsyncKernelManager):
    """A kernel manager for this very interpreter, whatever kernels the machine knows by name.

    A process executes one page, so the last manager that started a kernel is the page's.
    """

    latest: "SameInterpreter | None" = None
    forked = False
    limits = Limits()

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
        """This interpreter, by the provisioner that forks or by the one that starts."""
        chosen = {"kernel_provisioner": {"provisioner_name": forking.NAME if self.forked else "local-provisioner"}}
        return KernelSpec(argv=ARGV, language="python", display_name="Python 3", metadata=chosen)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options) -> None:
        SameInterpreter.latest = self
        options["env"] = {name: value for name, value in options["env"].items() if not SECRET.search(name)}
        await super()._async_launch_kernel(kernel_cmd, **options)
        self.process = self.provisioner.process
        if not self.forked:
            limit_memory(self.process.pid, self.limits.memory_megabytes)

    _launch_kernel = _async_launch_kernel

    def end_kernel(self) -> None:
        """End the kernel's process now."""
        with suppress(OSError, AttributeError):
            self.process.kill()


def prepare_kernel(limits: Limits, *, fork: bool) -> None:
    """Choose how this process's kernel comes about; a forked one is forked now, before any thread or socket."""
    SameInterpreter.limits, SameInterpreter.forked = limits, fork
    if fork:
        forking.register()
        forking.ForkedProvisioner.memory_megabytes = limits.memory_megabytes
        forking.ForkedProvisioner.waiting = forking.fork_kernel()


def why_ended() -> str:
    """Why the kernel of this process ended, as far as the system tells."""
    manager = SameInterpreter.latest
    code = manager.process.poll() if manager is not None else None
    if code is None:
        return "its kernel ended, and the system does not say why"
    if code >= 0:
        return f"its kernel ended itself with exit code {code}"
    name = signal.Signals(-code).name
    causes = {
        "SIGKILL": "the system does so when memory runs out",
        "SIGSEGV": "a compiled package crashed",
        "SIGABRT": "a compiled package gave up, as one does without memory",
    }
    return f"its kernel ended by {name}{f' ({causes[name]})' if name in causes else ''}"
