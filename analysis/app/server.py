"""The web server behind the explorer: one page behind one door, and nothing from anywhere else."""

import logging
from urllib.parse import urlencode

import panel as pn
from panel.io.server import get_server
from tornado.httpserver import HTTPServer

from analysis.app.frame import TAB_TITLE, broken_page, page
from analysis.app.later import SORRY
from analysis.app.pages import PAGES
from analysis.app.roles import PUBLIC
from analysis.app.safety.door import Door
from analysis.app.safety.headers import guarded
from analysis.app.safety.logs import log_request, set_up_logs
from analysis.app.safety.policy import Policy
from analysis.app.safety.sign_in import sign_in_application
from analysis.app.showing import warm
from analysis.app.stage import Place
from analysis.app.visitors import explorer_of, meetings_for
from analysis.errors import DsvaError

LONGEST_MESSAGE_BYTES, LONGEST_BODY_BYTES, LONGEST_HEADER_BYTES = 1_000_000, 64_000, 32_000
IDLE_SECONDS = 30  # a browser asks at once and in one go
TOKEN_SECONDS, LOOK_MILLISECONDS, UNUSED_MILLISECONDS = 300, 5_000, 15_000
log = logging.getLogger("dsva.app")


def run(place: Place, policy: Policy, *, port: int, address: str) -> None:
    """Serves the explorer until it is interrupted."""
    set_up_logs()
    meetings = meetings_for(PUBLIC, place.data, place.reports, place.today())
    # The first visitor should not wait for what all share.
    warm([one.parameters for one in meetings], tuple(PAGES.values()), place.data)
    server = _serve(place, policy, port, address)
    print(f"The explorer is at {policy.origins[0]}/ (Ctrl+C ends it).", flush=True)
    server.run_until_shutdown()


def _serve(place: Place, policy: Policy, port: int, address: str):
    door: list[Door] = []
    server = get_server(
        {"/": lambda: _visit(place, door[0])}, port=port, address=address, title=TAB_TITLE,
        websocket_origin=list(policy.hosts), secret_key=policy.secret, sign_sessions=True,
        session_token_expiration=TOKEN_SECONDS, check_unused_sessions_milliseconds=LOOK_MILLISECONDS,
        unused_session_lifetime_milliseconds=UNUSED_MILLISECONDS,
        websocket_max_message_size=LONGEST_MESSAGE_BYTES, include_headers=[], include_cookies=[],
        http_server_kwargs={
            "max_body_size": LONGEST_BODY_BYTES, "max_header_size": LONGEST_HEADER_BYTES,
            "idle_connection_timeout": IDLE_SECONDS, "body_timeout": IDLE_SECONDS,
        },
    )  # fmt: skip
    own, app = sign_in_application(policy), server._tornado
    door.append(Door(policy, app, own, lambda: len(server.get_sessions("/"))))
    for one in (own, app):
        one.add_transform(guarded(policy))
        one.settings["log_function"] = log_request
    http: HTTPServer = server._http
    http.request_callback = door[0]
    return server


def _visit(place: Place, door: Door):
    """The page of a new visitor, made from what the visitor's role may see."""
    context = pn.state.curdoc.session_context
    role = door.role_of(context.request._request) or PUBLIC
    door.session_roles[context.id] = role.name
    pn.state.on_session_destroyed(lambda ended: door.session_roles.pop(ended.id, None))
    given = [(name, value) for name, values in context.request.arguments.items() for value in values]
    try:
        meetings = meetings_for(role, place.data, place.reports, place.today())
        explorer = explorer_of(meetings, place.data, role)
        return page(explorer, place, urlencode(given), can_sign_in=door.policy.can_sign_in)
    except DsvaError as fault:
        return broken_page(str(fault))
    except Exception:  # the visitor gets a page of ours, the log the rest
        log.exception("A page could not be made.")
        return broken_page(SORRY)


pn.config.reconnect = False
