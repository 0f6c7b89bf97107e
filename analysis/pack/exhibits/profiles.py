"""Exhibits of people's needs: profiles and their change, reach of specialist services."""

from functools import partial

import pandas as pd

from analysis.pack.exhibits.cells import (
    NONE,
    PRECISION,
    base,
    count,
    limits,
    months_of,
    share_limits,
    span,
    span_of_count,
)
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import all_figures, service_names
from analysis.pipeline import Results
from analysis.wording.numbers import (
    confidence_label,
    number,
    percent,
    places_of_percent,
    points_interval,
    signed_points,
)
from analysis.wording.titles import services as titles


def profiles(results: Results) -> Exhibit:
    """Needs that services noted: how many people, of how many, and the share with its interval."""
    rows = results.assessment.profiles
    table = pd.DataFrame(
        {
            "Need": rows["indicator"].map(_labels(results)),
            "Service": rows["service"].map(service_names(results)),
            "Period": months_of(rows),
            "People": [NONE if pd.isna(value) else count(value) for value in rows["count"]],
            "Of": [base(*pair) for pair in zip(rows["base_least"], rows["base_most"], strict=True)],
            "Base": [origin if isinstance(origin, str) else NONE for origin in rows["base_from"]],
            "Share": [NONE if pd.isna(share) else percent(share) for share in rows["share"]],
            f"{_confidence(results)} interval": [
                share_limits(*pair) for pair in zip(rows["low"], rows["high"], strict=True)
            ],
            "Remark": rows["reason"],
        }
    )
    return Exhibit(
        name="profiles",
        title=titles.profiles(rows, _labels(results), results.parameters.confidence),
        caption=(
            "Shares with Wilson intervals over every number of people that count and percentage allow. Where no base "
            "is printed, it is worked out from the percentages of the table, or from the need's own."
        ),
        alternative_text="",
        table=add_marks(table, rows["figures"], results),
        figures=all_figures(rows["figures"]),
    )


def profile_changes(results: Results) -> Exhibit:
    """Whether a need was noted of a larger share of people than in the period before."""
    rows = results.assessment.profile_changes
    rows = rows[rows["difference"].notna()]
    return Exhibit(
        name="profile_changes",
        title=titles.movements(rows["told"], "Noted needs against the period before"),
        caption=(
            f"Difference of two shares in points of per cent with its {_confidence(results)} interval (Newcombe, "
            "method 10) "
            f"and Fisher's exact test, over all bases that fit. Of {number(len(rows))} tests a few would show a "
            "change by chance alone; the last column says which hold at 99.8% too. The first period has four months."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Need": rows["indicator"].map(_labels(results)),
                "From": [span(*pair) for pair in zip(rows["first_start"], rows["first_end"], strict=True)],
                "To": [span(*pair) for pair in zip(rows["last_start"], rows["last_end"], strict=True)],
                "Difference": rows["difference"].map(signed_points),
                "Interval": [points_interval(*pair) for pair in zip(rows["low"], rows["high"], strict=True)],
                "p": [f"{number(value, 3)}" if value >= 0.001 else "under 0.001" for value in rows["p_value"]],
                "What can be told": rows["told"],
                "At 99.8%": ["yes" if clear else "no" for clear in rows["clear"]],
            }
        ),
        figures=all_figures(rows["figures"]),
    )


def reach(results: Results) -> Exhibit:
    """Whom specialist services reach: counts, and shares where a denominator is stated."""
    rows = results.assessment.reach
    counted = rows["value"].notna().groupby(rows["indicator"]).any()
    names = service_names(results)
    table = pd.DataFrame(
        {
            "For": rows["indicator"].map(_labels(results)).str.removesuffix(" reached"),
            "Service": [names.get(service, "no service named") for service in rows["service"]],
            "Period": [
                NONE if pd.isna(row.value) else span_of_count(row.period_start, row.period_end)
                for row in rows.itertuples()
            ],
            "Counted": [_counted(row) for row in rows.itertuples()],
            "Share": [_share(row) for row in rows.itertuples()],
            "Remark": rows["reason"],
        }
    )
    return Exhibit(
        name="reach",
        title=titles.reach(int(counted.sum()), len(counted)),
        caption=(
            "Counts as printed, with a share and its Wilson interval only where the paper states of how many. No rate "
            "for a group can be given: how many of it live here and need support was not published."
        ),
        alternative_text="",
        table=add_marks(table, rows["figures"], results),
        figures=all_figures(rows["figures"]),
    )


def _counted(row) -> str:
    if pd.isna(row.value):
        return NONE
    return f"{PRECISION.get(row.precision, '')}{number(row.value)} {row.measure}"


def _share(row) -> str:
    if pd.isna(row.share):
        return NONE
    write = partial(percent, places=places_of_percent(row.share))
    bounds = limits(row.low, row.high, write)
    return f"{number(row.value)} of {number(row.base)} {row.base_measure}: {write(row.share)} ({bounds})"


def _labels(results: Results) -> dict[str, str]:
    return {card.id: card.label for card in results.indicators.cards}


def _confidence(results: Results) -> str:
    return confidence_label(results.parameters.confidence)
