"""A file of figures from elsewhere, such as a provider's return or a published table, for the forensic rules alone.

Nothing of it enters the evidence. Any column may be absent and any cell empty: then nothing is claimed.
"""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import BadArgument, BadData, Fault
from analysis.reference.relations import check_relations
from analysis.reference.schemas import FIGURES, FLOWS, PRECISIONS
from analysis.reference.schemas import UNITS as KNOWN_UNITS
from analysis.sources.reading import read_at_most

NUMBERS = ("value", "value_low", "value_high", "exposure_months")
DATES = ("period_start", "period_end")
TEXT = tuple(name for name in FIGURES.columns if name not in (*NUMBERS, *DATES))
CHOICES = {"flow": FLOWS, "precision": (*PRECISIONS, "")}
UNITS = {"%": "percent", "percentage": "percent", "per cent": "percent", "£": "gbp", "pounds": "gbp"} | dict.fromkeys(
    ("number", "counts", "people", "persons", "cases", "no."), "count"
)
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
# What may be below nought: a change in percent, a sum of money that is owed.
MAY_BE_NEGATIVE = ("percent", "gbp", "")
WITHHELD = {"*", "c", "[c]", "x", "[x]", "..", "-", "–", "n/a", "na", "suppressed", "z", "[z]", ":"}
BELOW = re.compile(r"^(?:<|fewer than|less than|under)\s*(\d+)$", re.IGNORECASE)
NUMBER = re.compile(r"^-?£?-?\d[\d,]*(?:\.\d*)?%?$|^-?£?\.\d+%?$")
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?$")
DAY_FIRST = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")


# Further off is a slip of the keyboard, and further than a table of dates can hold.
YEARS = range(1900, 2200)
LARGEST_FILE_BYTES = 20_000_000  # all figures of the evidence are a tenth of a megabyte


def load_figures_file(path: Path) -> pd.DataFrame:
    """The figures of a CSV file with the columns of `data/figures/` that it has; others are left out.

    Numbers may carry commas, £ and %; a withheld cell (`*`, `[c]`, `..`) is missing, «<5» is a range. A date that no
    calendar has is kept as it is printed, in `period_printed`, for the rules to find; anything else that is not a date
    is a fault. `source` is the name of the file where no column says otherwise.
    Raises BadArgument where the file cannot be read, BadData with all faults, malformed relations among them.
    """
    header, rows, faults = _read(path)
    if not rows and not faults:
        raise BadData([Fault(path.name, None, None, "no figures", "expected a row for each figure below the headings")])
    columns = {name: [cells[number] for _, cells in rows] for number, name in enumerate(header)}
    lines = [line for line, _ in rows]
    typed: dict[str, object] = {"line": lines}
    for name in (*TEXT, "source"):
        if name in columns:
            typed[name] = columns[name]
    for name in NUMBERS:
        if name in columns:
            typed[name] = _numbers(columns[name], lines, name, path.name, faults)
    for name in DATES:
        if name in columns:
            typed[name] = pd.Series(_dates(columns[name], lines, name, path.name, faults), dtype="datetime64[us]")
    frame = pd.DataFrame(typed, index=range(len(lines)))
    faults += _wrong_choices(frame, path.name)
    frame = _with_ranges(_with_units(_with_impossible_dates(frame, columns), columns), columns)
    faults += [*_unknown_units(frame, path.name), *_negative_counts(frame, path.name)]
    faults += check_relations(frame.drop(columns="source", errors="ignore"), path.name)
    if faults:
        raise BadData(sorted(faults, key=lambda fault: fault.row or 0))
    source = frame["source"].replace("", path.stem) if "source" in frame else path.stem
    return frame.drop(columns="line").assign(source=source)


