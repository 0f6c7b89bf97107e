"""Rules about percentages: percent-of-count, common-base, pooled-percent, share, coverage."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model.forensics import examine
from analysis.model.forensics.bases import find_common_bases
from analysis.model.forensics.denominators import DOWN, HALF_EVEN, HALF_UP, NO_LIMIT, ROUNDINGS, UP, denominators
from analysis.model.forensics.findings import as_table
from analysis.model.forensics.percents import find_percents
from analysis.model.forensics.pooled import find_pooled
from analysis.model.forensics.printed import complete

GRAVE = ["impossible", "inconsistent"]


def table(pairs, name="profile", **columns):
    rows = []
    for n, (percent, count) in enumerate(pairs):
        if count is not None:
            rows.append({"id": f"c{n}", "value": count, "unit": "count"})
        rows.append({"id": f"p{n}", "value": percent, "unit": "percent", "table": name})
        rows[-1]["percent_of"] = "" if count is None else f"c{n}"
    return pd.DataFrame(rows).assign(**columns)


def rule(figures, name):
    found = examine(figures)
    return found[found["rule"] == name]


def rounded(count, base, decimals, rounding):
    """The percentage without its point, in whole numbers, as each way of rounding has it."""
    whole, rest = divmod(100 * count * 10**decimals, base)
    if rounding == DOWN:
        return whole
    if rounding == UP:
        return whole + (rest > 0)
    if 2 * rest == base and rounding == HALF_EVEN:
        return whole + whole % 2
    return whole + (2 * rest >= base)


@settings(max_examples=200)
@given(st.integers(0, 60), st.integers(0, 110), st.sampled_from([0, 1]), st.sampled_from(ROUNDINGS))
def test_the_closed_form_gives_every_base_and_no_other(count, printed, decimals, rounding):
    bounds = denominators(np.array([count]), np.array([printed / 10**decimals]), np.array([decimals]), rounding)
    least, most = bounds.iloc[0]
    inside = {base for base in range(1, 700) if base >= count and rounded(count, base, decimals, rounding) == printed}
    assert inside == set(range(max(least, 1), min(most, 699) + 1))


def test_any_base_gives_nought_percent_of_nought_and_none_gives_more():
    bounds = denominators(np.array([0, 0]), np.array([0, 1]), np.array([0, 0]), HALF_UP)
    assert bounds.iloc[0].tolist() == [1, NO_LIMIT]
    assert bounds["least"].iloc[1] > bounds["most"].iloc[1]


@pytest.mark.parametrize(
    ("percent", "count", "grade"),
    [
        (89, 23, "inconsistent"),  # 23/26 = 88.46 rounds up to 89
        (87, 19, "inconsistent"),  # 19/22 = 86.36 rounds up to 87
        (97, 20, "impossible"),  # 20/20 = 100, 20/21 = 95.2
        (5, 0, "impossible"),
        (104, 52, "impossible"),
        (100, 20, None),
        (0, 0, None),
        (0, 1, None),  # one of 201 or more
        (83, 20, None),  # 20/24
        (12, 1, "notable"),  # 1/8 = 12.5, to even
    ],
)
def test_grades_of_a_percentage_with_its_count(percent, count, grade):
    found = rule(table([(percent, count)], name=""), "percent-of-count")
    assert found["grade"].tolist() == ([grade] if grade else [])


def test_the_roundings_that_would_rescue_a_percentage_are_named():
    assert "Only rounding up" in rule(table([(89, 23)], name=""), "percent-of-count")["sentence"].iloc[0]


def test_a_printed_base_is_used():
    figures = pd.DataFrame(
        {
            "id": ["n", "k", "p"],
            "value": [93, 66, 73],
            "unit": ["count", "count", "percent"],
            "percent_of": ["", "", "k"],
            "percent_base": ["", "", "n"],
        }
    )
    (found,) = rule(figures, "percent-of-count").itertuples()
    assert (found.grade, found.arithmetic) == ("impossible", "66 / 93 = 70.97%; printed 73%")
    assert rule(figures.assign(value=[93, 66, 71]), "percent-of-count").empty


def test_a_paper_that_rounds_down_throughout_is_only_notable():
    counts, bases = [23, 19, 13, 8, 31], [26, 22, 21, 9, 37]
    figures = table([(100 * count // base, count) for count, base in zip(counts, bases, strict=True)], name="")
    assert not rule(figures, "percent-of-count")["grade"].isin(GRAVE).any()


def test_trailing_noughts_count_as_decimals_only_where_they_were_printed():
    figures = table([(33.0, 1)], name="")
    assert rule(figures, "percent-of-count").empty
    printed = figures.assign(value_printed=["1", "33.0%"])
    assert rule(printed, "percent-of-count")["grade"].tolist() == ["impossible"]


def test_the_one_base_of_a_table_is_given():
    (found,) = rule(table([(31, 55), (25, 44), (14, 24), (47, 84)]), "common-base").itertuples()
    assert found.grade == "corroborated"
    assert found.sentence.endswith("fit one base: 177.")


def test_a_table_without_a_common_base_gives_its_largest_sets():
    (found,) = rule(table([(35, 73), (23, 36), (49, 76), (6, 17), (17, 45)]), "common-base").itertuples()
    assert found.grade == "inconsistent"
    assert "2 fit a base of 154 to 156" in found.sentence
    assert "2 fit a base of 262 to 272" in found.sentence


def test_a_percentage_without_a_count_must_fit_the_base_too():
    (found,) = rule(table([(90, 37), (30, None)]), "common-base").itertuples()  # base 41; 12/41 is 29%, 13/41 is 32%
    assert found.grade == "inconsistent"
    assert rule(table([(90, 37), (29, None)]), "common-base").empty


@settings(max_examples=30, deadline=None)
@given(
    st.integers(1, 400).flatmap(
        lambda base: st.tuples(st.just(base), st.lists(st.integers(0, base), min_size=2, max_size=6))
    )
)
def test_percentages_that_share_a_base_are_never_a_fault(case):
    base, counts = case
    for percent in (
        lambda k: int(100 * k / base + 0.5),
        lambda k: round(100 * k / base),
        lambda k: round(100 * k / base, 1),
    ):
        frame = complete(table([(percent(count), count) for count in counts]))
        found = as_table([*find_percents(frame), *find_common_bases(frame)])
        assert not found["grade"].isin(GRAVE).any()


def quarters(percents, counts, total, count_total):
    starts = ["2022-04-01", "2022-07-01", "2022-10-01", "2023-01-01", "2022-04-01"]
    ends = ["2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31", "2023-03-31"]
    frame = pd.DataFrame({"period_start": starts, "period_end": ends, "flow": "flow"})
    numbers = frame.assign(
        id=[f"c{n}" for n in range(5)], value=[*counts, count_total], unit="count", measure="closures", percent_of=""
    )
    shares = frame.assign(
        id=[f"p{n}" for n in range(5)], value=[*percents, total], unit="percent", measure="share of closures"
    )
    return pd.concat([numbers, shares.assign(percent_of=numbers["id"])], ignore_index=True)


def test_a_year_that_is_the_mean_of_its_quarters_is_inconsistent_and_a_pooled_one_corroborated():
    mean = rule(quarters([89, 87, 100, 83], [23, 19, 3, 20], 90, 65), "pooled-percent")
    assert mean["grade"].tolist() == ["inconsistent"]
    assert "is the mean" in mean["sentence"].iloc[0]
    pooled = rule(quarters([100, 50, 100, 100], [5, 3, 4, 5], 85, 17), "pooled-percent")
    assert pooled["grade"].tolist() == ["corroborated"]
    neither = rule(quarters([100, 50, 100, 100], [5, 3, 4, 5], 60, 17), "pooled-percent")
    assert "neither" in neither["sentence"].iloc[0]


def test_without_counts_a_year_must_lie_between_its_quarters():
    figures = quarters([54, 73, 79, 80], [1, 1, 1, 1], 90, 4).assign(percent_of="")
    assert rule(figures[figures["unit"] == "percent"], "pooled-percent")["grade"].tolist() == ["impossible"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=4, max_size=4))
def test_pooled_years_are_never_a_fault(cells):
    bases, counts = zip(*cells, strict=True)
    percents = [int(100 * k / n + 0.5) for n, k in cells]
    figures = quarters(percents, counts, int(100 * sum(counts) / sum(bases) + 0.5), sum(counts))
    assert not as_table(find_pooled(complete(figures)))["grade"].isin(GRAVE).any()


def money(percent, **columns):
    return pd.DataFrame(
        {
            "id": ["whole", "part", "share"],
            "value": [826_000, 231_300, percent],
            "unit": ["gbp", "gbp", "percent"],
            "subset_of": ["", "whole", ""],
            "percent_of": ["", "", "part"],
            "measure": ["price", "contribution", "share of the price"],
        }
    ).assign(**columns)


def test_a_share_of_money_is_held_to_its_sums():
    assert rule(money(28), "share")["grade"].tolist() == ["corroborated"]
    (found,) = rule(money(38), "share").itertuples()
    assert (found.grade, found.arithmetic) == ("inconsistent", "£231,300 / £826,000 = 28.00%; printed 38%")


def test_the_base_of_a_result_is_set_against_the_people_who_left():
    figures = pd.DataFrame(
        {
            "id": ["k", "p", "planned", "unplanned"],
            "value": [65, 90, 337, 220],
            "unit": ["count", "percent", "count", "count"],
            "measure": [
                "positive case closures",
                "share of positive case closures",
                "planned exits",
                "unplanned exits",
            ],
            "percent_of": ["", "k", "", ""],
            "flow": "flow",
        }
    ).assign(period_start="2022-04-01", period_end="2023-03-31")
    (found,) = rule(figures, "coverage").itertuples()
    assert found.grade == "notable"
    assert "about one in 8 of the 557" in found.sentence
