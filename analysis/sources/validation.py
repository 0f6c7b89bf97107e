"""Everything that is wrong in `data/`, all at once."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.errors import BadData, Fault
from analysis.reference.registers import Correction
from analysis.sources.catalogue import REGISTERS
from analysis.sources.contents import Contents, read_contents
from analysis.sources.indicator_rules import indicator_faults
from analysis.sources.indicators import load_indicators
from analysis.sources.references import unknown_ids
from analysis.sources.relations import figure_faults
from analysis.sources.scenarios import scenario_faults
from analysis.sources.tables import shown

# Columns of which the second must not come before the first.
SPANS = (("period_start", "period_end"), ("start", "end"), ("end", "extension_to"), ("date", "date_end"))
RATINGS = range(1, 6)


def check_data(folder: Path) -> list[Fault]:
    """All faults of a data folder, by file and row; an empty list means that it can be used."""
    contents = read_contents(folder)
    faults = [
        *contents.faults,
        *unknown_ids(contents),
        *figure_faults(contents),
        *_span_faults(contents),
        *_assumption_faults(contents),
        *_correction_faults(contents),
        *_template_faults(contents, folder),
        *_indicator_faults(folder, contents),
        *scenario_faults(folder),
    ]
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.file, fault.row or 0, fault.column or ""))


def _span_faults(contents: Contents) -> Iterator[Fault]:
    for file, frame in contents.tables.items():
        for first, last in SPANS:
            if {first, last} <= set(frame.columns):
                for line, row in frame[frame[last] < frame[first]].iterrows():
                    expected = f"expected {row[first]:%Y-%m-%d} or later, the {first.replace('_', ' ')}"
                    yield Fault(file, line, last, f"{row[last]:%Y-%m-%d}", expected)
    for line, era in contents.registers["eras"].items():
        for dated in (era, *era.services):
            if dated.start and dated.end and dated.end < dated.start:
                yield Fault("eras.yml", line, f"{dated.id}, end", str(dated.end), f"expected {dated.start} or later")


def _assumption_faults(contents: Contents) -> Iterator[Fault]:
    file = REGISTERS["assumptions"][0]
    for line, one in contents.registers["assumptions"].items():
        if not one.low <= one.value <= one.high:
            yield Fault(file, line, "value", f"{one.value:g}", f"expected a value from {one.low:g} to {one.high:g}")
        for rating in ("quality", "impact"):
            if getattr(one, rating) not in RATINGS:
                yield Fault(file, line, rating, str(getattr(one, rating)), "expected a rating from 1 to 5")


def _correction_faults(contents: Contents) -> Iterator[Fault]:
    file = REGISTERS["corrections"][0]
    for line, correction in contents.registers["corrections"].items():
        frame = contents.tables.get(correction.file)
        if frame is None or not {correction.printed_column, correction.column} <= set(frame.columns):
            expected = "expected a table of the data folder and two of its columns"
            yield Fault(file, line, "file", correction.file, expected)
        else:
            yield from _one_correction(correction, line, frame)


def _one_correction(correction: Correction, line: int, frame: pd.DataFrame) -> Iterator[Fault]:
    meant = frame[frame["id"].isin(correction.rows)] if correction.rows else frame
    wrong = meant[meant[correction.printed_column] == correction.wrong]
    if wrong.empty or len(wrong) < len(correction.rows):
        where = f"{correction.file} has no such row any more in {correction.printed_column}"
        yield Fault(
            REGISTERS["corrections"][0], line, "wrong", correction.wrong, f"{where}: mended? then delete the entry"
        )
    for row, value in wrong[correction.column].items():
        if shown(value) != correction.right:
            expected = f"expected {correction.right}, as the correction {correction.id} has it"
            yield Fault(correction.file, row, correction.column, shown(value), expected)


def _template_faults(contents: Contents, folder: Path) -> Iterator[Fault]:
    for line, board in contents.registers["boards"].items():
        if not (folder / board.template).is_file():
            yield Fault(REGISTERS["boards"][0], line, "template", board.template, "expected a file of the data folder")


def _indicator_faults(folder: Path, contents: Contents) -> list[Fault]:
    try:
        return list(indicator_faults(load_indicators(folder), contents))
    except BadData as wrong:
        return wrong.faults
