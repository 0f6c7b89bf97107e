"""What must hold between the columns of a figure and between figures, whatever the papers say."""

from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault
from analysis.reference.schemas import RELATIONS
from analysis.sources.contents import Contents

# What a percentage can be taken of: things that add up.
ADDITIVE_UNITS = ("count", "gbp", "hours")
# Figures that a paper builds from others: following these must come to an end.
ORDERED = ("part_of", "subset_of", "restates", "target_of")


def figure_faults(contents: Contents) -> list[Fault]:
    """A fault for each figure whose columns or relations cannot be meant."""
    printed = contents.printed()
    by_id = printed.drop_duplicates("id").set_index("id", drop=False)
    rows = [*printed.itertuples(index=False)]
    units = {measure.id: measure.unit for measure in contents.registers["measures"].values()}
    eras = {service.id: era.id for era in contents.registers["eras"].values() for service in era.services}
    faults = [*_repeated_ids(printed)]
    for figure in rows:
        faults += [
            *_value_faults(figure),
            *_missing_faults(figure),
            *_word_faults(figure, units, eras),
            *_relation_faults(figure, by_id),
        ]
    return faults + [fault for relation in ORDERED for fault in _cycles(printed, by_id, relation)]


def _fault(figure, column: str, value: object, expected: str) -> Fault:
    return Fault(figure.file, int(figure.row), column, str(value) if value != "" else "empty", expected)


def _repeated_ids(printed: pd.DataFrame) -> Iterator[Fault]:
    # The schema sees a repetition within a file; this one sees it across files.
    first = printed.drop_duplicates("id").set_index("id")
    for figure in printed[printed["id"].duplicated() & printed["id"].ne("")].itertuples(index=False):
        earlier = first.loc[figure.id]
        if earlier["file"] != figure.file:
            yield _fault(figure, "id", figure.id, f"{earlier['file']}, row {earlier['row']} has this id already")


def _value_faults(figure) -> Iterator[Fault]:
    low, high = figure.value_low, figure.value_high
    if figure.precision == "range" and pd.isna(low) and pd.isna(high):
        yield _fault(figure, "value_low", "", "a range has value_low, value_high or both")
    for column in ("value_low", "value_high"):
        end = getattr(figure, column)
        if figure.precision != "range" and pd.notna(end):
            yield _fault(figure, column, f"{end:g}", f"expected the precision range beside it, not {figure.precision}")
    if low > high:
        yield _fault(figure, "value_high", f"{high:g}", f"expected {low:g} or more, the lower end of the range")
    if figure.unit == "count" and pd.notna(figure.value) and (figure.value < 0 or figure.value % 1):
        yield _fault(figure, "value", f"{figure.value:g}", "a count is a whole number from 0")


def _missing_faults(figure) -> Iterator[Fault]:
    reasons = figure.reason_missing
    missing = {
        "value": pd.isna(figure.value) and figure.precision != "range",
        "period_start": pd.isna(figure.period_start),
        "period_end": pd.isna(figure.period_end),
        "area": figure.area == "",
    }
    for column, is_missing in missing.items():
        # «period: ...» is the reason for both of its days.
        if is_missing and f"{column}:" not in reasons and f"{column.split('_')[0]}:" not in reasons:
            expected = f"expected a value, or the reason in reason_missing, such as «{column}: not stated»"
            yield _fault(figure, column, "", expected)


def _word_faults(figure, units: dict[str, str], eras: dict[str, str]) -> Iterator[Fault]:
    if figure.measure in units and figure.unit != units[figure.measure]:
        expected = f"measures.yml counts «{figure.measure}» in {units[figure.measure]}"
        yield _fault(figure, "unit", figure.unit, expected)
    if figure.service in eras and figure.era != eras[figure.service]:
        yield _fault(figure, "era", figure.era, f"the service {figure.service} belongs to {eras[figure.service]}")


def _relation_faults(figure, by_id: pd.DataFrame) -> Iterator[Fault]:
    for relation in RELATIONS:
        other = getattr(figure, relation)
        if other and other == figure.id:
            yield _fault(figure, relation, other, "a figure stands in no relation to itself")
    for relation in ("percent_of", "percent_base"):
        other = getattr(figure, relation)
        if other and figure.unit != "percent":
            yield _fault(figure, relation, other, f"only a percentage has one; this figure is in {figure.unit}")
        elif other in by_id.index and by_id.at[other, "unit"] not in ADDITIVE_UNITS:
            expected = f"expected a count or an amount; {other} is in {by_id.at[other, 'unit']}"
            yield _fault(figure, relation, other, expected)
    for relation in ("part_of", "subset_of", "restates", "target_of"):
        other = getattr(figure, relation)
        if other in by_id.index and by_id.at[other, "unit"] != figure.unit:
            expected = f"expected a figure in {figure.unit}; {other} is in {by_id.at[other, 'unit']}"
            yield _fault(figure, relation, other, expected)


def _cycles(printed: pd.DataFrame, by_id: pd.DataFrame, relation: str) -> Iterator[Fault]:
    follows = by_id[relation].to_dict()
    for figure in printed.itertuples(index=False):
        seen = [figure.id]
        while follows.get(seen[-1], "") and follows[seen[-1]] not in seen:
            seen.append(follows[seen[-1]])
        if len(seen) > 1 and follows.get(seen[-1], "") == figure.id:
            circle = " -> ".join([*seen, figure.id])
            yield _fault(figure, relation, getattr(figure, relation), f"the relation goes in a circle: {circle}")
