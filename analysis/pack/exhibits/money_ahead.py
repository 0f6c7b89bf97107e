"""Exhibits of money ahead: what ends when, and what is known for each quarter."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import short, two_lines
from analysis.pipeline import Results
from analysis.reference.periods import MONTHS_IN_YEAR
from analysis.wording import money as words
from analysis.wording.numbers import NOT_PUBLISHED, count_of, long_date, number, period, pounds
from analysis.wording.titles import money as titles

THOUSAND = 1_000
LABEL_LETTERS = 44


def endings(results: Results) -> Exhibit:
    """What ends from the meeting on, and what has no published end."""
    rows = open_endings(results)
    drawn = ends_by_month(results)
    return Exhibit(
        name="endings",
        title=_title(rows),
        caption=(
            f"Contracts, posts, options and the last published year of each grant or budget, from "
            f"{long_date(results.parameters.as_of)} on. An end is printed, or worked out as the day before as many "
            "months after the printed start as the printed term has. Sums are in pounds of the day."
        ),
        alternative_text=" ".join(
            f"{row.label}: {number(row.months_ahead)} months ahead." for row in drawn.itertuples()
        ),
        table=pd.DataFrame(
            {
                "What": rows["what"],
                "Kind": rows["kind"],
                "Area": rows["area"],
                "Ends": [NOT_PUBLISHED if pd.isna(day) else period(day, day) for day in rows["ends"]],
                "How known": [
                    why or words.BASES[basis] for basis, why in zip(rows["basis"], rows["reason"], strict=True)
                ],
                "Printed sum (pounds of the day)": [pounds(amount) for amount in rows["amount_gbp"]],
            }
        ),
        panels=partial(charts.ending_panels, drawn) if len(drawn) else None,
        columns=1,
    )


def _title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "What ends when"
    soon, unknown = int(rows["months_ahead"].le(MONTHS_IN_YEAR).sum()), int(rows["ends"].isna().sum())
    said = count_of(soon, "contract, post or grant ends", "contracts, posts or grants end")
    return f"{said[:1].upper()}{said[1:]} within a year; of {number(unknown)} no end is published"


def committed(results: Results) -> Exhibit:
    """The pounds known for each quarter from that of the meeting, and how much is unknown in each."""
    rows, lines = results.money.quarters, results.money.committed
    known = lines[lines["counted"].astype(bool)]
    said = [words.known_pounds(sum_gbp, quarter in about_quarters(lines)) for quarter, sum_gbp in _known(rows)]
    return Exhibit(
        name="committed",
        title=titles.quarters(rows["quarter"], rows["committed_gbp"]),
        caption=(
            "Pounds of the day, from the quarter of the meeting. A year's sum counts by quarters; a part of a sum and "
            "a forecast beside its budget are not added. Nothing published is not nought: contracts and posts may run "
            "with no pounds of their own published."
        ),
        alternative_text=" ".join(
            f"{quarter}: {sum_said}." for quarter, sum_said in zip(rows["quarter"], said, strict=True)
        ),
        table=_quarter_table(rows, known, said),
        panels=partial(charts.quarter_panels, _bars(rows)) if rows["committed_gbp"].notna().any() else None,
        columns=1,
        figures=tuple(dict.fromkeys(figure for figure in lines["figure"] if figure)),
    )


def about_quarters(committed: pd.DataFrame) -> set[str]:
    """The quarters whose sum is only about known."""
    return set(committed.loc[committed["counted"].astype(bool) & committed["precision"].ne("exact"), "quarter"])


def open_endings(results: Results) -> pd.DataFrame:
    """The ends that are still to come, and those that no paper gives."""
    rows = results.money.endings
    return rows[rows["ends"].isna() | rows["ends"].ge(pd.Timestamp(results.parameters.as_of))]


def _known(quarters: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(quarters["quarter"], quarters["committed_gbp"], strict=True))


def _quarter_table(rows: pd.DataFrame, known: pd.DataFrame, said: list[str]) -> pd.DataFrame:
    streams = known.groupby("quarter", sort=False)["stream"].agg(
        lambda names: "; ".join(dict.fromkeys(map(short, names)))
    )
    more = [pounds(sum_gbp) if pd.notna(sum_gbp) else "none" for sum_gbp in rows["if_extended_gbp"]]
    return pd.DataFrame(
        {
            "Quarter": rows["quarter"],
            "Known (pounds of the day)": said,
            "More if options are taken": more,
            "From": [streams.get(quarter, "–") for quarter in rows["quarter"]],
            "Contracts, posts and sums without pounds": rows["unknown"].map(number),
        }
    )


def ends_by_month(results: Results) -> pd.DataFrame:
    """Known ends of one month, kind and basis together, as `charts.ending_panels` takes them."""
    rows = open_endings(results)
    rows = rows[rows["ends"].notna()]
    months = rows["ends"].dt.to_period("M")
    grouped = rows.groupby([months, "basis", "kind"], sort=False)
    drawn = [
        {"label": _label(part, kind, month), "months_ahead": part["months_ahead"].max(), "basis": words.BASES[basis]}
        for (month, basis, kind), part in grouped
    ]
    return pd.DataFrame(drawn, columns=["label", "months_ahead", "basis"])


def _label(part: pd.DataFrame, kind: str, month: pd.Period) -> str:
    one = short(part["what"].iloc[0])
    named = one if len(one) <= LABEL_LETTERS else f"{one[:LABEL_LETTERS].rsplit(' ', 1)[0]} …"
    what = named if len(part) == 1 else f"{number(len(part))} {words.SEVERAL[kind]}"
    return f"{month.strftime('%b %Y')}: {what}"


def _bars(quarters: pd.DataFrame) -> pd.DataFrame:
    known = quarters["committed_gbp"].fillna(0)
    kinds = (
        ("known", "committed_gbp", 0 * known),
        ("only if the option to extend is taken", "if_extended_gbp", known),
    )
    parts = [
        quarters.assign(
            kind_label=label, amount_thousands=quarters[column] / THOUSAND, below_thousands=under / THOUSAND
        )
        for label, column, under in kinds
    ]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(quarter=rows["quarter"].map(two_lines))
