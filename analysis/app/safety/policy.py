"""Who may come in, as one record that the door, the sign-in and the sessions all read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HOURS_SIGNED_IN = 10
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True)
class User:
    """A line of the password file: a name, a role, and the password as scrypt leaves it."""

    name: str
    role: str
    hashed: str


@dataclass(frozen=True)
class OpenId:
    """A provider of sign-ins: its issuer, and what it knows this server as. `secret` may be empty for a public client.

    claim: of the identity token, whose values name a role; such as `roles` of Entra ID.
    """

    issuer: str
    client: str
    secret: str = ""
    claim: str = "roles"


@dataclass(frozen=True)
class Policy:
    """Who may come in.

    hosts: names with ports that a browser may ask for, such as `localhost:5006`; every other one is refused.
    public: whether visitors come in without a login; local_analyst: whether those on this machine are analysts.
    https: whether browsers come by TLS, which a proxy ends; secret: what cookies and sessions are signed with.
    """

    hosts: tuple[str, ...]
    secret: str
    public: bool = True
    local_analyst: bool = False
    https: bool = False
    users: Mapping[str, User] = field(default_factory=dict)
    openid: OpenId | None = None

    @property
    def can_sign_in(self) -> bool:
        """Whether there is a way to sign in."""
        return bool(self.users or self.openid)

    @property
    def origins(self) -> list[str]:
        """The addresses that a page of ours has in a browser."""
        scheme = "https" if self.https else "http"
        return [f"{scheme}://{host}" for host in self.hosts]
