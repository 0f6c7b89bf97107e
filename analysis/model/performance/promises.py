"""What contracts promise against what was counted: bounds where the paper prints no last day."""

import pandas as pd

from analysis.model.rates import poisson_interval

DAYS_IN_A_MONTH = 365.25 / 12
COLUMNS = [
    "promise",
    "era",
    "service",
    "area",
    "group",
    "promised",
    "promised_months",
    "unit",
    "measure",
    "value",
    "months_at_most",
    "yearly_at_least",
    "yearly_low",
    "status",
    "reason",
    "figures",
    "source",
]
CANNOT_TELL, MET, NOT_MET = "cannot tell", "met", "not met"
MONTHS_IN_A_YEAR = 12
NOTHING = "Nothing was published by which it could be tested."
NO_END = "The count has no printed last day, so it may cover less time than up to the paper."


def check_promises(figures: pd.DataFrame, promises, confidence: float) -> pd.DataFrame:
    """Each row is a promise and a count that bears on it, or a promise with none.

    figures: the figures table; promises: records with `id`, `target` (the measure of the promise) and `counts`. A count
    without a last day covers at most the time to its paper's publication, so its yearly number is at least that much:
    `met` needs the lower limit of the least number above the promise, `not met` a known period with its upper limit
    below; else `cannot tell`.
    """
    first = figures[figures["restates"].eq("")]
    rows = []
    for one in promises:
        for promise in first[first["measure"].eq(one.target)].to_dict("records"):
            same = first["service"].eq(promise["service"]) & first["measure"].isin(one.counts) & first["value"].notna()
            rows += _check(one.id, promise, first[same].to_dict("records"), confidence)
    return pd.DataFrame(rows, columns=COLUMNS)


def _check(promise_id: str, promise: dict, counted: list[dict], confidence: float) -> list[dict]:
    row = {
        "promise": promise_id, "promised": promise["value"], "promised_months": promise["exposure_months"],
        "unit": promise["unit"], "figures": (promise["id"],), "status": CANNOT_TELL, "reason": NOTHING,
        **{name: promise[name] for name in ("era", "service", "area", "group", "source")},
    }  # fmt: skip
    return [row | _one(promise, figure, confidence) for figure in counted] or [row]


def _one(promise: dict, figure: dict, confidence: float) -> dict:
    made = {"measure": figure["measure"], "value": figure["value"], "figures": (promise["id"], figure["id"])}
    known_end = pd.notna(figure["period_end"])
    end = figure["period_end"] if known_end else figure["published"]
    if pd.isna(figure["period_start"]) or pd.isna(end) or end <= figure["period_start"]:
        return made | {"status": CANNOT_TELL, "reason": "The count is of a day, or its period was not published."}
    months = ((end - figure["period_start"]).days + 1) / DAYS_IN_A_MONTH
    low, high = (limit * MONTHS_IN_A_YEAR / months for limit in poisson_interval(figure["value"], confidence))
    promised = promise["value"] * MONTHS_IN_A_YEAR / (promise["exposure_months"] or MONTHS_IN_A_YEAR)
    status = MET if low >= promised else NOT_MET if known_end and high < promised else CANNOT_TELL
    return made | {
        "months_at_most": months, "yearly_at_least": figure["value"] * MONTHS_IN_A_YEAR / months, "yearly_low": low,
        "status": status, "reason": "" if known_end or status == MET else NO_END,
    }  # fmt: skip
