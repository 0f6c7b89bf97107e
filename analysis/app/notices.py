"""What has to be said above a page: what of a link was not understood, what is newer, what the numbers stand on."""

from dataclasses import replace
from html import escape

from analysis.app.address import write
from analysis.app.offered import LIVE
from analysis.app.state import Explorer
from analysis.app.visit import newer_meeting


def notices_markup(explorer: Explorer, unread: list[str]) -> str:
    """The notices as markup, the most pressing first."""
    return f"{_unread(unread)}{_newer(explorer)}{_status(explorer)}"


def _unread(sentences: list[str]) -> str:
    if not sentences:
        return ""
    listed = "".join(f"<li>{escape(one)}</li>" for one in dict.fromkeys(sentences))
    return (
        '<div class="notice wrong" role="status"><p><b>Not all of the link was understood.</b> The rest is shown; '
        f"what was not understood is as usual:</p><ul>{listed}</ul></div>"
    )


def _newer(explorer: Explorer) -> str:
    newer = newer_meeting(explorer)
    if newer is None:
        return ""
    there = escape(write(replace(explorer.address, meeting=newer.name, card="")))
    return (
        f'<div class="notice"><p>This is not the newest: there is a newer meeting, <a href="{there}" '
        f'data-page="{explorer.page}">{escape(newer.label)}</a>.</p></div>'
    )


def _status(explorer: Explorer) -> str:
    status = explorer.chosen_meeting.status
    return f'<p class="status{" live" if status == LIVE else ""}">{escape(status)}</p>'
