"""Totals over areas: paths are added first, limits taken afterwards."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.errors import BadArgument
from analysis.model.projection.projecting import Projection


def add_up(projection: Projection, totals: Mapping[str, Sequence[str]]) -> Projection:
    """Projections of totals, such as {"LLR": ["Leicester", "Leicestershire", "Rutland"]}.

    The means of the parts add up to the mean of the total; its limits come from the added paths, so they are narrower
    than added limits unless the parts move as one. Raises BadArgument where a part was refused, is unknown, or no
    paths were drawn.
    """
    paths, frames = {}, []
    by_series = dict(tuple(projection.frame.groupby("series_id", sort=False)))
    for total, parts in totals.items():
        for part in parts:
            if part not in projection.paths:
                reason = projection.refused.get(part, "it was not projected with paths")
                raise BadArgument(f"{total} cannot be added up: {part}: {reason}.")
        paths[total] = np.sum([projection.paths[part] for part in parts], axis=0)
        frames.append(_frame(total, [by_series[part] for part in parts], paths[total], projection.levels))
    return Projection(pd.concat(frames, ignore_index=True), {}, paths, projection.levels)


def _frame(total: str, parts: list[pd.DataFrame], paths: np.ndarray, levels: tuple[float, ...]) -> pd.DataFrame:
    first = parts[0].reset_index(drop=True)
    for other in parts[1:]:
        if list(other["period_end"].dropna()) != list(first["period_end"].dropna()):
            raise BadArgument(f"{total} cannot be added up: its parts are projected for different periods.")
    frame = first.assign(series_id=total, mean=np.sum([part["mean"].to_numpy() for part in parts], axis=0))
    for level in levels:
        frame[f"lo{level:g}"] = np.quantile(paths, 0.5 - level / 200, axis=0, method="inverted_cdf")
        frame[f"hi{level:g}"] = np.quantile(paths, 0.5 + level / 200, axis=0, method="inverted_cdf")
    return frame.assign(method="sum of paths")
