"""From case records to counts: checked, counted by one engine or another, protected for those who may read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis.errors import BadArgument, Fault
from analysis.model.records.counting import EVERYWHERE, Question, ask_all, quarter_number, quarter_start, span
from analysis.model.records.identifiers import cell_tells
from analysis.model.records.rules import Rule, count_broken, list_rules, repeated, repeats
from analysis.reference.case_format import CaseFormat
from analysis.reference.periods import quarter_label
from analysis.reference.systems import Era, Measure, Service
from analysis.sources.catalogue import Catalogue
from analysis.sources.records.engine import Engine
from analysis.sources.records.faults import NOT_SHOWN, RefusedExtract

PLACE = ["service", "area", "quarter", "measure", "by", "group"]
COLUMNS = [
    "era", "service", "measure", "by", "group", "area", "quarter", "period_start", "period_end", "flow", "unit",
    "value",
]  # fmt: skip
EVERYBODY = "all"


@dataclass(frozen=True)
class Counted:
    """What was counted.

    counts: each row is a measure of a service in an area, a quarter and a group of the column `by`, which is empty for
    everybody; nothing of it is protected. cases: how many there are; synthetic: whether they are invented.
    """

    counts: pd.DataFrame
    cases: int
    synthetic: bool


def check_records(engine: Engine, name: str, form: CaseFormat, catalogue: Catalogue, until: date) -> None:
    """Raises RefusedExtract for everything that is wrong with the records, by column and row, without any value.

    until: the day of the extract; nothing in it can be later.
    """
    services = tuple(service.id for service in catalogue.services)
    rules = list_rules(form, [column.id for column in engine.columns], services, until)
    found = engine.rows(count_broken(engine.cases, rules))[0]
    broken = [(rule, found[f"rule_{place}"]) for place, rule in enumerate(rules) if found[f"rule_{place}"]]
    faults = [_fault(engine, name, rule, times) for rule, times in broken]
    if engine.rows(repeats(engine.cases))[0]["repeats"]:
        row = engine.row_of(engine.rows(repeated(engine.numbered))[0]["row"]) if engine.has_rows else None
        faults.append(Fault(name, row, "case_id", f"{NOT_SHOWN} stands in an earlier row", "expected each case once"))
    known = engine.rows(span(engine.cases))[0]
    if not known["cases"]:
        faults.append(Fault(name, None, None, "no cases", "expected a row for each case"))
    if 0 < known["synthetic"] < known["cases"]:
        said = f"{known['synthetic']} of {known['cases']} rows are synthetic"
        faults.append(Fault(name, None, "synthetic", said, "expected every row to say so, or none"))
    if faults:
        raise RefusedExtract(faults)


def count_records(
    engine: Engine, form: CaseFormat, catalogue: Catalogue, until: date, splits: tuple[str, ...] = ()
) -> Counted:
    """The measures of records that were checked, for each quarter that was over on the day `until`.

    splits: columns of groups of people, beside everybody. Raises BadArgument for a column that makes no groups.
    """
    _require_splits(engine, splits)
    known = engine.rows(span(engine.cases))[0]
    first = quarter_number(known["first"])
    last = min(quarter_number(known["last"]), quarter_number(until + timedelta(days=1)) - 1)
    questions = ask_all(engine.cases, first, last, splits) if first <= last else []
    rows = [row for question in questions for row in _answers(engine, question, form)]
    counts = pd.DataFrame(rows, columns=[*PLACE, "value"])
    return Counted(
        _describe(_with_noughts(_with_totals(counts, catalogue.services), last), catalogue),
        known["cases"],
        bool(known["synthetic"]),
    )


def _fault(engine: Engine, name: str, rule: Rule, times: int) -> Fault:
    """The first place where a rule is broken; of a cell that tells of a person, what it looks like and never what."""
    more = f", and in {times - 1} more rows" if times > 1 else ""
    if not engine.has_rows:
        return Fault(name, None, rule.column, f"{rule.said}, in {times} rows", rule.expected)
    wrong = engine.numbered.filter(rule.broken(engine.numbered))
    first = wrong.order_by(wrong.row_number).limit(1).select("row_number", wrong[rule.column].name("cell"))
    found = engine.rows(first)[0]
    cell = engine.text_of(rule.column, found["row_number"]) if engine.text_of else found["cell"]
    looks = cell_tells(cell) if isinstance(cell, str) else ""
    said = f"{NOT_SHOWN} looks like {looks}" if looks and rule.about_cell else rule.said
    return Fault(name, engine.row_of(found["row_number"]), rule.column, f"{said}{more}", rule.expected)


def _require_splits(engine: Engine, splits: tuple[str, ...]) -> None:
    groups = [column.id for column in engine.columns if column.is_group]
    for split in splits:
        if split not in groups:
            raise BadArgument(f"--by: {split} makes no groups in this extract; expected one of {', '.join(groups)}.")


def _answers(engine: Engine, question: Question, form: CaseFormat) -> Iterator[tuple]:
    for row in engine.rows(question.expression):
        group = form.group_of(question.split, row["code"] or "") if question.split else EVERYBODY
        for measure in question.measures:
            yield (
                row["service"],
                row["area"],
                int(row["quarter"]),
                measure,
                question.split,
                group,
                int(row[measure] or 0),
            )


def _with_totals(counts: pd.DataFrame, services: tuple[Service, ...]) -> pd.DataFrame:
    """The counts with those of all areas of a service under its own area; a sum, but for people, who were asked for."""
    whole = counts["area"].eq(EVERYWHERE)
    asked = counts[whole]
    summed = counts[~whole & ~counts["measure"].isin(asked["measure"])]
    totals = summed.groupby([name for name in PLACE if name != "area"], as_index=False)["value"].sum()
    totals = pd.concat([totals, asked.drop(columns="area")], ignore_index=True)
    totals = totals.assign(area=totals["service"].map({one.id: one.area for one in services}))
    # Of a service of one council the whole is what its area means: those who live elsewhere are in it.
    parts = counts[~whole].merge(totals[["service", "area"]].drop_duplicates(), how="left", indicator=True)
    return pd.concat([totals, parts[parts["_merge"].eq("left_only")][counts.columns]], ignore_index=True)


def _with_noughts(counts: pd.DataFrame, last: int) -> pd.DataFrame:
    """The counts with a nought wherever a service, from its first quarter on, has none."""
    grids = []
    for _, own in counts.groupby("service", sort=True):
        grid = own[["service", "area"]].drop_duplicates()
        for names in (["measure"], ["by", "group"]):
            grid = grid.merge(own[names].drop_duplicates(), how="cross")
        grids.append(grid.merge(pd.DataFrame({"quarter": range(own["quarter"].min(), last + 1)}), how="cross"))
    if not grids:
        return counts
    full = pd.concat(grids, ignore_index=True).merge(counts, on=PLACE, how="left", validate="1:1")
    return full.assign(value=full["value"].fillna(0).astype("int64"))


def _describe(counts: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The counts with the words of the figures table, in its order."""
    era_of = {service.id: era.id for era, service in _services(catalogue.eras)}
    measures: dict[str, Measure] = {measure.id: measure for measure in catalogue.measures}
    start = counts["quarter"].map(quarter_start)
    end = counts["quarter"].map(lambda number: quarter_start(number + 1) - timedelta(days=1))
    flow = counts["measure"].map(lambda name: measures[name].flow)
    order = {name: place for place, name in enumerate(measures)}
    described = counts.assign(
        era=counts["service"].map(era_of),
        quarter=start.map(quarter_label),
        period_start=start.where(flow.ne("stock"), end),
        period_end=end,
        flow=flow,
        unit=counts["measure"].map(lambda name: measures[name].unit),
        order=counts["measure"].map(order),
    )
    return described.sort_values(
        ["service", "order", "by", "group", "area", "period_end"], kind="stable", ignore_index=True
    )[COLUMNS]


def _services(eras: tuple[Era, ...]) -> Iterator[tuple[Era, Service]]:
    for era in eras:
        for service in era.services:
            yield era, service
