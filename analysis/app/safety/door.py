"""The door: every request passes it, whether for a page, a file, a socket or nothing that is here."""

import ipaddress
from collections.abc import Callable

from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.routing import Router
from tornado.web import Application, decode_signed_value

from analysis.app.roles import ANALYST, PUBLIC, ROLES, Role
from analysis.app.safety.knock import picks_session, session_of
from analysis.app.safety.policy import HOURS_SIGNED_IN, LOOPBACK_NAMES, Policy
from analysis.app.safety.refusals import Refused

COOKIE = "dsva-pass"
# What a proxy adds: then all visitors come from loopback, and none of them is known to be here.
FORWARDED = ("Forwarded", "Via", "X-Real-Ip", "X-Client-Ip", "X-Cluster-Client-Ip", "Cf-Connecting-Ip",
             "True-Client-Ip", "Fastly-Client-Ip")  # fmt: skip
FORWARDED_LIKE = ("X-Forwarded", "X-Original", "X-Envoy", "X-Proxy")
OF_BROWSERS = "HTTP/1.1"  # an older one is a proxy that was not told to say so
OWN = ("/sign-in", "/sign-out", "/openid", "/openid/back")
PAGE, SOCKET, FILES = "/", "/ws", ("/static/", "/components/")
MOST_SESSIONS = 600
SECONDS_A_DAY = 86_400


class Door(Router):
    """Sends a request on to the explorer, to the sign-in, or to a refusal.

    explorer: the server's own application; own: that of the sign-in; sessions: how many are open.
    `session_roles`: the role that each session was made with, so that no other role can join it.
    """

    def __init__(self, policy: Policy, explorer: Application, own: Application, sessions: Callable[[], int]):
        self.policy, self._explorer, self._own, self._sessions = policy, explorer, own, sessions
        self.proxied = False
        self.session_roles: dict[str, str] = {}

    def find_handler(self, request: HTTPServerRequest, **kwargs) -> HTTPMessageDelegate | None:
        """Where a request is answered."""
        self.proxied = self.proxied or _is_forwarded(request)
        refusal = self._refusal(request)
        if refusal:
            return self._own.get_handler_delegate(request, Refused, {"refusal": refusal})
        if request.path in OWN:
            return self._own.find_handler(request, **kwargs)
        return self._explorer.find_handler(request, **kwargs)

    def role_of(self, request: HTTPServerRequest) -> Role | None:
        """What a visitor is: by a pass, by being on this machine, else public; None where a login is needed."""
        cookie = request.cookies.get(COOKIE)
        named = cookie and decode_signed_value(
            self.policy.secret, COOKIE, cookie.value, max_age_days=HOURS_SIGNED_IN * 3600 / SECONDS_A_DAY
        )
        if named and named.decode("utf-8", "replace") in ROLES:
            return ROLES[named.decode("utf-8")]
        if self._is_local_analyst(request):
            return ANALYST
        return PUBLIC if self.policy.public else None

    def _is_local_analyst(self, request: HTTPServerRequest) -> bool:
        return (
            self.policy.local_analyst
            and not self.proxied
            and _is_loopback(request.remote_ip)
            and request.host.lower().rsplit(":", 1)[0] in LOOPBACK_NAMES
        )

    def _refusal(self, request: HTTPServerRequest) -> str:
        """The name of the refusal that answers a request; empty where it may pass."""
        if request.host.lower() not in self.policy.hosts:
            return "host"
        if request.method not in (("GET", "POST", "HEAD") if request.path in OWN else ("GET", "HEAD")):
            return "method"
        if request.path in OWN:
            return "" if self.policy.can_sign_in else "nothing"
        if not (request.path in (PAGE, SOCKET) or request.path.startswith(FILES)):
            return "nothing"
        role = self.role_of(request)
        if role is None:
            return "login" if request.path == PAGE else "closed"
        if request.path == SOCKET:
            return self._refusal_of_socket(request, role)
        if request.path == PAGE:
            return "closed" if picks_session(request) else "full" if self._sessions() >= MOST_SESSIONS else ""
        return ""

    def _refusal_of_socket(self, request: HTTPServerRequest, role: Role) -> str:
        """A socket leads to a session that was made with this role, or to none yet if there is room for one."""
        session = session_of(request, self.policy)
        if not session or self.session_roles.get(session, role.name) != role.name:
            return "closed"
        return "full" if session not in self.session_roles and self._sessions() >= MOST_SESSIONS else ""


def _is_forwarded(request: HTTPServerRequest) -> bool:
    named = any(name in FORWARDED or name.startswith(FORWARDED_LIKE) for name in request.headers)
    return named or request.version != OF_BROWSERS


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
