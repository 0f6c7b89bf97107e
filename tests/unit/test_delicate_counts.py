"""Small printed counts about suicide, age and small communities: «see the paper» where anyone may read."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline
from analysis.model.disclosure import SEE_THE_PAPER, refer_to_papers
from analysis.parameters import Parameters
from analysis.sources.catalogue import load_catalogue
from analysis.sources.figures import load_figures

DATA = Path(__file__).parents[2] / "data"
RULES = [(["noting suicidal feelings"], ["aged 16 to 17"], 8)]


def figures_of(*rows):
    columns = ["id", "measure", "group", "value", "unit", "percent_of", "restates"]
    frame = pd.DataFrame(rows, columns=columns).astype({"value": float})
    return frame.assign(value_low=float("nan"), value_high=float("nan"), value_printed="x", reason_missing="", note="n")


def test_small_counts_their_shares_and_second_printings_are_left_to_the_paper():
    given = figures_of(
        ("few", "noting suicidal feelings", "all", 7, "count", "", ""),
        ("share", "share", "all", 3, "percent", "few", ""),
        ("again", "noting suicidal feelings", "all", 7, "count", "", "few"),
        ("many", "noting suicidal feelings", "all", 8, "count", "", ""),
        ("young", "people", "aged 16 to 17", 0, "count", "", ""),
        ("other", "people", "all", 3, "count", "", ""),
        ("money", "noting suicidal feelings", "all", 3, "gbp", "", ""),
    )
    shown = refer_to_papers(given, RULES)
    assert shown["value"].fillna(-1).tolist() == [-1, -1, -1, 8, -1, 3, 3]
    assert shown.loc[shown["value"].isna(), ["value_printed", "note"]].drop_duplicates().values.tolist() == [
        [SEE_THE_PAPER, ""]
    ]
    assert given["value"].notna().all()


def test_every_entry_of_the_register_names_figures_that_papers_print():
    figures, entries = load_figures(DATA), load_catalogue(DATA).delicate
    assert [one.id for one in entries] == ["suicide and self-harm", "age", "small communities"]
    for one in entries:
        assert set(one.measures) <= set(figures["measure"])
        assert set(one.groups) <= set(figures["group"])
        assert one.below == 8


@pytest.fixture(scope="module")
def on_an_open_page():
    return pipeline.run(Parameters(board="leicester-scrutiny", meeting="2013-10-17"), DATA, open_to_all=True)


def test_an_open_page_works_nothing_out_from_them(on_an_open_page):
    figures = on_an_open_page.figures.set_index("id")
    assert figures.loc["leicester-2013-a-child-suicidal", ["value_printed", "reason_missing"]].tolist() == [
        SEE_THE_PAPER, f"value: {SEE_THE_PAPER}",
    ]  # fmt: skip
    gone = set(figures.index[figures["value_printed"].eq(SEE_THE_PAPER)])
    assert len(gone) >= 10
    entry = next(one for one in on_an_open_page.catalogue.delicate if one.id == "age")
    assessed = on_an_open_page.assessment
    for table, number in (
        (on_an_open_page.demand, "value"),
        (assessed.profiles, "count"),
        (assessed.equality, "value"),
    ):
        about = table[
            table["group"].isin(entry.groups) & table.get("unit", pd.Series("count", table.index)).eq("count")
        ]
        assert (about[number].dropna() >= entry.below).all()


def test_the_explorer_leaves_them_to_the_paper_for_the_public_alone(monkeypatch):
    from analysis.app import showing

    asked = []
    monkeypatch.setattr(showing.pipeline, "run", lambda parameters, data, *, open_to_all: asked.append(open_to_all))
    for audience in ("public", "restricted"):
        showing.work_out(Parameters(audience=audience, seed=1), DATA)
    assert asked == [True, False]
