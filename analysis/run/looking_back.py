"""The board's last pack, found on the shelf and set against this one, cause by cause."""

import hashlib
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import published
from analysis.errors import BadArgument, DsvaError
from analysis.parameters import Parameters, from_settings

if TYPE_CHECKING:
    from analysis.pack.manifest import Manifest
    from analysis.pack.sections.changed import LookBack
    from analysis.pipeline import Results

# Tables of a pack that state evidence and not what was made of it, with the columns that do.
EVIDENCE = {
    "figures": ("id", "value", "period_start", "period_end"),
    "funding": ("line", "financial_year", "amount_gbp"),
    "rods": ("rod", "published"),
}


def look_back(
    results: "Results", data: Path, reports: Path, compared: dict[str, str] | None = None
) -> "LookBack | None":
    """The board's last pack against this run's results; None where no earlier meeting of it has a pack.

    compared: the pack that an earlier run looked back to, by name, or none; None finds the last one.
    """
    from analysis.pack.headlines import list_headlines
    from analysis.pack.sections.changed import LookBack

    parameters = results.parameters
    if compared is None:
        pack = published.last_pack(reports, parameters.board, parameters.meeting, parameters.audience)
    else:
        packs = [one for one in published.list_packs(reports) if one.audience == parameters.audience]
        pack = next((one for one in packs if one.name in compared), None)
    if pack is None:
        return None
    changes = explain_change(pack, parameters, list_headlines(results), data)
    return LookBack(pack.name, pack.meeting, digest_of(pack), changes, _score(pack, results))


def digest_of(pack: published.Pack) -> str:
    """What a comparison rests on: SHA-256 of the earlier pack's tables, parameters and headlines.

    Not of its status or of when it was made: an approval changes no figure.
    """
    manifest = published.read_manifest(pack.folder)
    kept = {name: digest for name, digest in manifest["outputs"].items() if name.startswith("data/")}
    told = repr((sorted(kept.items()), sorted(manifest["parameters"].items()), manifest["headlines"]))
    return hashlib.sha256(told.encode()).hexdigest()


def explain_packs(earlier: published.Pack, later: published.Pack, data: Path) -> pd.DataFrame:
    """The same for two packs of the shelf: what today's code and data would make otherwise of the later one is apart.

    Raises BadArgument where the earlier one knew more.
    """
    from analysis.pack.manifest import read_manifest

    manifest = read_manifest(later.folder)
    parameters = known_parameters(manifest)
    if known_parameters(read_manifest(earlier.folder)).as_of > parameters.as_of:
        raise BadArgument(f"{earlier.name}: knew more than {later.name}; expected the earlier pack first.")
    return explain_change(earlier, parameters, list(manifest.headlines), data, later)


def explain_change(
    pack: published.Pack, parameters: Parameters, headlines: list, data: Path, later: published.Pack | None = None
) -> pd.DataFrame:
    """Each row is a headline of either: then, now, and its change by cause, with `label` and `unit`.

    pack: the earlier one; parameters, headlines: of the later run, by today's code and data, or as the pack `later` has
    them.
    """
    from analysis.model.explanation import NEW_PERIODS, REVISION, SETTINGS, Step, explain
    from analysis.pack.manifest import read_manifest

    then = read_manifest(pack.folder)
    earlier = known_parameters(then)
    made = _Remade(data)
    again = made(earlier)
    settled = replace(parameters, meeting=earlier.meeting, as_of=earlier.as_of)
    steps = [Step(_cause_of_remaking(pack, then, made.results(earlier)), again)]
    if settled != earlier:
        steps.append(Step(SETTINGS, made(settled)))
    if parameters.as_of > earlier.as_of:
        steps.append(Step(REVISION, made(parameters, earlier.as_of)))
    last = NEW_PERIODS if parameters.as_of > earlier.as_of else REVISION
    if later is not None:
        steps.append(Step(last, made(parameters)))
        last = _cause_of_remaking(later, read_manifest(later.folder), made.results(parameters))
    steps.append(Step(last, _values(headlines)))
    return _named(explain(_values(then.headlines), steps), [*then.headlines, *headlines])


def known_parameters(manifest: "Manifest") -> Parameters:
    """The parameters of a manifest, as far as they are parameters still."""
    names = {field.name for field in fields(Parameters)}
    return from_settings({name: value for name, value in manifest.parameters.items() if name in names})


class _Remade:
    """Headlines by parameters, each worked out once; a figure that cannot be made then has no value."""

    def __init__(self, data: Path):
        self._data, self._kept = data, {}

    def __call__(self, parameters: Parameters, periods_of: date | None = None) -> dict[str, float]:
        from analysis.pack.headlines import list_headlines

        results = self.results(parameters, periods_of)
        return _values(list_headlines(results)) if results is not None else {}

    def results(self, parameters: Parameters, periods_of: date | None = None) -> "Results | None":
        from analysis import pipeline

        key = parameters, periods_of
        if key not in self._kept:
            try:
                self._kept[key] = pipeline.run(parameters, self._data, periods_of=periods_of)
            except DsvaError:
                self._kept[key] = None
        return self._kept[key]


def _cause_of_remaking(pack: published.Pack, then: "Manifest", again: "Results | None") -> str:
    """Why today's code and data make another figure of what was known then: data, code, or both together."""
    from analysis.model.explanation import METHOD, REVISION, UNTOLD
    from analysis.pack.manifest import hash_code, installed_versions

    code = dict(then.code) != hash_code() or dict(then.versions) != installed_versions()
    if again is None or _evidence_moved(pack, again):
        return UNTOLD if code else REVISION
    return METHOD if code else REVISION


def _evidence_moved(pack: published.Pack, again: "Results") -> bool:
    """Whether the evidence of then, as the pack kept it, is other than today's files say was known then."""
    from analysis.pack.result_tables import list_tables

    now = {table.name: table.rows for table in list_tables(again) if table.name in EVIDENCE}
    for name, columns in EVIDENCE.items():
        kept = published.read_table(pack, name)
        if (kept is None) != (name not in now):
            return True
        if kept is not None and _as_text(kept, columns) != _as_text(now[name], columns):
            return True
    return False


def _as_text(table: pd.DataFrame, columns: tuple[str, ...]) -> list[str]:
    chosen = table[[column for column in columns if column in table]]
    lines = chosen.to_csv(index=False, date_format="%Y-%m-%d", float_format="%.12g").splitlines()
    return [lines[0], *sorted(lines[1:])]


def _score(pack: published.Pack, results: "Results"):
    from analysis.model.projection_scores import score_projection

    projected = published.read_table(pack, "projection")
    if projected is None or projected.empty:
        return None
    try:
        return score_projection(projected, results.demand)
    except BadArgument:  # a pack of before the columns that a score needs
        return None


def _values(headlines) -> dict[str, float]:
    return {one.id: float("nan") if one.value is None else float(one.value) for one in headlines}


def _named(changes: pd.DataFrame, headlines: list) -> pd.DataFrame:
    described: dict[str, Callable] = {one.id: one for one in headlines}
    labels = [described[name].label for name in changes["figure"]]
    units = [described[name].unit for name in changes["figure"]]
    return changes.assign(label=pd.Series(labels, dtype=object), unit=pd.Series(units, dtype=object))
