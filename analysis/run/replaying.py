"""A pack made again from its manifest: the same, or what differs and what moved."""

import tempfile
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import published
from analysis.errors import BadArgument
from analysis.execution import Limits
from analysis.parameters import Parameters
from analysis.run.journal import Journal

if TYPE_CHECKING:
    from analysis.pack.manifest import Manifest

CODE, DATA, PARAMETERS, VERSIONS = "code", "data", "parameters", "versions"


@dataclass(frozen=True)
class Replay:
    """What came of making a pack again.

    files: those whose bytes differ; altered: those on the shelf that are not as the run wrote them.
    figures: each row is a figure that differs: `figure` (a headline's id, or table, row and column), `then`, `now`.
    moved: `code`, `data`, `parameters` or `versions` to what of it is not as it was.
    """

    pack: str
    files: tuple[str, ...]
    altered: tuple[str, ...]
    figures: pd.DataFrame
    moved: dict[str, list[str]]

    @property
    def is_identical(self) -> bool:
        """Whether every file is the same, byte for byte."""
        return not self.files and not self.altered


def replay(name: str, *, data: Path, reports: Path, jobs: int = 2, journal: Journal | None = None) -> Replay:
    """The pack of that name made again aside, with its own parameters, and compared; the shelf stays as it is.

    Raises NoSuchPack, and BadArgument or BadData where it cannot be made at all any more.
    """
    from analysis.pack.manifest import hash_files, read_manifest
    from analysis.run.looking_back import known_parameters

    journal = journal or Journal("replay")
    pack = published.find_pack(reports, name)
    manifest = read_manifest(pack.folder)
    reports = pack.shelf
    moved = what_moved(manifest, data, reports)
    with tempfile.TemporaryDirectory(prefix="dsva-replay-", ignore_cleanup_errors=True) as place:
        folder = Path(place) / "pack"
        _make_again(folder, manifest, known_parameters(manifest), data, reports, jobs, journal)
        made, stands = hash_files(folder), hash_files(pack.folder)
        kept = dict(manifest.outputs)
        differing = tuple(sorted(one for one in made.keys() | kept.keys() if made.get(one) != kept.get(one)))
        altered = tuple(sorted(one for one in stands.keys() | kept.keys() if stands.get(one) != kept.get(one)))
        figures = _differences(manifest, read_manifest(folder), pack.folder, folder)
    return Replay(pack.name, differing, altered, figures, moved)


def what_moved(manifest: "Manifest", data: Path, reports: Path) -> dict[str, list[str]]:
    """What is not as it was when a pack was made, by kind; a kind of which nothing moved is left out."""
    from analysis.pack.assembly import list_inputs
    from analysis.pack.manifest import hash_code, hash_files, hash_together, installed_versions
    from analysis.run.choosing import find_notebooks
    from analysis.run.looking_back import digest_of
    from analysis.sources.catalogue import find_board, load_catalogue

    board = find_board(load_catalogue(data).boards, manifest.board)
    day = pd.Timestamp(manifest.meeting).date()
    pages = {one.name: hash_together(one.parent, [one]) for one in find_notebooks(board, data)}
    packs = {pack.name: digest_of(pack) for pack in published.list_packs(reports) if pack.name in manifest.compared}
    names = {field.name for field in fields(Parameters)}
    found = {
        CODE: [*_changed(manifest.code, hash_code()), *_changed(manifest.notebooks, pages)],
        DATA: [
            *_changed(manifest.inputs, hash_files(data, list_inputs(data, board, day))),
            *(f"the pack {name}" for name in _changed(manifest.compared, packs)),
        ],
        PARAMETERS: sorted(set(manifest.parameters) ^ names),
        VERSIONS: _changed(manifest.versions, installed_versions()),
    }
    return {kind: listed for kind, listed in found.items() if listed}


def _make_again(folder: Path, manifest, parameters, data: Path, reports: Path, jobs: int, journal: Journal) -> None:
    from datetime import date

    from analysis.pack.approval import restate
    from analysis.pack.manifest import read_manifest, write_manifest
    from analysis.run.choosing import find_notebooks
    from analysis.run.looking_back import look_back
    from analysis.run.meeting import Work, fill, pages_of, work_out
    from analysis.sources.catalogue import find_board

    results = work_out(parameters, data, date.fromisoformat(manifest.made_at[:10]), journal)
    board = find_board(results.catalogue.boards, parameters.board)
    work = Work(results, tuple(find_notebooks(board, data)), data, reports, jobs, Limits(), journal)
    (folder / "notebooks").mkdir(parents=True)
    fill(folder, work, pages_of(work, folder), lambda: look_back(results, data, reports, dict(manifest.compared)))
    if manifest.status != "draft":
        made = replace(read_manifest(folder), status=manifest.status, approval=manifest.approval)
        write_manifest(made, folder)
        restate(folder)


def _changed(then, now) -> list[str]:
    return sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))


def _differences(then: "Manifest", now: "Manifest", before: Path, after: Path) -> pd.DataFrame:
    """Each row is a figure that differs: headlines first, then the cells of the tables."""
    values = [{one.id: one.value for one in manifest.headlines} for manifest in (then, now)]
    rows = [(f"headline {name}", values[0].get(name), values[1].get(name)) for name in _changed(*values)]
    for name in sorted({path.name for folder in (before, after) for path in (folder / "data").glob("*.csv")}):
        rows += _cells(name.removesuffix(".csv"), before / "data" / name, after / "data" / name)
    return pd.DataFrame(rows, columns=["figure", "then", "now"])


def _cells(name: str, before: Path, after: Path) -> list[tuple[str, object, object]]:
    if not (before.is_file() and after.is_file()):
        return [(f"table {name}", "there" if before.is_file() else "none", "there" if after.is_file() else "none")]
    then, now = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in (before, after))
    if len(then) != len(now):
        return [(f"table {name}, number of rows", len(then), len(now))]
    rows = [
        (f"table {name}, columns", column if column in then else "none", column if column in now else "none")
        for column in sorted(set(then) ^ set(now))
    ]
    for column in [one for one in then if one in now]:
        differs = then[column].ne(now[column])
        rows += [
            (f"table {name}, row {place + 2}, {column}", then[column][place], now[column][place])
            for place in then.index[differs]
        ]
    return rows


def require_known(reports: Path, names: tuple[str, str]) -> tuple[published.Pack, published.Pack]:
    """Two different packs of the shelf; raises NoSuchPack, or BadArgument where both are one."""
    first, second = (published.find_pack(reports, name) for name in names)
    if first == second:
        raise BadArgument(f"{first.name}: the same pack twice; expected two.")
    return first, second
