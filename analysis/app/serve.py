"""The explorer as a server on this machine."""

import ipaddress
import socket
from datetime import date
from pathlib import Path

from analysis.errors import BadArgument, DsvaError
from analysis.parameters import Parameters
from analysis.reference.meetings import latest_meeting
from analysis.sources.catalogue import load_catalogue
from analysis.sources.location import find_data

DEFAULT_PORT, LAST_PORT = 5006, 65_535
THIS_MACHINE = "127.0.0.1"


class PortInUse(DsvaError):
    """Another program listens on the port."""


def serve(
    port: int = DEFAULT_PORT,
    address: str = THIS_MACHINE,
    data: Path | None = None,
    reports: Path | None = None,
    today: date = date.max,
) -> None:
    """Serves the explorer of the latest meeting until it is interrupted.

    data: the data folder, None finds it; reports: the shelf of packs, from which nothing is shown yet.
    today: a meeting after it is still to come; without it the last meeting of all is shown.
    Raises BadArgument for an address beyond this machine or a port that cannot be, PortInUse, and what
    `pipeline.run` raises.
    """
    _require_loopback(address)
    _require_free(port, address)
    start = starting_point(data, today)
    # Heavy parts wait until the arguments are known to be right.
    from analysis.app.server import run

    run(start, port=port, address=address, data=data)


def starting_point(data: Path | None = None, today: date = date.max) -> Parameters:
    """The parameters of the latest meeting that is not to come, in its board's price year."""
    board, meeting = latest_meeting(load_catalogue(find_data(data)).boards, today)
    return Parameters(board=board.id, meeting=meeting.date, as_of=min(meeting.date, today), price_year=board.price_year)


def _require_loopback(address: str) -> None:
    try:
        here = address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        here = False
    if not here:
        raise BadArgument(
            f"--address: {address} is not this machine; without a login the explorer is served on {THIS_MACHINE} only."
        )


def _require_free(port: int, address: str) -> None:
    if not 0 < port <= LAST_PORT:
        raise BadArgument(f"--port: {port} is not a port; expected a number from 1 to {LAST_PORT}.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as fault:
            reason = f"--port: {port} cannot be used on {address} ({fault.strerror}); try --port {port + 1}."
            raise PortInUse(reason) from None
