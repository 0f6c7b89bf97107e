"""A message when a run has ended, where the environment has settings for it; none of them is ever told.

`DSVA_SMTP_HOST`, `DSVA_SMTP_TO` and `DSVA_SMTP_FROM` are needed; `DSVA_SMTP_PORT`, `DSVA_SMTP_SECURITY` (`starttls`,
`tls` or `none`), `DSVA_SMTP_USER`, `DSVA_SMTP_PASSWORD` and `DSVA_SMTP_ON` (`failure`, `success` or `both`) may be set.
"""

import os
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal

from analysis.errors import BadArgument

PORTS = {"starttls": 587, "tls": 465, "none": 25}
EVENTS = {"failure": {"failed"}, "success": {"done"}, "both": {"failed", "done"}}
PREFIX = "DSVA_SMTP_"
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class MailSettings:
    """Where a message goes, and when; user and password are not shown."""

    host: str
    to: str
    sender: str
    port: int
    security: Literal["starttls", "tls", "none"]
    on: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def read_settings() -> MailSettings | None:
    """The settings of the environment; None without a host. Raises BadArgument for what is missing or unknown."""
    held = {name.removeprefix(PREFIX): value for name, value in os.environ.items() if name.startswith(PREFIX)}
    if not held.get("HOST"):
        return None
    for name in ("TO", "FROM"):
        if not held.get(name):
            raise BadArgument(f"{PREFIX}{name}: not set; expected an address, since {PREFIX}HOST is set.")
    security, on = held.get("SECURITY", "starttls"), held.get("ON", "both")
    if security not in PORTS:
        raise BadArgument(f"{PREFIX}SECURITY: {security} is not known; expected {', '.join(PORTS)}.")
    if on not in EVENTS:
        raise BadArgument(f"{PREFIX}ON: {on} is not known; expected {', '.join(EVENTS)}.")
    port = held.get("PORT", str(PORTS[security]))
    if not port.isdigit():
        raise BadArgument(f"{PREFIX}PORT: {port} is not a port; expected a number such as 587.")
    if held.get("PASSWORD") and security == "none" and not _is_here(held["HOST"]):
        raise BadArgument(f"{PREFIX}SECURITY: none would send a password in the clear; expected starttls or tls.")
    user, password = held.get("USER", ""), held.get("PASSWORD", "")
    return MailSettings(held["HOST"], held["TO"], held["FROM"], int(port), security, on, user, password)


def send(settings: MailSettings, state: str, subject: str, text: str) -> str:
    """Send a message about a state (`done`, `failed`) that is to be told; returns why it could not be sent, or "".

    A message that cannot be sent changes nothing about the run.
    """
    if state not in EVENTS[settings.on]:
        return ""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, settings.sender, settings.to
    message.set_content(text)
    try:
        with _connect(settings) as server:
            if settings.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if settings.user:
                server.login(settings.user, settings.password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as fault:
        # A server's answer may repeat what it was given.
        return f"The message about this run could not be sent ({type(fault).__name__})."
    return ""


def _connect(settings: MailSettings) -> smtplib.SMTP:
    if settings.security == "tls":
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=PATIENCE_SECONDS, context=secure)
    return smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE_SECONDS)


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")
