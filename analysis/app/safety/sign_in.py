"""Signing in with a password, and out."""

import asyncio
from html import escape

from tornado.web import Application, RequestHandler, create_signed_value

from analysis.app.safety.door import COOKIE
from analysis.app.safety.openid import Back, Leave
from analysis.app.safety.passwords import check_password
from analysis.app.safety.policy import HOURS_SIGNED_IN, Policy
from analysis.app.safety.refusals import Refused, simple_page
from analysis.app.safety.tries import Tries

WRONG = "That name and password do not belong together."
TOO_OFTEN = "There were too many tries. Please wait a quarter of an hour."
LONGEST_VIEW = 2_000


def sign_in_application(policy: Policy) -> Application:
    """The few pages before the login; they are the only ones that take anything from who is not signed in."""
    shared = {"policy": policy, "tries": Tries()}
    routes = [("/sign-in", SignIn, shared), ("/sign-out", SignOut, {"policy": policy})]
    if policy.openid:
        routes += [("/openid", Leave, {"policy": policy}), ("/openid/back", Back, {"policy": policy})]
    cookie = {"httponly": True, "samesite": "Strict", "secure": policy.https}
    return Application(
        routes, cookie_secret=policy.secret, xsrf_cookies=True, xsrf_cookie_kwargs=cookie,
        default_handler_class=Refused, default_handler_args={"refusal": "nothing"},
    )  # fmt: skip


def let_in(handler: RequestHandler, policy: Policy, role: str) -> None:
    """Gives a visitor a pass; it names a role, and nobody."""
    signed = create_signed_value(policy.secret, COOKIE, role)
    # Lax: a link that somebody was sent opens as who they are; no other site can send anything with it.
    handler.set_cookie(
        COOKIE, signed, expires_days=HOURS_SIGNED_IN / 24, httponly=True, samesite="Lax", secure=policy.https
    )


def way_back(view: str) -> str:
    """Where to go after signing in: a view of this server, and nowhere else."""
    return f"/{view}" if view.startswith("?") and len(view) <= LONGEST_VIEW and view.isprintable() else "/"


class SignIn(RequestHandler):
    """The form, and what it sends."""

    def initialize(self, policy: Policy, tries: Tries) -> None:
        self.policy, self.tries = policy, tries

    def get(self) -> None:
        """The form."""
        self._show("", self.get_query_argument("view", ""))

    async def post(self) -> None:
        """Checks name and password; too many wrong ones have to wait, whoever sends them."""
        name, password = self.get_body_argument("name", ""), self.get_body_argument("password", "", strip=False)
        view, loop = self.get_body_argument("view", ""), asyncio.get_running_loop()
        if self.tries.are_too_many(name, loop.time()):
            self.set_status(429)
            self._show(TOO_OFTEN, view)
            return
        # Counted before it is checked: tries sent side by side count too.
        self.tries.count(name, loop.time())
        user = await loop.run_in_executor(None, check_password, self.policy.users, name, password)
        if user is None:
            self.set_status(401)
            self._show(WRONG, view)
            return
        self.tries.forget(name)
        let_in(self, self.policy, user.role)
        self.redirect(way_back(view), status=303)

    def _show(self, wrong: str, view: str) -> None:
        self.set_header("Cache-Control", "no-store")
        said = f'<p class="wrong" role="alert">{escape(wrong)}</p>' if wrong else ""
        parts = [said, self._form(view) if self.policy.users else "", self._provider(view)]
        self.finish(simple_page("Sign in", "".join(parts)))

    def _form(self, view: str) -> str:
        return (
            f'<form method="post" action="/sign-in">{self.xsrf_form_html()}'
            f'<input type="hidden" name="view" value="{escape(view)}">'
            '<label for="name">Name</label>'
            '<input id="name" name="name" autocomplete="username" required maxlength="64">'
            '<label for="password">Password</label><input id="password" name="password" type="password" '
            'autocomplete="current-password" required maxlength="200"><button>Sign in</button></form>'
        )

    def _provider(self, view: str) -> str:
        if not self.policy.openid:
            return ""
        from urllib.parse import urlencode

        there = escape("/openid?" + urlencode({"view": view}))
        return f'<p><a class="go" href="{there}">Sign in with your organisation</a></p>'


class SignOut(RequestHandler):
    """Takes the pass back."""

    def initialize(self, policy: Policy) -> None:
        self.policy = policy

    def get(self) -> None:
        """Says that it is done."""
        self.clear_cookie(COOKIE)
        self.set_header("Cache-Control", "no-store")
        self.finish(simple_page("You are signed out", '<p><a class="go" href="/">To the first page</a></p>'))
