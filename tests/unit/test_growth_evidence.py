"""Published growth as estimates: what is known by a date, what counts, and what is said of it."""

from datetime import date
from math import expm1, log
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.errors import BadArgument
from analysis.model import growth
from analysis.model.growth_of_demand import fit_growth
from analysis.model.trends import fit
from analysis.pack import exhibits
from analysis.pack.exhibits.growth import growth_sources
from analysis.pack.statements import ahead
from analysis.parameters import Parameters
from analysis.pipeline import run
from analysis.pipeline.growth_evidence import without_growth_evidence
from analysis.reference.registers import Assumption, Break, GrowthClaim
from analysis.sources.catalogue import load_catalogue
from analysis.sources.location import find_data
from analysis.wording.ahead import growth_of_kind


def assumption(id: str, value: float) -> Assumption:
    return Assumption(id, "", "", value, value, value, "own judgement", date(2026, 1, 1), 2, 3, "")


ASSUMED = {one.id: one for one in (assumption("error", 0.1), assumption("short", 2.0), assumption("long", 3.0))}
POLICE = pd.DataFrame(
    {
        "area": "LLR", "measure": "crimes", "value": [10_000.0, 12_000.0],
        "period_end": pd.to_datetime(["2021-03-31", "2022-03-31"]),
    }
)  # fmt: skip
FIGURES = pd.DataFrame({"id": ["sixty"], "value": [60.0]})
POLICY = Break("policy", None, "recording", "A policy changes", "", "paper", "")


def claim(id: str, **fields: object) -> GrowthClaim:
    start = {"label": id, "kind": "recorded crime", "series": id, "source": "paper", "locator": "", "error": "error"}
    return GrowthClaim(id=id, **(start | fields))


def estimates(*claims: GrowthClaim, figures=FIGURES, police=POLICE, breaks=(POLICY,)) -> list[growth.Estimate]:
    return growth.printed_estimates(claims, figures, police, ASSUMED, breaks)


def test_a_printed_percentage_becomes_growth_a_year_over_its_assumed_window():
    (made,) = estimates(claim("a", figure="sixty", shortest="short", longest="long", recording=("policy",)))
    assert log(1.6) / 3 < made.log_growth_per_year < log(1.6) / 2
    assert not made.window_stated
    assert made.recording == ("A policy changes",)
    assert (made.assumption, made.rating) == ("error", "quality 2 of 5")


def test_two_police_counts_become_growth_a_year_with_chance_in_the_error():
    (made,) = estimates(claim("b", measure="crimes", area="LLR", first=date(2021, 3, 31), last=date(2022, 3, 31)))
    assert made.log_growth_per_year == pytest.approx(log(1.2), abs=0.001)
    assert made.standard_error > 0.1


def test_what_is_not_known_yet_is_no_estimate_and_names_no_event():
    claims = (
        claim("a", figure="sixty", shortest="short", longest="long", recording=("policy",)),
        claim("b", measure="crimes", area="LLR", first=date(2021, 3, 31), last=date(2022, 3, 31)),
    )
    assert estimates(*claims, figures=FIGURES.head(0), police=POLICE.head(1)) == []
    assert estimates(*claims, breaks=())[0].recording == ()


def test_a_trend_over_less_than_a_year_is_shown_and_not_counted():
    quarters = pd.date_range("2022-04-01", periods=4, freq="QS")
    counts = pd.DataFrame(
        {
            "era": "e", "service": "s", "area": "LLR", "measure": "m", "group": "all", "source": "paper",
            "period_start": quarters, "period_end": quarters + pd.offsets.QuarterEnd(),
            "exposure_months": 3.0, "value": [800.0, 820.0, 810.0, 850.0], "stands_for_demand": True,
        }
    )  # fmt: skip
    made = growth.trend_estimates(fit_growth(counts, {}, 0.95), counts, [])
    table = growth.list_estimates(growth.gather(made, excluded=growth.too_short(made)), made)
    assert list(table["counted"]) == [False]
    assert "shorter than a year" in table["reason"].iloc[0]


