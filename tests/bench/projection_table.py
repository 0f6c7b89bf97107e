"""Print how good `dsva project` and its peers are on a folder of sets: accuracy, calibration, time.

    python tests/bench/projection_table.py FOLDER [--sample 100] [--last 16] [--only dsva]

FOLDER holds parquet files with series_id, period, value and split (train, test), as many as there are; a sets.json
may say the season_length of each. Needs the packages of requirements/bench.txt in an environment of its own. `dsva
project` is run as a user
would: one command on a whole set. The peers see one series at a time; where one fails it gets Naive2's forecast and
is counted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from peers import Forecaster, usual
from scoring import LEVELS, Forecast, naive2, score, seasonal_scale

ROOT = Path(__file__).parents[2]
QUARTERS = 4
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # or processor time counts idle threads
FIRST_PERIOD = pd.Period("1950Q1")
Series = list[tuple[np.ndarray, np.ndarray]]  # train and test of each series


def read_set(file: Path, *, period: int, sample: int | None, last: int | None) -> Series:
    """Train and test of each series; those that never change are left out, as a scaled error has no scale."""
    frame = pd.read_parquet(file)
    series = []
    for _, rows in frame.groupby("series_id", sort=False):
        train, test = (rows.loc[rows["split"] == split, "value"].to_numpy(float) for split in ("train", "test"))
        train = train[-last:] if last else train
        if seasonal_scale(train, period) > 0:
            series.append((train, test))
    if sample and sample < len(series):
        chosen = np.sort(np.random.default_rng(0).choice(len(series), sample, replace=False))
        series = [series[place] for place in chosen]
    return series


def by_command(series: Series, period: int) -> tuple[list[Forecast | None], float]:
    """Forecasts of `dsva project` on the whole set, and its processor seconds without those of starting up."""
    forecasts: list[Forecast | None] = [None] * len(series)
    seconds = 0.0
    for horizon in sorted({len(test) for _, test in series}):
        places = [place for place, (_, test) in enumerate(series) if len(test) == horizon]
        projected, used = _run_command([series[place][0] for place in places], horizon, period)
        _, start_up = _run_command([series[places[0]][0][:2]], horizon, period)  # two points: refused at once
        seconds += used - start_up
        for series_id, rows in projected.groupby("series_id", sort=False):
            limits = {level: (rows[f"lo{level}"].to_numpy(), rows[f"hi{level}"].to_numpy()) for level in LEVELS}
            forecasts[places[int(series_id)]] = Forecast(rows["mean"].to_numpy(), limits)
    return forecasts, seconds


def _run_command(trains: list[np.ndarray], horizon: int, period: int) -> tuple[pd.DataFrame, float]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "set.csv"
        pd.concat([_long(str(place), train) for place, train in enumerate(trains)]).to_csv(file, index=False)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "analysis", "project", file, "--horizon", horizon, "--period", period]
        command += ["--keep-going", "--may-be-negative"]
        with (Path(folder) / "out.csv").open("w") as out:
            subprocess.run(
                list(map(str, command)),
                cwd=ROOT,
                env=os.environ | ONE_THREAD,
                stdout=out,
                stderr=subprocess.DEVNULL,
                check=True,
            )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        projected = pd.read_csv(Path(folder) / "out.csv")
    return projected, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _long(series_id: str, train: np.ndarray) -> pd.DataFrame:
    periods = pd.period_range(FIRST_PERIOD, periods=len(train), freq="Q")
    starts, ends = (bound.strftime("%Y-%m-%d") for bound in (periods.start_time, periods.end_time))
    return pd.DataFrame({"series_id": series_id, "period_start": starts, "period_end": ends, "value": train})


def by_peer(forecaster: Forecaster, series: Series, period: int) -> tuple[list[Forecast | None], float]:
    """Forecasts of a peer, None where it fails, and its processor seconds after one warm-up."""
    _attempt(forecaster, series[0], period)
    start = time.process_time()
    forecasts = [_attempt(forecaster, each, period) for each in series]
    return forecasts, time.process_time() - start


def _attempt(forecaster: Forecaster, series: tuple[np.ndarray, np.ndarray], period: int) -> Forecast | None:
    train, test = series
    try:
        made = forecaster(train.copy(), period, len(test))
    except Exception:  # whatever a peer raises is the peer's failure, and is counted
        return None
    numbers = [made.mean, *(side for limits in made.limits.values() for side in limits)]
    return made if all(np.isfinite(part).all() for part in numbers) else None


def summarise(series: Series, forecasts: list[Forecast | None], seconds: float, period: int) -> dict[str, float]:
    """One line of the table for one set: each score's mean over the series, beside Naive2's."""
    rows, naive_rows = [], []
    for (train, test), made in zip(series, forecasts, strict=True):
        scale, naive = seasonal_scale(train, period), naive2(train, period, len(test))
        rows.append(score(test, made or naive, scale))
        naive_rows.append(score(test, naive, scale))
    own, naive = pd.DataFrame(rows).mean(), pd.DataFrame(naive_rows).mean()
    return {
        "owa": (own["mase"] / naive["mase"] + own["smape"] / naive["smape"]) / 2,
        "msis95": own["msis95"] / naive["msis95"],
        "coverage80": own["coverage80"],
        "coverage95": own["coverage95"],
        "calibration": np.mean([abs(own[f"coverage{level}"] - level / 100) for level in LEVELS]),
        "cpu_s_per_1000": 1000 * seconds / len(series),
        "failed": sum(made is None for made in forecasts),
    }


def over_sets(by_set: pd.DataFrame) -> pd.DataFrame:
    """One row a method: geometric means of the ratios, means of coverage and calibration, median of the time."""
    methods = by_set.groupby("method", sort=False)
    ratios = np.exp(methods[["owa", "msis95"]].agg(lambda values: np.log(values).mean()))
    means = methods[["calibration", "coverage80", "coverage95"]].mean()
    return ratios.join(means).join(methods["cpu_s_per_1000"].median()).join(methods["failed"].sum())


def main() -> None:
    """Measure every method on every set, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, help="series of each set, drawn with a fixed seed; all if left out")
    parser.add_argument("--last", type=int, help="cut every train part to its last points")
    parser.add_argument("--only", action="append", help="methods whose name has this in it; may be repeated")
    asked = parser.parse_args()
    known = asked.folder / "sets.json"
    described = json.loads(known.read_text()) if known.exists() else {}
    methods = {"dsva project": None} | usual()
    chosen = [name for name in methods if not asked.only or any(part in name for part in asked.only)]
    rows = []
    for file in sorted(asked.folder.glob("*.parquet")):
        period = described.get(file.stem, {}).get("season_length", QUARTERS)
        series = read_set(file, period=period, sample=asked.sample, last=asked.last)
        for name in chosen:
            made = by_peer(methods[name], series, period) if methods[name] else by_command(series, period)
            rows.append({"set": file.stem, "method": name} | summarise(series, *made, period))
    by_set = pd.DataFrame(rows)
    print(by_set.round(3).to_string(index=False))
    print(over_sets(by_set).round(3).to_string())


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main()
