"""What a run of many is asked for: all meetings of the calendar, or the rows of a grid."""

import csv
import re
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import product
from pathlib import Path

import yaml

from analysis import published
from analysis.errors import BadArgument, BadScenario
from analysis.execution import Limits
from analysis.parameters import Parameters
from analysis.reference.registers import Board
from analysis.run.choosing import ARGUMENTS, choose, require_no_secret
from analysis.sources.catalogue import find_board, load_catalogue

GRID_FOLDER = "grid"
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9.=_-]+")


@dataclass(frozen=True)
class Order:
    """One run of many: everything that it is asked for, so that any process anywhere can make it.

    reports: the shelf it goes to; settings: `name=value`; jobs: notebooks side by side.
    """

    board: str
    meeting: date
    data: Path
    reports: Path
    as_of: date | None = None
    settings: tuple[str, ...] = ()
    audience: str = "public"
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    resume: bool = False

    @property
    def name(self) -> str:
        """The order as a person reads it: board, meeting, and what is varied."""
        known = [f"as_of={self.as_of}"] if self.as_of else []
        varied = [*self.settings, *known, *([] if self.audience == "public" else [self.audience])]
        listed = f" ({', '.join(varied)})" if varied else ""
        return f"{self.board}/{self.meeting}{listed}"


def order_all(base: Order) -> list[Order]:
    """An order for each meeting of every board, by date; base: what all have in common. Approved packs are left."""
    shelf = published.shelf_for(base.audience, base.reports)
    approved = {(pack.board, pack.meeting) for pack in published.list_packs(shelf) if pack.status == "approved"}
    boards = load_catalogue(base.data).boards
    pairs = sorted((meeting.date, board.id) for board in boards for meeting in board.meetings)
    return [replace(base, board=board, meeting=day) for day, board in pairs if (board, day) not in approved]


def order_grid(file: Path, base: Order, today: date) -> list[Order]:
    """An order for each row of a grid, each variation on a shelf of its own below `grid/`.

    file: CSV with a row for each pack, or YAML with a list of values for each name, of which all combinations are made.
    Names are `board`, `area` (boards of that area), `meeting`, `as_of`, `audience` and the parameters.
    Raises BadArgument with the row for what does not exist.
    """
    boards = load_catalogue(base.data).boards
    rows, all_combinations = _read(file)
    orders = []
    for place, row in rows:
        chosen = _boards(place, row, boards, must_match=not all_combinations)
        orders += [_order(place, row, board, base, today) for board in chosen]
    if not orders:
        raise BadArgument(f"{file.name}: no board lies in the areas that it names; expected at least one pack.")
    orders = list(dict.fromkeys(orders))
    _require_own_places(file, orders)
    return orders


def _require_own_places(file: Path, orders: list[Order]) -> None:
    taken: dict[tuple, Order] = {}
    for order in orders:
        other = taken.setdefault((order.reports, order.board, order.meeting), order)
        if other != order:
            raise BadArgument(
                f"{file.name}: {other.name} and {order.name} would be one folder, {order.reports.name}; "
                "expected values that differ in letters or digits."
            )


def chain(orders: list[Order]) -> list[list[Order]]:
    """The orders in chains: a board's meetings on one shelf go by date, since a pack looks back to the last one."""
    chains: dict[tuple, list[Order]] = {}
    for order in sorted(orders, key=lambda one: one.meeting):
        chains.setdefault((str(order.reports), order.board), []).append(order)
    return list(chains.values())


def _read(file: Path) -> tuple[list[tuple[str, dict[str, str]]], bool]:
    """Rows with where they stand, and whether they are combinations."""
    try:
        text = file.read_text("utf-8-sig")
        if file.suffix.lower() == ".csv":
            rows = list(csv.DictReader(text.splitlines()))
            return [(f"{file.name}, row {number}", _texts(row)) for number, row in enumerate(rows, start=2)], False
        lists = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, csv.Error) as fault:
        raise BadArgument(
            f"{file}: not readable ({' '.join(str(fault).split())}); expected a CSV or YAML file."
        ) from None
    if not isinstance(lists, dict) or not lists:
        raise BadArgument(f"{file.name}: not a grid; expected names with lists, such as board: [lscsb, ldalpb].")
    values = [value if isinstance(value, list) else [value] for value in lists.values()]
    names = [str(name) for name in lists]
    return [(file.name, _texts(dict(zip(names, one, strict=True)))) for one in product(*values)], True


def _texts(row: dict) -> dict[str, str]:
    return {str(name).strip(): str(value).strip() for name, value in row.items() if value not in (None, "")}


def _boards(place: str, row: dict[str, str], boards: tuple[Board, ...], *, must_match: bool) -> list[Board]:
    area = row.get("area")
    if area is not None and area not in {board.area for board in boards}:
        known = ", ".join(sorted({board.area for board in boards}))
        raise BadArgument(f"{place}, area: no board lies in {area}; expected one of {known}.")
    named = [find_board(boards, row["board"])] if "board" in row else list(boards)
    found = [board for board in named if area in (None, board.area)]
    if must_match and not found:
        raise BadArgument(f"{place}, area: {row['board']} lies in {named[0].area} and not in {area}.")
    return found


def _order(place: str, row: dict[str, str], board: Board, base: Order, today: date) -> Order:
    known = [field.name for field in fields(Parameters)]
    settings = {name: value for name, value in row.items() if name not in (*ARGUMENTS, "area")}
    for name, value in settings.items():
        require_no_secret(name, value)
        if name not in known:
            raise BadArgument(f"{place}, {name}: not a parameter; expected one of {', '.join(known)}, area.")
    pairs = tuple(f"{name}={value}" for name, value in sorted((settings | _pairs(base.settings)).items()))
    asked = row.get("audience", base.audience)
    as_of = _day(place, "as_of", row.get("as_of")) or base.as_of
    try:
        _, parameters = choose(
            board.id, _day(place, "meeting", row.get("meeting")), base.data, as_of, pairs, asked, today
        )
    except (BadArgument, BadScenario) as fault:
        raise BadArgument(f"{place}: {fault}") from None
    varied = [*(f"{name}={value}" for name, value in sorted(settings.items())), *_others(row)]
    shelf = base.reports / GRID_FOLDER / NOT_IN_A_NAME.sub("-", "_".join(varied)) if varied else base.reports
    shelf = published.shelf_for(parameters.audience, shelf)
    return replace(
        base, board=board.id, meeting=parameters.meeting, reports=shelf, as_of=as_of, settings=pairs, audience=asked
    )


def _others(row: dict[str, str]) -> list[str]:
    return [f"{name}={row[name]}" for name in ("as_of", "audience") if name in row]


def _pairs(settings: tuple[str, ...]) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in settings)


def _day(place: str, name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadArgument(f"{place}, {name}: {text} is not a day; expected one such as 2023-09-29.") from None