def test_a_service_is_drawn_towards_the_evidence_without_itself():
    trend = {"era": "e", "service": "s", "area": "LLR", "growth_per_year": 0.5, "low": -0.5, "high": 3.0, "reason": ""}
    others = estimates(claim("b", measure="crimes", area="LLR", first=date(2021, 3, 31), last=date(2022, 3, 31)))
    own = growth.Estimate("own", "e/s/LLR", "recorded crime", "p", 5.0, 0.1, 3, 3)
    drawn = growth.draw_towards(pd.DataFrame([trend]), [*others, own], 0.1, 0.95).iloc[0]
    assert drawn["evidence"] == pytest.approx(log(1.2), abs=0.001)
    assert drawn["evidence"] < drawn["mean"] < log(1.5)
    assert growth.draw_towards(pd.DataFrame([trend]), [own], 0.1, 0.95).empty


@pytest.mark.parametrize(("estimates", "words"), [(1, "only one estimate"), (2, "only two estimates")])
def test_fewer_than_three_estimates_are_called_a_range(estimates, words):
    row = SimpleNamespace(**{"kind": "survey", "form": "range", "estimates": estimates, "low": 0.1, "high": 0.2})
    said = growth_of_kind(row)
    assert f"{words}, so a range and not an average: +11% to +22% a year" in said


def test_an_average_whose_interval_holds_nought_is_not_called_growth():
    row = {"kind": "k", "form": "random effects", "estimates": 3, "mean": 0.1, "confidence": 0.95}
    limits = {"low": -0.1, "high": 0.3, "prediction_low": -0.2, "prediction_high": 0.4}
    assert "cannot be told" in growth_of_kind(SimpleNamespace(**(row | limits)))
    assert "cannot be told" not in growth_of_kind(SimpleNamespace(**(row | limits | {"low": 0.05})))


def test_a_fitted_trend_is_shown_with_its_own_limits_and_weighed_by_their_width():
    trend = fit([100, 150, 160, 240], [12] * 4, [2018.5, 2019.5, 2020.5, 2021.5])
    made = growth.from_trend("t", "t", "referrals and caseload", "paper", trend)
    forest = growth.gather([made])["referrals and caseload"].forest.iloc[0]
    assert expm1(forest["low"]) == pytest.approx(trend.low)
    assert expm1(forest["high"]) == pytest.approx(trend.high)
    assert made.limits(0.5)[0] > made.limits(0.95)[0]  # another confidence: normal limits of its standard error


def test_a_range_reaches_from_the_lowest_own_limit_to_the_highest():
    trend = fit([100, 150, 160, 240], [12] * 4, [2018.5, 2019.5, 2020.5, 2021.5])
    made = growth.from_trend("t", "t", "referrals and caseload", "paper", trend)
    (other,) = estimates(claim("a", kind="referrals and caseload", figure="sixty", shortest="short", longest="long"))
    one = growth.gather([made, other])["referrals and caseload"]
    assert one.synthesis.low == min(made.limits()[0], other.limits()[0])
    assert one.synthesis.high == max(made.limits()[1], other.limits()[1])
    without = one.influence.set_index("left_out").loc["a"]
    assert (without["low"], without["high"]) == made.limits()


@pytest.fixture(scope="module", params=["2013-10-17", "2018-12-10", "2019-11-06", "2023-09-29"])
def results(request):
    boards = {"2013-10-17": "leicester-scrutiny", "2019-11-06": "lcc-scrutiny"}
    return run(Parameters(board=boards.get(request.param, "lscsb"), meeting=request.param))


def test_no_estimate_is_of_a_paper_that_was_not_out(results):
    known = {document.id for document in load_catalogue(find_data(None), results.parameters.as_of).documents}
    assert set(results.growth_evidence["source"]) <= known


def test_claims_about_the_same_counts_count_once(results):
    counted = results.growth_evidence[results.growth_evidence["counted"]]
    assert counted["series"].is_unique


def test_every_kind_with_estimates_is_said_and_money_is_none(results):
    said = " ".join(statement.text for statement in ahead.of_growth(results))
    for row in results.growth_synthesis.itertuples():
        assert not row.estimates or f"Growth in {row.kind}" in said
        assert (row.form == "random effects") == (row.estimates >= 3)
    assert set(results.growth_evidence["kind"]) <= {"recorded crime", "referrals and caseload", "survey"}


def test_the_forest_shows_every_estimate_and_names_what_changed_recording(results):
    shown = exhibits.growth_forest(results)
    assert len(shown.table) == len(results.growth_evidence)
    changed = results.growth_evidence["recording"].ne("").to_numpy()
    assert (shown.table["Recording changed"].ne("nothing known").to_numpy() == changed).all()


