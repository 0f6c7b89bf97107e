"""Demand ahead: what is projected, what stops it, what is refused, and what may be said of it."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.model.projected_demand import back_test_demand, project_demand
from analysis.model.projected_totals import project_totals
from analysis.pack import exhibits
from analysis.pack.statements import ahead
from analysis.parameters import Parameters
from analysis.pipeline import run
from analysis.reference.registers import Break
from analysis.wording.ahead import projection_sentence

SEED = 1


def series(values, *, start="2022-04-01", months=3.0, first_months=None, area="LLR") -> pd.DataFrame:
    starts = pd.date_range(start, periods=len(values), freq="QS")
    lengths = [first_months or months] + [months] * (len(values) - 1)
    return pd.DataFrame(
        {
            "era": "e", "service": "s", "area": area, "measure": "m", "period_start": starts,
            "period_end": starts + pd.offsets.QuarterEnd(), "exposure_months": lengths,
            "value": np.asarray(values, dtype=float), "stands_for_demand": True,
        }
    )  # fmt: skip


def cut(day: date, kind: str = "recommissioning", area: str = "LLR") -> Break:
    return Break("b", day, kind, "New contracts", "", "paper", "", areas=(area,))


FOUR = [120, 272, 240, 191]


def test_a_year_of_quarters_follows_with_nested_intervals_of_whole_counts():
    made = project_demand(series(FOUR), [], date(2023, 6, 1), SEED)
    assert list(made["period_start"]) == list(pd.date_range("2023-04-01", periods=4, freq="QS"))
    assert (made["lo95"] <= made["lo80"]).all()
    assert (made["lo80"] <= made["mean"]).all()
    assert (made["hi80"] <= made["hi95"]).all()
    assert (made[["lo95", "hi95"]] % 1 == 0).all(axis=None)
    pd.testing.assert_frame_equal(made, project_demand(series(FOUR), [], date(2023, 6, 1), SEED))


def test_four_points_give_an_interval_that_owns_up():
    last = project_demand(series(FOUR), [], date(2023, 6, 1), SEED).iloc[-1]
    assert last["hi95"] > 4 * last["lo95"]


@pytest.mark.parametrize(
    ("one", "periods"),
    [
        (cut(date(2023, 10, 1)), 2),
        (cut(date(2023, 10, 1), area="Leicester"), 2),
        (cut(date(2023, 10, 1), kind="survey"), 4),
        (cut(date(2022, 4, 1)), 4),
        (cut(date(2024, 4, 1)), 4),
    ],
)
def test_nothing_is_projected_past_a_break(one, periods):
    made = project_demand(series(FOUR), [one], date(2023, 6, 1), SEED)
    assert len(made) == periods
    assert made["reason"].eq("").all()


@pytest.mark.parametrize(
    ("counts", "breaks", "as_of", "reason"),
    [
        (series(FOUR), [], date(2025, 1, 1), "more than a year before"),
        (series(FOUR[:2]), [], date(2022, 12, 1), "fewer than 3 periods of one length"),
        (series(FOUR[:3], first_months=4.0), [], date(2023, 1, 1), "fewer than 3 periods of one length"),
        (series(FOUR), [cut(date(2023, 4, 1))], date(2023, 6, 1), "breaks right after"),
    ],
)
def test_what_cannot_be_projected_is_refused_with_its_reason(counts, breaks, as_of, reason):
    made = project_demand(counts, breaks, as_of, SEED)
    assert len(made) == 1
    assert reason in made["reason"].iloc[0]
    assert back_test_demand(counts, made, SEED).empty


def test_a_long_series_is_tested_on_its_past_and_a_short_one_says_why_not():
    long = series(np.random.default_rng(1).poisson(200, 16), start="2019-04-01")
    tested = back_test_demand(long, project_demand(long, [], date(2023, 6, 1), SEED), SEED)
    assert list(tested["level"]) == [80, 95]
    assert tested["forecasts"].gt(0).all()
    assert tested["coverage"].between(0.5, 1).all()
    short = back_test_demand(series(FOUR), project_demand(series(FOUR), [], date(2023, 6, 1), SEED), SEED)
    assert "too few points to be tested" in short["reason"].iloc[0]


def in_areas(*areas: str) -> pd.DataFrame:
    ids = {"Leicester": "s-city", "Rutland": "s-rutland"}
    return pd.concat([series(FOUR, area=area).assign(service=ids.get(area, "s")) for area in areas], ignore_index=True)


def services_of(counts: pd.DataFrame) -> pd.DataFrame:
    return counts[["era", "service", "area"]].drop_duplicates().assign(kind="")


def totals(counts: pd.DataFrame, services: pd.DataFrame, breaks=()) -> pd.DataFrame:
    return project_totals(counts, services, project_demand(counts, breaks, date(2023, 6, 1), SEED), breaks, SEED)


@pytest.mark.parametrize(
    "areas", [("Leicestershire", "Leicester", "Rutland"), ("Leicestershire and Rutland", "Leicester")]
)
def test_areas_that_make_up_llr_add_up_path_by_path(areas):
    counts = in_areas(*areas)
    parts = project_demand(counts, [], date(2023, 6, 1), SEED)
    made = totals(counts, services_of(counts))
    assert (made["service"] + made["area"] + made["reason"]).unique().tolist() == ["sLLR"]
    assert made["mean"].to_numpy() == pytest.approx(parts.groupby("period_start")["mean"].sum().to_numpy(), rel=0.1)
    added = parts.groupby("period_start")[["lo95", "hi95"]].sum()
    assert (made["lo95"].to_numpy() > added["lo95"].to_numpy()).all()
    assert (made["hi95"].to_numpy() < added["hi95"].to_numpy()).all()


@pytest.mark.parametrize(
    ("areas", "counted", "reason"),
    [
        (("Leicestershire", "Leicester"), 2, "no such service is commissioned by itself in Rutland"),
        (("Leicestershire and Rutland", "Leicester"), 1, "no counts were published for Leicester"),
        (("Leicestershire and Rutland", "Leicester", "Rutland"), 3, "overlap"),
    ],
)
def test_areas_that_do_not_make_up_llr_are_refused_with_the_reason(areas, counted, reason):
    made = totals(in_areas(*areas[:counted]), services_of(in_areas(*areas)))
    assert len(made) == 1
    assert reason in made["reason"].iloc[0]


def test_a_break_in_one_area_ends_the_total():
    counts = in_areas("Leicestershire and Rutland", "Leicester")
    made = totals(counts, services_of(counts), [cut(date(2023, 10, 1), area="Leicester")])
    assert (len(made), made["stopped_by"].iloc[0]) == (2, "New contracts")


def test_services_of_other_names_are_never_added():
    counts = pd.concat([series(FOUR, area="Leicester"), series(FOUR, area="Leicestershire and Rutland")])
    counts = counts.assign(service=["one"] * 4 + ["other"] * 4)
    assert totals(counts, services_of(counts)).empty


@pytest.mark.parametrize(
    ("low", "high", "verb"),
    [(10, 30, "cannot be told"), (25, 30, "That is more than"), (5, 15, "That is fewer than"), (20, 30, "cannot be")],
)
def test_more_and_fewer_need_the_whole_interval(low, high, verb):
    row = SimpleNamespace(lo95=low, hi95=high, lo80=low, hi80=high, period="2024-25", points=4, stopped_by="")
    said = projection_sentence("Service", row, 20, "2023-24")
    assert verb in said
    assert "95% prediction interval" in said


@pytest.fixture(scope="module")
def results():
    return run(Parameters(board="lscsb", meeting="2023-09-29"))


def test_the_fan_opens_at_the_last_count_and_has_each_projected_period(results):
    shown = exhibits.demand_fan(results)
    assert len(shown.table) == results.projection["reason"].eq("").sum() > 0
    said = " ".join(statement.text for statement in ahead.of_projection(results))
    assert "prediction interval" in said
    assert "Too few points to be tested" in said
    assert "Not projected: " in said
    assert "No total for LLR can be added up of Domestic Abuse Locality Service (no counts were published for" in said


def test_at_a_meeting_with_no_current_series_nothing_is_drawn():
    old = run(Parameters(board="lscsb", meeting="2018-12-10"))
    assert exhibits.demand_fan(old).is_empty
    assert old.projection["reason"].ne("").all()
