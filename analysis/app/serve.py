"""The explorer as a server: what it may serve, to whom, on which address; checked before anything heavy is loaded."""

import ipaddress
import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.app.safety.passwords import read_users
from analysis.app.safety.policy import OpenId, Policy
from analysis.errors import BadArgument, DsvaError

DEFAULT_PORT, LAST_PORT = 5006, 65_535
THIS_MACHINE = "127.0.0.1"
# Secrets come by the environment: what stands on a command line can be read by others of the machine.
SECRET, OPENID_SECRET = "DSVA_SECRET", "DSVA_OPENID_SECRET"
SHORTEST_SECRET = 32


class PortInUse(DsvaError):
    """Another program listens on the port."""


@dataclass(frozen=True)
class Asked:
    """What the command was asked for: who may come in, by which names, and how they sign in.

    public: visitors without a login; local_analyst: those on this machine are analysts; hosts: other names of this
    server, such as that of a proxy; https: a proxy before it speaks TLS; users: a password file.
    openid, client: issuer and client of a provider; claim: of its token, that names a role.
    """

    public: bool = False
    local_analyst: bool = False
    hosts: tuple[str, ...] = ()
    https: bool = False
    users: Path | None = None
    openid: str = ""
    client: str = ""
    claim: str = "roles"


def serve(
    port: int = DEFAULT_PORT,
    address: str = THIS_MACHINE,
    data: Path | None = None,
    reports: Path | None = None,
    asked: Asked = Asked(),
    today: Callable[[], date] = lambda: date.max,
) -> None:
    """Serves the explorer until it is interrupted.

    data: the data folder, None finds it; reports: the shelf of packs, whose approved ones the public may see.
    today: gives the day; a meeting after it is still to come.
    Raises BadArgument for an address that would let anyone in unasked, or a port that cannot be; PortInUse, and what
    the password file and `pipeline.run` raise.
    """
    policy = policy_for(asked, address, port)
    _require_free(port, address)
    # Heavy parts wait until the arguments are known to be right.
    from analysis.app.server import run
    from analysis.app.stage import Place

    run(Place(data, reports, today), policy, port=port, address=address)


def policy_for(asked: Asked, address: str, port: int) -> Policy:
    """Who may come in; raises BadArgument where what is asked for does not go together."""
    here, openid = _is_loopback(address), _openid(asked)
    login = bool(asked.users or openid)
    if not here and not (asked.public or login):
        raise BadArgument(
            f"--address: {address} is not this machine; expected --public for everyone, or a login by --users FILE or "
            f"--openid ISSUER; without one the explorer is served on {THIS_MACHINE} only."
        )
    if asked.local_analyst and (not here or asked.hosts or asked.https):
        raise BadArgument("--local-analyst: goes with this machine alone; expected no other --address, --host or TLS.")
    users = read_users(asked.users) if asked.users else {}
    if asked.users and not users:
        raise BadArgument(f"--users: {asked.users} names nobody; expected a user, see `dsva app --add-user`.")
    return Policy(
        hosts=_hosts(asked.hosts, address, port),
        secret=_secret(),
        public=asked.public or not login,
        local_analyst=asked.local_analyst,
        https=asked.https,
        users=users,
        openid=openid,
    )


def _hosts(names: tuple[str, ...], address: str, port: int) -> tuple[str, ...]:
    for name in names:
        if not name or any(sign in name for sign in "/@?# \t") or "*" in name:
            raise BadArgument(f"--host: {name} is not a name; expected one such as dashboard.example.org or …:8443.")
    own = f"[{address}]" if ":" in address else address
    local = [f"{name}:{port}" for name in dict.fromkeys([own, "localhost", THIS_MACHINE])]
    return tuple(dict.fromkeys([name.lower() for name in names] + ([] if own in ("0.0.0.0", "[::]") else local[:1])
                               + local[1:]))  # fmt: skip


def _openid(asked: Asked) -> OpenId | None:
    if not asked.openid:
        return None
    if not asked.client:
        raise BadArgument("--openid: expected --openid-client too, the name by which the provider knows this server.")
    from analysis.app.safety.openid import require_issuer

    return OpenId(require_issuer(asked.openid), asked.client, os.environ.get(OPENID_SECRET, ""), asked.claim)


def _secret() -> str:
    """What cookies and sessions are signed with: kept by whoever runs the server, else made anew at each start."""
    given = os.environ.get(SECRET, "")
    if given and len(given) < SHORTEST_SECRET:
        raise BadArgument(f"{SECRET}: too short to sign with; expected at least {SHORTEST_SECRET} random signs.")
    return given or secrets.token_urlsafe(48)


def _is_loopback(address: str) -> bool:
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


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
