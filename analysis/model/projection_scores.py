"""What an earlier projection of demand was worth, now that its periods have been counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.errors import BadArgument
from analysis.model.projection.backtesting import interval_score
from analysis.reference.periods import months_between

SERVICE = ["era", "service", "area"]
KEYS = [*SERVICE, "period_start", "period_end"]
LEVELS = (80, 95)
MONTHS_IN_YEAR = 12
LEAST_SCALE = 1.0  # a person: errors of a series that never changed are not divided by nought
NOT_COUNTED = "Not counted yet."
OTHER_MEASURE = "The service is counted by another measure now."


@dataclass(frozen=True)
class ProjectionScore:
    """An earlier projection against what then happened.

    points: each row is a projected period: SERVICE, `measure`, its dates, `step` (periods ahead), `observed`, `mean`,
    the limits, `naive` (the same season of the last year that was known) with its limits, `scale`, and the `reason`
    why it cannot be scored, else empty.
    by_horizon: each row is a step and a level, over all services, and once `step` 0 for all steps: `forecasts`,
    `coverage` (a fraction), `interval_score`, `mean_error` (bias, above nought too high) and the same of the seasonal
    naive as `naive_...`; scores and errors are multiples of the usual change of each series, lower is better.
    """

    points: pd.DataFrame
    by_horizon: pd.DataFrame


def score_projection(
    projection_then: pd.DataFrame, observed_now: pd.DataFrame, levels: Sequence[float] = LEVELS
) -> ProjectionScore:
    """How the rows of an earlier `project_demand` did against the counts that are known now.

    projection_then: as projected (dates may be text); observed_now: rows of demand with SERVICE, `measure`, the dates
    and `value`, those before the projection among them: the naive forecast is made of these alone.
    Raises BadArgument where a column is missing. Method: Gneiting and Raftery (2007), JASA 102, for the interval score.
    """
    limits = [f"{side}{level:g}" for level in levels for side in ("lo", "hi")]
    _require(projection_then, [*KEYS, "measure", "mean", *limits], "projection_then")
    _require(observed_now, [*KEYS, "measure", "value"], "observed_now")
    ahead, counted = _dated(projection_then), _dated(observed_now)
    made = ahead[ahead["mean"].notna()].sort_values([*SERVICE, "period_start"], kind="stable")
    if "group" in counted:
        counted = counted[counted["group"].eq("all")]
    parts = [_score(rows, counted, key, limits, levels) for key, rows in made.groupby(SERVICE, sort=False)]
    points = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*KEYS, "step", "reason"])
    return ProjectionScore(points, _by_horizon(points[points["reason"].eq("")], levels))


def _score(rows: pd.DataFrame, counted: pd.DataFrame, key: tuple, limits: list[str], levels) -> pd.DataFrame:
    own = counted[(counted[SERVICE] == list(key)).all(axis=1)]
    same = own[own["measure"].eq(rows["measure"].iloc[0])]
    found = same.drop_duplicates(["period_start", "period_end"]).set_index(["period_start", "period_end"])["value"]
    periods = pd.MultiIndex.from_frame(rows[["period_start", "period_end"]])
    observed = found.reindex(periods).to_numpy(dtype=float)
    why = OTHER_MEASURE if len(own) and same.empty else NOT_COUNTED
    scored = rows[[*KEYS, "measure", "mean", *limits]].assign(
        step=np.arange(1, len(rows) + 1), observed=observed, reason=np.where(np.isnan(observed), why, "")
    )
    before = same[same["period_end"] < rows["period_start"].iloc[0]].sort_values("period_start")
    return scored.assign(**_naive(before, rows, levels))


def _naive(before: pd.DataFrame, rows: pd.DataFrame, levels: Sequence[float]) -> dict[str, object]:
    """The same season of the last known year (with less than that, the last count) and its normal limits."""
    past = before["value"].to_numpy(dtype=float)
    steps = np.arange(len(rows))
    if not len(past):
        return {"naive": np.nan, "scale": LEAST_SCALE} | {
            f"naive_{s}{x:g}": np.nan for x in levels for s in ("lo", "hi")
        }
    months = months_between(rows["period_start"].iloc[0], rows["period_end"].iloc[0])
    a_year = max(1, round(MONTHS_IN_YEAR / months))
    lag = a_year if len(past) > a_year else 1
    naive = past[len(past) - lag + steps % lag]
    changes = past[lag:] - past[:-lag]
    deviation = np.sqrt(np.mean(changes**2)) if len(changes) else np.nan
    reach = deviation * np.sqrt(steps // lag + 1)
    made = {"naive": naive, "scale": max(LEAST_SCALE, float(np.mean(np.abs(changes)))) if len(changes) else LEAST_SCALE}
    for level in levels:
        half_width = norm.ppf(0.5 + level / 200) * reach
        made |= {f"naive_lo{level:g}": naive - half_width, f"naive_hi{level:g}": naive + half_width}
    return made


def _by_horizon(points: pd.DataFrame, levels: Sequence[float]) -> pd.DataFrame:
    steps = [(0, points), *points.groupby("step")] if len(points) else []
    rows = [
        {"step": step, "level": level, "forecasts": len(same)}
        | _measured(same, "", level)
        | _measured(same, "naive_", level)
        for step, same in steps
        for level in levels
    ]
    return pd.DataFrame(rows)


def _measured(points: pd.DataFrame, prefix: str, level: float) -> dict[str, float]:
    observed, scale = points["observed"], points["scale"]
    low, high = points[f"{prefix}lo{level:g}"], points[f"{prefix}hi{level:g}"]
    known = low.notna()
    score = interval_score(observed, low, high, level) / scale
    centre = points["naive" if prefix else "mean"]
    return {
        f"{prefix}coverage": observed.between(low, high)[known].mean() if known.any() else np.nan,
        f"{prefix}interval_score": score.mean(),
        f"{prefix}mean_error": ((centre - observed) / scale).mean(),
    }


def _dated(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(**{name: pd.to_datetime(table[name]) for name in ("period_start", "period_end")})


def _require(table: pd.DataFrame, columns: list[str], name: str) -> None:
    missing = [column for column in columns if column not in table]
    if missing:
        raise BadArgument(f"{name}: has no column {', '.join(missing)}; expected {', '.join(columns)}.")
