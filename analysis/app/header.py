"""The bar on top of every page: where a reader is, the way to the others, and the way out."""

from html import escape

from analysis.app.address import write
from analysis.app.card import Bar
from analysis.app.pages import PAGES
from analysis.app.roles import PUBLIC
from analysis.app.state import Explorer
from analysis.app.visit import address_of

NAME = "Demand against funding"
AWAY = "https://www.bbc.co.uk/weather"


def header(explorer: Explorer, *, can_sign_in: bool = False) -> Bar:
    """The bar, which follows the page and the meeting."""
    bar = Bar(kind="bar", before=bar_markup(explorer, can_sign_in=can_sign_in), address=write(explorer.address))

    def follow(*_) -> None:
        bar.before = bar_markup(explorer, can_sign_in=can_sign_in)

    explorer.param.watch(follow, ["page", "meeting"])
    return bar


def bar_markup(explorer: Explorer, *, can_sign_in: bool) -> str:
    """Skip link, name, way out, pages, meeting."""
    return (
        '<button type="button" class="skip" data-go="main">Skip to the answer</button>'
        f'<div class="top"><p class="brand"><b>{NAME}</b><span>{escape(explorer.chosen_meeting.label)}</span></p>'
        '<button type="button" class="menu" data-menu aria-expanded="false" aria-controls="ways">Menu</button>'
        f'<a class="away" href="{AWAY}" rel="noreferrer" data-go="away">Leave this page</a></div>'
        f'<div class="ways" id="ways"><nav aria-label="Pages"><ul>{_pages(explorer)}</ul></nav>'
        f"{_meetings(explorer)}{_account(explorer, can_sign_in)}</div>"
    )


def _pages(explorer: Explorer) -> str:
    return "".join(
        f'<li><a href="{escape(write(address_of(page.id, explorer)))}" data-page="{page.id}"'
        f"{' aria-current=page' if page.id == explorer.page else ''}>{escape(page.label)}</a></li>"
        for page in PAGES.values()
    )


def _meetings(explorer: Explorer) -> str:
    options = "".join(
        f'<option value="{escape(one.name)}"{" selected" if one.name == explorer.meeting else ""}>'
        f"{escape(one.label)}</option>"
        for one in explorer.meetings
    )
    return f'<label class="choose">Meeting<select data-choose="meeting">{options}</select></label>'


def _account(explorer: Explorer, can_sign_in: bool) -> str:
    if not can_sign_in:
        return ""
    if explorer.role == PUBLIC:
        return '<a class="account" href="sign-in">Sign in</a>'
    return f'<a class="account" href="sign-out">Sign out ({explorer.role.name})</a>'
