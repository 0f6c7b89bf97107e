"""A card as a file: CSV, workbook, PNG or SVG."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from analysis.app.drawing import ONE_AT_A_TIME
from analysis.app.files.picture import draw_stamped
from analysis.app.files.stamp import stamp
from analysis.app.files.tables import to_csv, to_workbook
from analysis.app.plan import Shows
from analysis.app.state import Explorer
from analysis.errors import BadArgument
from analysis.pack.exhibits import Exhibit

KINDS = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Parcel:
    """A file: its name, its media type, its bytes."""

    name: str
    type: str
    content: bytes


def pack_up(kind: str, spec: Shows, exhibit: Exhibit, explorer: Explorer, today: date) -> Parcel:
    """The card as a file of this kind; raises BadArgument for a kind that it has not."""
    make = _makers(exhibit, explorer).get(kind)
    if make is None:
        raise BadArgument(f"file: {kind} is not offered for this card; expected one of {', '.join(KINDS)}.")
    name = f"{spec.name}-{explorer.meeting.replace('/', '-')}.{kind}"
    return Parcel(name, KINDS[kind], make(stamp(spec, exhibit, explorer, today)))


def _makers(exhibit: Exhibit, explorer: Explorer) -> dict[str, Callable[[dict[str, str]], bytes]]:
    makers: dict[str, Callable[[dict[str, str]], bytes]] = {
        "csv": lambda said: to_csv(exhibit, said),
        "xlsx": lambda said: to_workbook(exhibit, said, explorer.results),
    }
    for kind in ("png", "svg") if exhibit.panels else ():
        makers[kind] = lambda said, kind=kind: _picture(exhibit, said, kind)
    return makers


def _picture(exhibit: Exhibit, said: dict[str, str], kind: str) -> bytes:
    with ONE_AT_A_TIME:
        return draw_stamped(exhibit, said, kind)
