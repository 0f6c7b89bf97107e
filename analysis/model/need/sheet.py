"""Everything known of one area's need as one table: an indicator a row, its value, or why it is not shown."""

import pandas as pd

from analysis.model.need.ladder import police_reason

COLUMNS = [
    "group",
    "indicator",
    "label",
    "about",
    "area",
    "area_code",
    "period_start",
    "period_end",
    "value",
    "low",
    "high",
    "unit",
    "numerator",
    "denominator",
    "rate_per_1000_adults",
    "rate_low",
    "rate_high",
    "status",
    "reason",
    "source",
]
SHOWN, NOT_SHOWN, CANNOT, NO_DATA = "shown", "not shown", "cannot be calculated", "no data"


def one_area(
    area: str,
    code: str,
    alike: tuple[str, ...],
    tables: dict[str, pd.DataFrame],
    labels: dict[str, tuple[str, str]],
    rungs,
) -> pd.DataFrame:
    """Each row is an indicator of an area: its value with limits, or its status and reason.

    alike: other names of the same ground, whose rows stand where the area has none of its own; tables: `expected`,
    `ladder`, `standards`, `profiles` and `reach` as the model makes them, all areas in them; labels: for each indicator
    its group and its label; rungs: records with `id` and `kind`. `status` is `shown`, `not shown`, `cannot be
    calculated` or `no data`; every row that is not shown has its reason.
    """
    own = {name: _of(table, area, alike) for name, table in tables.items()}
    rows = [_expected(row) for row in own["expected"]]
    estimates = [rung.id for rung in rungs if rung.kind == "estimated"]
    rows += [_rung(row) for row in own["ladder"] or _no_ladder(area, rungs) if row["rung"] not in estimates]
    rows += [_standard(row) for row in own["standards"]]
    rows += [_share(row, row["count"], "base_least", "base_most") for row in own["profiles"]]
    rows += [_share(row, row["value"], "base", "base") for row in own["reach"]]
    place = {"area": area, "area_code": code}
    named = [row | place | dict(zip(("group", "label"), labels[row["indicator"]], strict=True)) for row in rows]
    # Two eras may have the same rung of the police, or nothing in the same words.
    table = pd.DataFrame([row | {"status": _status(row)} for row in named], columns=COLUMNS)
    return table.drop_duplicates(ignore_index=True)


def _of(table: pd.DataFrame, area: str, alike: tuple[str, ...]) -> list[dict]:
    own = table[table["area"].eq(area)]
    return (own if len(own) else table[table["area"].isin(alike)]).to_dict("records")


def _no_ladder(area: str, rungs) -> list[dict]:
    """The rungs of an area for which no service publishes anything of its own."""
    row = {"area": area, "service": "", "period_start": pd.NaT, "period_end": pd.NaT}
    police = police_reason(area)
    nothing = f"Not shown: no service publishes figures for {area} alone; those of a larger area say nothing of a part."
    return [row | {"rung": rung.id, "reason": police if rung.kind == "police" else nothing} for rung in rungs]


def _expected(row: dict) -> dict:
    return {
        "indicator": "estimated-victims",
        "about": f"{row['sex']}, survey series {row['series']}",
        "value": row["victims"],
        "low": row["low"],
        "high": row["high"],
        "unit": "people expected in the year",
        "numerator": row["victims"],
        "denominator": row["residents"],
        "period_start": row["survey_year"] - pd.DateOffset(years=1) + pd.Timedelta(days=1),
        "period_end": row["survey_year"],
        "reason": row["reason"],
        "source": row["source"],
    }


def _rung(row: dict) -> dict:
    missing = float("nan")
    return {
        "indicator": row["rung"],
        "about": row["service"] or "no service",
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "value": row.get("value", missing),
        "unit": row.get("measure") or "people",
        "numerator": row.get("value", missing),
        "denominator": row.get("adults", missing),
        "rate_per_1000_adults": row.get("rate", missing),
        "rate_low": row.get("rate_low", missing),
        "rate_high": row.get("rate_high", missing),
        "reason": row["reason"] or _text(row.get("rate_reason")),
        "source": _text(row.get("source")),
    }


def _standard(row: dict) -> dict:
    return {
        "indicator": row["standard"],
        "about": f"asked for by the standard, of {row['of']}",
        "value": row["value"],
        "low": row["low"],
        "high": row["high"],
        "unit": "asked for",
        "denominator": row["base"],
        "period_end": row["reference_date"],
        "reason": row["reason"],
        "source": _text(row["source"]),
    }


def _share(row: dict, count: float, least: str, most: str) -> dict:
    return {
        "indicator": row["indicator"],
        "about": ", ".join(part for part in (row["service"], row["group"], row["measure"]) if part),
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "value": row["share"],
        "low": row["low"],
        "high": row["high"],
        "unit": "share of people",
        "numerator": count,
        "denominator": row[least] if row[least] == row[most] else float("nan"),
        "reason": row["reason"],
        "source": row["source"],
    }


def _status(row: dict) -> str:
    reason = row["reason"]
    if reason.startswith("Not shown"):
        return NOT_SHOWN
    has_number = any(pd.notna(row.get(name)) for name in ("value", "numerator", "low"))
    if has_number:
        return SHOWN
    return CANNOT if reason.startswith("Cannot") else NO_DATA


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
