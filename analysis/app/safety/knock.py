"""What a socket has to show before it opens: that a page of ours asks, and the signed ticket that this page carries."""

from urllib.parse import urlsplit

from bokeh.util.token import check_token_signature, get_session_id
from tornado.httputil import HTTPServerRequest

from analysis.app.safety.policy import Policy

PROTOCOL = "bokeh"
# Whoever picks a session's id can wait in it for whom he sends there: it is ours alone to pick.
GIVEN_IDS = ("bokeh-session-id", "bokeh-token")


def session_of(request: HTTPServerRequest, policy: Policy) -> str:
    """The session that a socket asks for; empty where no page of ours asks, or the ticket is not of our making."""
    said = [part.strip() for part in request.headers.get("Sec-WebSocket-Protocol", "").split(",")]
    asks = urlsplit(request.headers.get("Origin", "")).netloc.lower()
    if asks not in policy.hosts or len(said) != 2 or said[0] != PROTOCOL:
        return ""
    try:
        signed = check_token_signature(said[1], secret_key=policy.secret.encode(), signed=True)
        return get_session_id(said[1]) if signed else ""
    except (ValueError, KeyError, TypeError, AttributeError):  # a forged ticket may be anything
        return ""


def picks_session(request: HTTPServerRequest) -> bool:
    """Whether a request for the page names the session that it wants."""
    return GIVEN_IDS[0] in request.headers or any(name in request.arguments for name in GIVEN_IDS)
