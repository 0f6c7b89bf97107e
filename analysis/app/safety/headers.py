"""The headers on every answer, static files and errors too."""

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

from analysis.app.safety.policy import Policy
from analysis.app.safety.refusals import REFUSALS, refusal_page

# Bokeh needs inline scripts and modules that it makes and fetches in the page (blob:); no eval, no other host.
CONTENT = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: {sockets}; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Server": "dsva",
}
A_YEAR = 31_536_000
FIRST_ERROR = 400
PAGES = {status: name for name, (status, _, _) in REFUSALS.items()}


def guarded(policy: Policy) -> type[OutputTransform]:
    """A transform that puts the strict headers on every answer and our own page in the place of an error's."""
    scheme = "wss" if policy.https else "ws"
    sockets = " ".join(f"{scheme}://{host}" for host in policy.hosts)
    fixed = FIXED | {"Content-Security-Policy": CONTENT.format(sockets=sockets)}
    if policy.https:
        fixed["Strict-Transport-Security"] = f"max-age={A_YEAR}"

    class Guarded(OutputTransform):
        def transform_first_chunk(self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool):
            for name, value in fixed.items():
                headers[name] = value
            if status_code >= FIRST_ERROR and finishing and b"<title>Overview</title>" not in chunk:
                chunk = refusal_page(PAGES.get(status_code, "fault")).encode("utf-8") if chunk else chunk
                headers["Content-Type"] = "text/html; charset=UTF-8"
                headers["Content-Length"] = str(len(chunk))
            return status_code, headers, chunk

    return Guarded
