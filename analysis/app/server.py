"""The web server behind the explorer: one page, this machine only, nothing from anywhere else."""

from pathlib import Path

import panel as pn
from panel.io.server import get_server
from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

from analysis.app.page import TAB_TITLE, page
from analysis.app.showing import show, warm
from analysis.app.state import Explorer
from analysis.parameters import Parameters

# Bokeh needs inline scripts and modules that it makes and fetches in the page (blob:); no eval, no other host.
POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' blob: {sockets}; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


def run(start: Parameters, *, port: int, address: str, data: Path | None = None) -> None:
    """Serves the explorer that starts from these parameters until it is interrupted."""
    warm(start, data)
    page(explorer_of(start, data))  # the first visitor should not wait for what all share
    names = sorted({address, "localhost", "127.0.0.1"}) if address != "::1" else ["[::1]", "localhost"]
    origins = [f"{name}:{port}" for name in names]
    server = get_server(
        {"/": lambda: page(explorer_of(start, data))}, port=port, address=address, websocket_origin=origins,
        title=TAB_TITLE,
    )  # fmt: skip
    server._tornado.add_transform(guarded(origins))
    print(f"The explorer is at http://{origins[0]}/ (Ctrl+C ends it).", flush=True)
    server.run_until_shutdown()


def explorer_of(start: Parameters, data: Path | None = None) -> Explorer:
    """A visitor's own state, over results that all visitors share."""
    return Explorer(start, lambda parameters: show(parameters, data))


def guarded(origins: list[str]) -> type[OutputTransform]:
    """A transform that puts the strict headers on every answer of the server, static files and errors too."""
    policy = POLICY.format(sockets=" ".join(f"ws://{origin}" for origin in origins))

    class Guarded(OutputTransform):
        def transform_first_chunk(self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool):
            headers["Content-Security-Policy"] = policy
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            return status_code, headers, chunk

    return Guarded


pn.config.reconnect = False
