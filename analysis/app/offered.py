"""Which meetings a visitor may look at, and what is known of each: by role and by the shelf of packs. No Panel."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from analysis import published
from analysis.app.roles import Role
from analysis.errors import DsvaError
from analysis.parameters import Parameters, from_settings
from analysis.reference.registers import Board
from analysis.wording.numbers import long_date

LIVE = "No pack of this meeting is approved: these are the printed figures of public papers, worked out now."


@dataclass(frozen=True)
class Meeting:
    """A meeting that can be chosen: `board/date`, its name to a reader, what it is worked out from, and its status."""

    name: str
    label: str
    day: date
    parameters: Parameters
    status: str


def offered(role: Role, boards: Iterable[Board], reports: Path | None, today: date) -> tuple[Meeting, ...]:
    """The meetings for a role, the latest first.

    Who has no login sees the meetings whose pack is approved for the public; only where there is none at all, every
    past meeting, worked out from public papers alone. Others see every meeting that is not to come.
    """
    packs = _packs_for(role, reports) if reports and reports.is_dir() else {}
    approved = {name: settings for name, pack in packs.items() if (settings := _approved_settings(pack)) is not None}
    public = {name: settings for name, settings in approved.items() if settings.get("audience", "public") == "public"}
    kept = public if role.audience == "public" else approved
    meetings = [
        _describe(board, meeting.date, role, packs, kept, today)
        for board in boards
        for meeting in sorted(board.meetings, key=lambda one: one.date)
        if meeting.date <= today and (role.sees_drafts or not public or f"{board.id}/{meeting.date}" in kept)
    ]
    return tuple(sorted(meetings, key=lambda one: one.day, reverse=True))


def _packs_for(role: Role, reports: Path) -> dict[str, published.Pack]:
    """The packs that a role may know of, by name: who may see restricted ones has those first."""
    shelves = [reports] if role.audience == "public" else [reports, published.shelf_for(role.audience, reports)]
    return {pack.name: pack for shelf in shelves for pack in published.list_packs(shelf)}


def _describe(board: Board, day: date, role: Role, packs: dict, kept: dict, today: date) -> Meeting:
    name = f"{board.id}/{day}"
    usual = {"as_of": min(day, today), "price_year": board.price_year}
    settings = usual | kept.get(name, {}) | {"board": board.id, "meeting": day, "audience": role.audience}
    status = LIVE
    if name in kept:
        pack = packs[name]
        status = f"The pack of this meeting was approved by the {pack.role} on {long_date(_day(pack.approved))}."
    elif name in packs and role.sees_drafts:
        status = "The pack of this meeting is a draft, not approved."
    return Meeting(name, f"{board.name}, {long_date(day)}", day, from_settings(settings), status)


def _approved_settings(pack: published.Pack) -> dict[str, object] | None:
    """The parameters that an approved pack was made with; None for a draft, or where its manifest cannot be read."""
    if pack.status != "approved":
        return None
    known = {one.name for one in fields(Parameters)}
    try:
        said = published.read_manifest(pack.folder).get("parameters") or {}
    except DsvaError:
        return None
    return {name: value for name, value in said.items() if name in known}


def _day(text: str) -> date:
    return date.fromisoformat(text)
