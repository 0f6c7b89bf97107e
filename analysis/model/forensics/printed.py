"""What a printed figure can mean: its columns made whole, its decimals, and the bounds of the number behind it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

TEXT = (
    "id", "source", "locator", "era", "service", "measure", "group", "area", "period_printed", "flow", "unit",
    "precision", "value_printed", "part_of", "subset_of", "percent_of", "percent_base", "table", "target_of",
    "restates",
)  # fmt: skip
NUMBERS = ("value", "value_low", "value_high", "exposure_months")
DATES = ("period_start", "period_end", "published")
SERIES = ("source", "era", "service", "measure", "group", "area", "unit")
MOST_DECIMALS = 6  # beyond this a percentage is a computed number, not a printed one
ABOUT_SHARE = 0.05  # «about» is taken to be within a twentieth, or half of the last digit that is not nought
COUNTED = ("count", "visits", "")  # units of whole things; everything else is measured and may have been rounded
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
SCALED = r"(?i)\d[\d,]*(?:\.(?P<decimals>\d+))?\s*(?P<scale>k|m|bn|thousand|million|billion)\b"
NANOSECONDS_IN_A_DAY = 86_400_000_000_000


def complete(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with every column that a rule reads; what is absent or empty claims nothing.

    Adds `low` and `high` (bounds of the printed number, missing where it is not known), `half_unit` (half of its last
    printed place where the unit is measured, not counted), `decimals`, `first_day`, `last_day` (whole days, missing
    where unknown), `is_first` (not a second printing in the same paper) and `series` (number of its series).
    """
    frame = pd.DataFrame(index=pd.RangeIndex(len(figures)))
    for column in TEXT:
        frame[column] = _text(figures[column]) if column in figures else ""
    for column in NUMBERS:
        given = figures[column] if column in figures else pd.Series(np.nan, index=figures.index)
        frame[column] = pd.to_numeric(given).astype(float).to_numpy()
    for column in DATES:
        given = figures[column] if column in figures else pd.Series(pd.NaT, index=figures.index)
        frame[column] = pd.to_datetime(given).astype("datetime64[ns]").to_numpy()
    frame["id"] = frame["id"].where(frame["id"] != "", "row " + (frame.index + 1).astype(str))
    frame["group"] = frame["group"].replace("", "all")
    return _with_series(_with_bounds(frame))


def _text(column: pd.Series) -> list[str]:
    given = zip(column.to_numpy(dtype=object).tolist(), column.notna().to_numpy().tolist(), strict=True)
    return [str(cell).strip() if is_given else "" for cell, is_given in given]


def _with_series(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.assign(is_first=frame["restates"] == "")
    frame["series"] = frame.groupby(list(SERIES), sort=False).ngroup()
    for column, day in (("period_start", "first_day"), ("period_end", "last_day")):
        days = frame[column].astype("int64") // NANOSECONDS_IN_A_DAY
        frame[day] = days.where(frame[column].notna())
    return frame


def _with_bounds(frame: pd.DataFrame) -> pd.DataFrame:
    value, precision = frame["value"], frame["precision"]
    decimals = _decimals(value, frame["value_printed"], frame["unit"])
    places = _last_place(frame["value_printed"], decimals)
    is_about = precision == "about"
    slack = pd.Series(0.0, index=frame.index).mask(places > 1, places / 2)
    slack = slack.mask(is_about, np.maximum(_last_digit(value) / 2, ABOUT_SHARE * value.abs()))
    low, high = value - slack, value + slack
    high = high.mask(precision == "over", np.inf)
    low = low.mask(precision == "under", 0.0)
    is_range = precision == "range"
    low = low.mask(is_range, frame["value_low"].fillna(value).fillna(0.0))
    high = high.mask(is_range, frame["value_high"].fillna(value).fillna(np.inf))
    is_measured = ~frame["unit"].isin(COUNTED)
    half_unit = (places / 2).where(is_measured & (slack == 0), 0.0)
    return frame.assign(decimals=decimals, low=low, high=high, half_unit=half_unit, is_exact=(low == high))


def _decimals(value: pd.Series, printed: pd.Series, unit: pd.Series) -> pd.Series:
    """Decimals as printed; without a printing, the fewest that give the value (a trailing nought is not evidence)."""
    fewest = pd.Series(MOST_DECIMALS, index=value.index)
    for places in range(MOST_DECIMALS - 1, -1, -1):
        scaled = value * 10**places
        fewest = fewest.mask(np.isclose(scaled, scaled.round(), rtol=0, atol=1e-7 * 10**places), places)
    is_percent = (unit == "percent") & printed.str.contains("%", regex=False)
    shown = printed.where(is_percent, "").str.extract(r"(\d+)(?:\.(\d+))?\s*%")
    number = pd.to_numeric(shown[0] + "." + shown[1].fillna("0"), errors="coerce")
    agrees = np.isclose(number, value.abs(), rtol=0, atol=1e-9)
    return fewest.mask(agrees, shown[1].fillna("").str.len()).astype(int)


def _last_place(printed: pd.Series, decimals: pd.Series) -> pd.Series:
    """Size of the last printed place: 1 for «231», 0.1 for «12.5», 1000 for «£868k»."""
    place = 10.0 ** -decimals.astype(float)
    may_scale = printed.str.contains(r"\d\s*[kmbtKMBT]", regex=True)
    if may_scale.any():
        found = printed[may_scale].str.extract(SCALED)
        scale = found["scale"].str.lower().map(SCALES)
        scaled = scale / 10.0 ** found["decimals"].fillna("").str.len()
        place = place.mask(scaled.reindex(place.index).notna(), scaled.reindex(place.index))
    return place


def _last_digit(value: pd.Series) -> pd.Series:
    """Place of the last digit that is not nought: 10 for 570, 100 for 8500, 1 for 61."""
    place = pd.Series(1.0, index=value.index)
    for power in range(1, 10):
        place = place.mask((value != 0) & (value % 10**power == 0), 10.0**power)
    return place


def printed_number(row: dict) -> float:
    """The number to show for a figure: its value, or the lower bound where only a range is printed."""
    return row["value"] if row["value"] == row["value"] else row["low"]


def as_records(frame: pd.DataFrame) -> list[dict]:
    """The rows as dictionaries; many times faster on wide tables than the method of pandas, which boxes each cell."""
    names = list(frame.columns)
    columns = [cells(frame[name]) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def cells(column: pd.Series) -> list:
    """The cells as plain objects; a date is made once for each day, since few days stand in many rows."""
    if column.dtype.kind != "M":
        return column.to_numpy(dtype=object).tolist()
    places, days = pd.factorize(column, use_na_sentinel=False)
    return days.to_numpy(dtype=object)[places].tolist()


def grouped(rows: list[dict], keys: Sequence[str]) -> dict[tuple, list[dict]]:
    """The rows by the values of some columns, groups and rows in order of appearance."""
    groups: dict[tuple, list[dict]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    return groups
