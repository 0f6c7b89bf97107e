"""What people reach for today: forecasters of other packages, each one series at a time."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scoring import LEVELS, Forecast, naive2, seasonal_naive
from statsforecast.models import AutoARIMA, AutoCES, AutoETS, DynamicOptimizedTheta, Theta
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

Forecaster = Callable[[np.ndarray, int, int], Forecast]
DRAWS = 1000
SEED = 20220401


def nixtla(model) -> Forecaster:
    """A forecaster from a model class of statsforecast."""

    def forecast(train: np.ndarray, period: int, horizon: int) -> Forecast:
        made = model(season_length=period).forecast(train, horizon, level=list(LEVELS))
        return Forecast(made["mean"], {level: (made[f"lo-{level}"], made[f"hi-{level}"]) for level in LEVELS})

    return forecast


def combined(forecasters: list[Forecaster], middle) -> Forecaster:
    """The mean or median of others, in forecasts and in limits."""

    def forecast(train: np.ndarray, period: int, horizon: int) -> Forecast:
        made = [each(train, period, horizon) for each in forecasters]
        limits = {
            level: tuple(middle([each.limits[level][side] for each in made], axis=0) for side in (0, 1))
            for level in LEVELS
        }
        return Forecast(middle([each.mean for each in made], axis=0), limits)

    return forecast


def theta_model(train: np.ndarray, period: int, horizon: int) -> Forecast:
    """The Theta model of statsmodels; its own test decides on seasons."""
    fit = ThetaModel(train, period=period, deseasonalize=len(train) >= 2 * period).fit()
    limits = {level: fit.prediction_intervals(horizon, alpha=1 - level / 100).to_numpy().T for level in LEVELS}
    return Forecast(fit.forecast(horizon).to_numpy(), {level: (low, high) for level, (low, high) in limits.items()})


def damped_ets(train: np.ndarray, period: int, horizon: int) -> Forecast:
    """Additive damped exponential smoothing of statsmodels, seasonal from two years on."""
    seasonal = "add" if len(train) >= 2 * period + 2 else None
    options = {
        "trend": "add",
        "damped_trend": True,
        "seasonal": seasonal,
        "seasonal_periods": period if seasonal else None,
    }
    indexed = pd.Series(train)  # its limits need an index
    made = (
        ETSModel(indexed, error="add", **options).fit(disp=False).get_prediction(len(train), len(train) + horizon - 1)
    )
    frames = {level: made.summary_frame(alpha=1 - level / 100) for level in LEVELS}
    limits = {level: (frame["pi_lower"].to_numpy(), frame["pi_upper"].to_numpy()) for level, frame in frames.items()}
    return Forecast(frames[LEVELS[0]]["mean"].to_numpy(), limits)


def log_trend(*, negative_binomial: bool) -> Forecaster:
    """A count regression on time, with limits simulated at its estimates."""

    def forecast(train: np.ndarray, period: int, horizon: int) -> Forecast:
        del period
        design = sm.add_constant(np.arange(len(train)) / len(train))
        counts = np.maximum(np.rint(train), 0)
        fit = sm.GLM(counts, design, family=sm.families.Poisson()).fit()
        ahead = sm.add_constant((len(train) + np.arange(horizon)) / len(train), has_constant="add")
        mean, generator = fit.predict(ahead), np.random.default_rng(SEED)
        over = max((((counts - fit.mu) ** 2 - fit.mu) / fit.mu**2).mean(), 0) if negative_binomial else 0
        rates = mean * (generator.gamma(1 / over, over, (DRAWS, horizon)) if over > 0 else 1)
        draws = generator.poisson(rates, (DRAWS, horizon))
        limits = {level: tuple(np.quantile(draws, (0.5 - level / 200, 0.5 + level / 200), axis=0)) for level in LEVELS}
        return Forecast(mean, limits)

    return forecast


def usual() -> dict[str, Forecaster]:
    """Every peer by the name it has in the table."""
    theta, ets = nixtla(Theta), nixtla(AutoETS)
    four = [ets, nixtla(AutoCES), nixtla(AutoARIMA), nixtla(DynamicOptimizedTheta)]
    return {
        "Naive2": naive2,
        "seasonal naive": seasonal_naive,
        "Theta (statsforecast)": theta,
        "AutoETS (statsforecast)": ets,
        "mean of those two": combined([theta, ets], np.mean),
        "median of AutoETS, AutoCES, AutoARIMA, DOT": combined(four, np.median),
        "ThetaModel (statsmodels)": theta_model,
        "damped ETSModel (statsmodels)": damped_ets,
        "Poisson log trend": log_trend(negative_binomial=False),
        "negative binomial log trend": log_trend(negative_binomial=True),
    }
