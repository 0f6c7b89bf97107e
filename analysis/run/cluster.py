"""Many orders made elsewhere: the same orders, by the workers of a dask.distributed cluster."""

from collections.abc import Iterator

from analysis.errors import BadArgument
from analysis.run.orders import Order
from analysis.run.working import FAILED, Outcome, make_apart

CONNECT_SECONDS = 30


def run_on_cluster(chains: list[list[Order]], address: str) -> Iterator[Outcome]:
    """The outcome of every order as it ends; each chain in its order, as many at a time as there are workers' threads.

    address: of the scheduler, such as `tcp://host:8786`. Workers see the same folders of data and packs, and have this
    package. An order whose worker dies is made by another, which takes up what was done.
    Raises BadArgument where no scheduler answers.
    """
    from distributed import Client, as_completed

    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise BadArgument(f"--cluster {address}: no scheduler answers; expected one such as tcp://host:8786.") from None
    with client:
        named = {}
        for chain in chains:
            after = None
            for order in chain:
                after = client.submit(make_apart, order, after, pure=False)
                named[after] = order.name
        for future in as_completed(list(named), loop=client.loop):
            yield future.result() if future.status == "finished" else _lost(named[future], future)


def _lost(name: str, future) -> Outcome:
    why = future.exception() if future.status == "error" else f"the cluster gave it up ({future.status})"
    return Outcome(name, FAILED, 0.0, "", f"no worker could make it: {why}")
