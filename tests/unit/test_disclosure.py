"""Disclosure control, attacked: by counting through every table that a reader may take for the true one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BadArgument
from analysis.model.disclosure import Rules, Sum, is_dominated, release

SEVEN = set(range(1, 8))
FURTHEST = 40  # the enumerating reader tries withheld counts up to here


def cells_of(counts: dict[str, int], **known: str) -> pd.DataFrame:
    return pd.DataFrame({"cell": list(counts), "count": list(counts.values())}).assign(
        known=[known.get(name, "") for name in counts]
    )


def values_a_reader_allows(done: pd.DataFrame, sums: list[Sum]) -> dict[str, set[int]]:
    """For each withheld cell every value in some table that fits all that is shown; by trying all tables."""
    choices = {row.cell: choices_of(row) for row in done.itertuples()}
    wholes = [one.whole for one in sums]
    free = [name for name in choices if name not in wholes]
    grid = np.meshgrid(*(choices[name] for name in free), indexing="ij")
    table = dict(zip(free, (values.ravel() for values in grid), strict=True))
    fits = np.ones(len(table[free[0]]), dtype=bool)
    for one in sums:
        table[one.whole] = sum(table[part] for part in one.parts)
        hidden = done.set_index("cell").loc[one.whole, "status"] == "hidden"  # a withheld total may be anything
        fits &= hidden | np.isin(table[one.whole], choices[one.whole])
    return {row.cell: set(table[row.cell][fits].tolist()) for row in done[done["status"] == "hidden"].itertuples()}


def choices_of(row) -> np.ndarray:
    if row.status == "hidden":
        return np.arange(FURTHEST)
    if row.status == "public" or row.shown == 0:
        return np.array([row.count])
    return np.arange(max(int(row.shown) - 2, 8), int(row.shown) + 3)


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (1000, 1000)])
def test_small_counts_are_withheld_and_others_rounded(count, shown):
    row = release(cells_of({"a": count}), [], Rules()).iloc[0]
    assert (row["status"] == "hidden") == (shown is None)
    assert (np.isnan(row["shown"]) and shown is None) or row["shown"] == shown


def test_a_part_is_not_left_to_subtraction():
    done = release(cells_of({"total": 112, "a": 100, "b": 3, "c": 9}), [Sum("total", ("a", "b", "c"))], Rules())
    allowed = values_a_reader_allows(done, [Sum("total", ("a", "b", "c"))])
    assert all(values >= SEVEN for values in allowed.values())
    assert "b" in allowed


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 25), min_size=2, max_size=4), st.booleans())
def test_no_withheld_count_is_opened_by_its_total(counts, total_is_printed):
    parts = {f"part {number}": count for number, count in enumerate(counts)}
    known = {"total": "published"} if total_is_printed else {}
    sums = [Sum("total", tuple(parts))]
    done = release(cells_of({"total": sum(counts), **parts}, **known), sums, Rules())
    # A printed total too small for its parts opens them whatever is withheld: then the release says so.
    if not done["open"].any():
        allowed = values_a_reader_allows(done, sums)
        assert all(values >= SEVEN for values in allowed.values())
    else:
        assert total_is_printed


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=4, max_size=4))
def test_no_withheld_count_of_a_two_way_table_is_opened(counts):
    a, b, c, d = counts
    table = {"a": a, "b": b, "c": c, "d": d, "ab": a + b, "cd": c + d, "ac": a + c, "bd": b + d}
    sums = [Sum("ab", ("a", "b")), Sum("cd", ("c", "d")), Sum("ac", ("a", "c")), Sum("bd", ("b", "d"))]
    done = release(cells_of(table), sums, Rules())
    assert not done["open"].any()
    assert all(values >= SEVEN for values in values_a_reader_allows(done, sums).values())


def test_what_was_shown_before_stays_and_the_new_gives_way():
    cells = cells_of({"half-year": 22, "q1": 20, "q2": 2}, q1="shown")
    done = release(cells, [Sum("half-year", ("q1", "q2"))], Rules()).set_index("cell")
    assert done.loc["q1", "status"] == "shown"
    assert done.loc["half-year", "status"] == "hidden"
    assert done.loc["half-year", "reason"] == "protects another"


def test_papers_that_open_a_count_by_themselves_are_told():
    cells = cells_of({"total": 13, "a": 10, "b": 3}, total="published", a="published")
    done = release(cells, [Sum("total", ("a", "b"))], Rules()).set_index("cell")
    assert done.loc["b", ["status", "open"]].tolist() == ["hidden", True]


def test_a_part_that_holds_everybody_tells_of_each_and_is_withheld():
    cells = cells_of({"women": 30, "from one community": 30, "from another": 0})
    sums = [Sum("women", ("from one community", "from another"), about_people=True)]
    done = release(cells, sums, Rules()).set_index("cell")
    assert done.loc[["from one community", "from another"], "status"].eq("hidden").all()
    assert done.loc["women", "shown"] == 30


def test_the_threshold_is_raised_and_never_lowered():
    assert release(cells_of({"a": 9}), [], Rules(threshold=10)).iloc[0]["status"] == "hidden"
    with pytest.raises(BadArgument, match="expected 7 or more"):
        Rules(threshold=5)


@pytest.mark.parametrize(
    ("amounts", "dominated"),
    [([10] * 8, False), ([10] * 7, True), ([100, *[1] * 20], True), ([40, 40, *[3] * 8], True), ([0] * 9, False)],
)
def test_an_amount_that_one_or_two_people_make_up_is_withheld(amounts, dominated):
    assert is_dominated(np.array(amounts)) is dominated