def _read(path: Path) -> tuple[list[str], list[tuple[int, list[str]]], list[Fault]]:
    try:
        content = read_at_most(path, LARGEST_FILE_BYTES)
    except OSError as fault:
        raise BadArgument(f"{path}: cannot be read ({fault.strerror}); expected a CSV file of figures.") from None
    except UnicodeDecodeError:
        raise BadArgument(f"{path}: is not text in UTF-8; save the file with that encoding.") from None
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    header: list[str] = []
    rows, faults, line = [], [], 1
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        faults, line = _header_faults(header, path.name), 2
        for cells in reader:
            if any(cell.strip() for cell in cells) and len(cells) != len(header):
                expected = f"expected {len(header)}, as in the first row"
                faults.append(Fault(path.name, line, None, f"{len(cells)} cells", expected))
            elif any(cell.strip() for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as fault:
        expected = "expected quotes that open and close"
        faults.append(Fault(path.name, line, None, f"not readable as CSV ({fault})", expected))
    return header, rows, faults


def _header_faults(header: list[str], file: str) -> list[Fault]:
    for sign, name in SEPARATORS.items():
        if len(header) == 1 and sign in header[0]:
            return [Fault(file, 1, None, f"the columns are separated by {name}", "expected commas between them")]
    faults = [
        Fault(file, 1, name, "the column stands twice", "expected each column once")
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    if "value" not in header:
        expected = "expected the printed numbers under this name"
        faults.append(Fault(file, 1, "value", "the column is missing", expected))
    return faults


def _numbers(cells: list[str], lines: list[int], name: str, file: str, faults: list[Fault]) -> list[float]:
    numbers = []
    for cell, line in zip(cells, lines, strict=True):
        if NUMBER.match(cell):
            numbers.append(float(cell.replace(",", "").replace("£", "").rstrip("%")))
            continue
        numbers.append(float("nan"))
        if cell and cell.lower() not in WITHHELD and not BELOW.match(cell) and cell.lower() != "nan":
            faults.append(Fault(file, line, name, cell, "expected a number, or * where it is withheld"))
    return numbers


def _dates(cells: list[str], lines: list[int], name: str, file: str, faults: list[Fault]) -> list[date | None]:
    known: dict[str, date | None] = {"": None}
    for cell, line in zip(cells, lines, strict=True):
        if cell not in known:
            known[cell] = _to_date(cell)
        if cell and known[cell] is None and not _looks_like_a_date(cell):
            faults.append(Fault(file, line, name, cell, "expected a day as year-month-day, such as 2023-06-30"))
        if known[cell] and known[cell].year not in YEARS:
            faults.append(Fault(file, line, name, cell, "expected a day from 1900 to 2199"))
            known[cell] = None
    return [known[cell] for cell in cells]


def _looks_like_a_date(cell: str) -> bool:
    return bool(ISO.match(cell) or DAY_FIRST.match(cell))


def _to_date(cell: str) -> date | None:
    """The day, or None for text that is no date and for a date that no calendar has."""
    iso, day_first = ISO.match(cell), DAY_FIRST.match(cell)
    parts = iso.groups() if iso else day_first.groups()[::-1] if day_first else ()
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _with_impossible_dates(frame: pd.DataFrame, columns: dict[str, list[str]]) -> pd.DataFrame:
    """The figures with dates that do not exist added to what is printed of their period."""
    for name in (name for name in DATES if name in frame):
        cells = pd.Series(columns[name])
        wrong = (cells != "") & frame[name].isna()
        if wrong.any():
            printed = frame["period_printed"] if "period_printed" in frame else pd.Series("", index=frame.index)
            is_new = wrong & ~pd.Series([cell in label for cell, label in zip(cells, printed, strict=True)])
            frame = frame.assign(period_printed=printed.mask(is_new, (printed + " " + cells).str.strip()))
    return frame


def _with_units(frame: pd.DataFrame, columns: dict[str, list[str]]) -> pd.DataFrame:
    """The figures with units in our words; an empty one is read from %, £ or being said to be a percentage."""
    unit = frame["unit"].str.lower() if "unit" in frame else pd.Series("", index=frame.index)
    unit = unit.replace(UNITS)
    cells = pd.Series(columns.get("value", [""] * len(frame)), index=frame.index, dtype=object)
    says_percent = cells.str.endswith("%")
    for name in ("percent_of", "percent_base"):
        if name in frame:
            says_percent |= frame[name] != ""
    unit = unit.mask((unit == "") & says_percent, "percent").mask(
        (unit == "") & cells.str.contains("£", regex=False), "gbp"
    )
    return frame.assign(unit=unit)


def _with_ranges(frame: pd.DataFrame, columns: dict[str, list[str]]) -> pd.DataFrame:
    """The figures with «<5» as a range from nought to one less, where no precision is given."""
    limits = pd.Series(columns.get("value", []), dtype=object).str.extract(BELOW)[0] if "value" in columns else None
    if limits is None or limits.isna().all():
        return frame
    precision = frame["precision"] if "precision" in frame else pd.Series("", index=frame.index)
    is_below = limits.notna() & (precision == "")
    given = {name: frame[name] if name in frame else float("nan") for name in ("value_low", "value_high")}
    frame = frame.assign(**given, precision=precision.mask(is_below, "range"))
    high = pd.to_numeric(limits) - 1
    return frame.assign(
        value_low=frame["value_low"].mask(is_below, 0.0), value_high=frame["value_high"].mask(is_below, high)
    )


def _unknown_units(frame: pd.DataFrame, file: str) -> list[Fault]:
    unknown = frame[~frame["unit"].isin(["", *KNOWN_UNITS])]
    expected = f"expected one of {', '.join(KNOWN_UNITS)}, or an empty cell"
    return [Fault(file, int(line), "unit", unit, expected) for line, unit in unknown[["line", "unit"]].to_numpy()]


def _negative_counts(frame: pd.DataFrame, file: str) -> list[Fault]:
    faults = []
    for name in (name for name in ("value", "value_low", "value_high", "exposure_months") if name in frame):
        below = (frame[name] < 0) & ((name == "exposure_months") | ~frame["unit"].isin(MAY_BE_NEGATIVE))
        for line, value, unit in frame.loc[below, ["line", name, "unit"]].itertuples(index=False):
            what = "months" if name == "exposure_months" else unit
            faults.append(Fault(file, int(line), name, f"{value:.10g}", f"expected 0 or more: this counts {what}"))
    return faults


def _wrong_choices(frame: pd.DataFrame, file: str) -> list[Fault]:
    faults = []
    for name, allowed in CHOICES.items():
        if name in frame:
            expected = f"expected one of {', '.join(one or 'empty' for one in allowed)}"
            wrong = frame[~frame[name].isin(allowed)]
            faults += [
                Fault(file, int(row["line"]), name, row[name], expected)
                for row in wrong[["line", name]].to_dict("records")
            ]
    return faults