def test_a_trend_in_the_forest_has_the_limits_that_its_own_sentence_gives(results):
    trends = results.growth[results.growth["reason"].eq("")]
    shown = results.growth_evidence.set_index("estimate")
    assert len(trends) == shown.index.str.contains("/").sum()
    for row in trends.itertuples():
        one = shown.loc[f"{row.era}/{row.service}/{row.area}"]
        assert (expm1(one["low"]), expm1(one["high"])) == (pytest.approx(row.low), pytest.approx(row.high))


def test_a_source_that_is_switched_off_counts_nowhere_and_stays_in_the_picture(results):
    for source in growth_sources(results):
        after = without_growth_evidence(results, [source])
        same = after.growth_evidence["source"].eq(source)
        assert len(after.growth_evidence) == len(results.growth_evidence)
        assert not after.growth_evidence.loc[same, "counted"].any()
        assert after.growth_choice is None or source not in after.growth_choice.sources
        shown = exhibits.growth_forest(results, excluded=[source]).table
        assert shown.loc[same.to_numpy(), "Counted"].str.startswith("no").all()
        assert "Switched off: " in ahead.of_switch(results, [source])[0].text


def test_switching_nothing_off_changes_nothing(results):
    assert ahead.of_switch(results, []) == []
    pd.testing.assert_frame_equal(without_growth_evidence(results, []).growth_evidence, results.growth_evidence)


def test_what_gives_no_evidence_cannot_be_switched_off(results):
    with pytest.raises(BadArgument, match="no-such-paper: no evidence of growth"):
        exhibits.growth_forest(results, excluded=["no-such-paper"])


def test_what_changed_recording_is_named_beside_the_estimate_that_it_touches(results):
    said = " ".join(statement.text for statement in ahead.of_growth(results))
    labels = {one.id: one.label for one in results.catalogue.growth_evidence}
    counted = results.growth_evidence[results.growth_evidence["counted"]]
    for row in counted[counted["recording"].ne("")].itertuples():
        assert f'"{labels[row.estimate]}"' in said
        assert row.recording in said
    assert "«" not in said


def test_with_a_source_off_the_twin_that_was_set_aside_counts_and_is_named():
    results = run(Parameters(board="lscsb", meeting="2023-09-29"))
    said = " ".join(one.text for one in ahead.of_switch(results, ["lcc-scrutiny-2019-11-06"]))
    assert 'Counted now in its place: "Domestic violence crime, claim of 2018".' in said
    assert "For a scenario nothing changes" in said


def test_a_choice_is_ready_for_a_scenario(results):
    choice = results.growth_choice
    if choice is None:
        assert not results.growth_evidence["counted"].any()
        return
    assert choice.low < choice.central < choice.high
    assert choice.deviation > 0
    assert set(choice.sources) <= {one.id for one in results.catalogue.documents}
    assert choice.sources
    assert choice.why
    drawn = results.growth_drawn
    assert drawn["deviation"].gt(0).all()
    assert drawn["sources"].map(len).gt(0).all()


def test_a_sum_of_printed_counts_lends_no_scatter_to_the_series_it_is_summed_from():
    quarters = pd.date_range("2022-04-01", periods=4, freq="QS")

    def counts(measure, values, shown=False, figures=1):
        ids = [tuple(f"{measure}-{number}-{place}" for number in range(figures)) for place in range(4)]
        return pd.DataFrame(
            {
                "era": "e", "service": "s", "area": "LLR", "measure": measure, "group": "all", "figures": ids,
                "period_start": quarters, "period_end": quarters + pd.offsets.QuarterEnd(), "exposure_months": 3.0,
                "value": values, "stands_for_demand": shown,
            }
        )  # fmt: skip

    shown = counts("m", [800.0, 820.0, 810.0, 850.0], shown=True)
    lent = counts("planned", [100.0, 160.0, 90.0, 130.0])
    added = counts("exits", [200.0, 320.0, 180.0, 260.0], figures=2)
    alone, helped, twice = (
        fit_growth(pd.concat(parts), {}, 0.95).iloc[0] for parts in ([shown], [shown, lent], [shown, lent, added])
    )
    assert helped["degrees_of_freedom"] > alone["degrees_of_freedom"]
    assert (twice["low"], twice["high"]) == (helped["low"], helped["high"])


def test_where_no_estimate_counts_the_paper_says_so_and_why():
    results = run(Parameters(board="leicester-scrutiny", meeting="2013-10-17"))
    (said,) = ahead.of_growth(results)
    assert said.text.startswith("No estimate of growth a year that was published by this date counts")
    assert "shorter than a year" in said.text
