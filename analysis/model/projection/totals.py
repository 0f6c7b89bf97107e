"""Totals over areas: paths are added first, limits taken afterwards."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.projection.projecting import Projection


def add_up(projection: Projection, totals: Mapping[str, Sequence[str]]) -> Projection:
    """Projections of totals, such as {"LLR": ["Leicester", "Leicestershire", "Rutland"]}.

    The means of the parts add up to the mean of the total; its limits come from the added paths, so they are narrower
    than added limits unless the parts move as one. Raises BadArgument where a part was refused, is unknown or stands
    twice, where a series has the name of the total, or no paths were drawn.
    """
    paths, frames = {}, []
    by_series = dict(tuple(projection.frame.groupby("series_id", sort=False)))
    for total, parts in totals.items():
        _require_parts(projection, total, parts, set(by_series))
        _require_same_periods(total, [by_series[part] for part in parts])
        paths[total] = np.sum([projection.paths[part] for part in parts], axis=0)
        frames.append(_frame(total, [by_series[part] for part in parts], paths[total], projection.levels))
    return Projection(pd.concat(frames, ignore_index=True), {}, paths, projection.levels)


def _require_parts(projection: Projection, total: str, parts: Sequence[str], projected: set[str]) -> None:
    if total in projected:
        raise BadArgument(f"{total} cannot be added up: a series has this name; expected a new name for the total.")
    for part in parts:
        if part not in projection.paths:
            unknown = "it was not projected with paths" if part in projected else "no such series was projected"
            raise BadArgument(f"{total} cannot be added up: {part}: {projection.refused.get(part, unknown)}.")
        if list(parts).count(part) > 1:
            raise BadArgument(f"{total} cannot be added up: {part} stands twice among its parts.")


def _require_same_periods(total: str, parts: list[pd.DataFrame]) -> None:
    first = parts[0]
    for other in parts[1:]:
        if len(other) != len(first) or list(other["period_end"].dropna()) != list(first["period_end"].dropna()):
            raise BadArgument(f"{total} cannot be added up: its parts are projected for different periods.")


def _frame(total: str, parts: list[pd.DataFrame], paths: np.ndarray, levels: tuple[float, ...]) -> pd.DataFrame:
    first = parts[0].reset_index(drop=True)
    frame = first.assign(series_id=total, mean=np.sum([part["mean"].to_numpy() for part in parts], axis=0))
    for level in levels:
        frame[f"lo{level:g}"] = np.quantile(paths, 0.5 - level / 200, axis=0, method="inverted_cdf")
        frame[f"hi{level:g}"] = np.quantile(paths, 0.5 + level / 200, axis=0, method="inverted_cdf")
    return frame.assign(method="sum of paths")
