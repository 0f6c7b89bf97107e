"""Logs without personal data: no address of a visitor, no query, no name."""

import logging
import re
import sys

from tornado.web import RequestHandler

KNOWN = ("/", "/ws", "/sign-in", "/sign-out", "/openid", "/openid/back")
PERSONAL = re.compile(
    r"(\d{1,3}\.){3}\d{1,3}|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])|\?\S*|HTTPServerRequest\(.*?\)$",
    re.MULTILINE,
)
# The root is for libraries that are not named here: none of them writes on its own.
LEVELS = {"": logging.WARNING, "dsva": logging.INFO, **dict.fromkeys(("tornado", "bokeh", "panel"), logging.ERROR)}
FIRST_ERROR = 400
HIDDEN = "…"
access = logging.getLogger("dsva.access")


class WithoutPeople(logging.Formatter):
    """Takes addresses, queries and whole requests out of all that is logged, tracebacks too."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, cleaned but for its time."""
        record.message = PERSONAL.sub(HIDDEN, record.message)
        return super().formatMessage(record)

    def formatException(self, fault: tuple) -> str:
        """Where it went wrong, cleaned."""
        return PERSONAL.sub(HIDDEN, super().formatException(fault))


def log_request(handler: RequestHandler) -> None:
    """One line for a request: what was asked in kind, and how it was answered."""
    request = handler.request
    path = request.path if request.path in KNOWN else "/static" if request.path.startswith("/static/") else "elsewhere"
    method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
    if path == "/static" and handler.get_status() < FIRST_ERROR:
        return  # a page asks for dozens of them
    access.info("%s %s %d %d ms", method, path, handler.get_status(), 1000 * request.request_time())


def set_up_logs() -> None:
    """One handler on standard error for everything that the server says."""
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(WithoutPeople("%(asctime)s %(name)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    for name, level in LEVELS.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [out], False
        logger.setLevel(level)
