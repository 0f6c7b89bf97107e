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
    "era",
    "service",
    "period_start",
    "period_end",
    "value",
    "low",
    "high",
    "unit",
    "numerator",
    "denominator",
    "denominator_most",
    "rate_per_1000_adults",
    "rate_low",
    "rate_high",
    "status",
    "reason",
    "source",
    "figures",
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
    calculated` or `no data`; every row that is not shown has its reason. `denominator` is the base or the least that it
    may be, `denominator_most` the most; `figures` the ids of the published figures behind a row, a space between.
    """
    own = {name: _of(table, area, alike) for name, table in tables.items()}
    rows = [_expected(row) for row in own["expected"]]
    kinds = {rung.id: rung.kind for rung in rungs}
    ladder = own["ladder"] or _no_ladder(area, rungs)
    rows += [_rung(row, kinds[row["rung"]] == "police") for row in ladder if kinds[row["rung"]] != "estimated"]
    rows += [_standard(row) for row in own["standards"]]
    rows += [_share(row, row["count"], row["base_least"], row["base_most"]) for row in own["profiles"]]
    rows += [_share(row, row["value"], row["base"], row["base"]) for row in own["reach"]]
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
    row = {"area": area, "era": "", "service": "", "period_start": pd.NaT, "period_end": pd.NaT, "figures": ()}
    police = police_reason(area)
    nothing = f"Not shown: no service publishes figures for {area} alone; those of a larger area say nothing of a part."
    return [row | {"rung": rung.id, "reason": police if rung.kind == "police" else nothing} for rung in rungs]


def _expected(row: dict) -> dict:
    return {
        "indicator": "estimated-victims",
        "about": f"{row['sex']}, survey of {row['series']}",
        "value": row["victims"],
        "low": row["low"],
        "high": row["high"],
        "unit": "people expected in the year",
        "numerator": row["victims"],
        "denominator": row["residents"],
        "denominator_most": row["residents"],
        "period_start": row["survey_year"] - pd.DateOffset(years=1) + pd.Timedelta(days=1),
        "period_end": row["survey_year"],
        "reason": row["reason"],
        "source": row["source"],
    }


def _rung(row: dict, is_police: bool) -> dict:
    missing = float("nan")
    place = {"era": "", "service": ""} if is_police else {"era": row["era"], "service": row["service"]}
    nobody = f"no service of {row['era']}" if row["era"] else "no service"
    return place | {
        "indicator": row["rung"],
        "about": "the police force's area" if is_police else row["service"] or nobody,
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "value": row.get("value", missing),
        "unit": row.get("measure") or "people",
        "numerator": row.get("value", missing),
        "denominator": row.get("adults", missing),
        "denominator_most": row.get("adults", missing),
        "rate_per_1000_adults": row.get("rate", missing),
        "rate_low": row.get("rate_low", missing),
        "rate_high": row.get("rate_high", missing),
        "reason": row["reason"] or _text(row.get("rate_reason")),
        "source": _text(row.get("source")),
        "figures": " ".join(row["figures"]),
    }


def _standard(row: dict) -> dict:
    is_range = row["low"] != row["high"]  # a rule is no estimate: only a caseload from least to most has limits
    return {
        "indicator": row["standard"],
        "about": "asked for by the standard",
        "value": row["value"],
        "low": row["low"] if is_range else float("nan"),
        "high": row["high"] if is_range else float("nan"),
        "unit": "asked for",
        "denominator": row["base"],
        "denominator_most": row["base"],
        "period_end": row["reference_date"],
        "reason": row["reason"],
        "source": _text(row["source"]),
    }


def _share(row: dict, count: float, least: float, most: float) -> dict:
    return {
        "era": row["era"],
        "service": row["service"],
        "indicator": row["indicator"],
        "about": ", ".join(part for part in (row["service"], row["group"], row["measure"]) if part),
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "value": row["share"],
        "low": row["low"],
        "high": row["high"],
        "unit": "share of people",
        "numerator": count,
        "denominator": least,
        "denominator_most": most,
        "reason": row["reason"],
        "source": row["source"],
        "figures": " ".join(row["figures"]),
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
