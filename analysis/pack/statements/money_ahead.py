"""What is said of money ahead: what ends when, and what is known for each quarter."""

import itertools

import pandas as pd

from analysis.pack.exhibits.money_ahead import about_quarters, open_endings
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.wording import money as words
from analysis.wording.numbers import count_of, join, pounds

# Of what is said to end, how one and how several are named; everything else is named by its kind.
LAST_YEAR = ("sum whose last published year ends", "sums whose last published year ends")


def of_endings(results: Results) -> list[Statement]:
    """What ends from the meeting on, by month, and how much has no published end."""
    rows = open_endings(results)
    dated, undated = rows[rows["ends"].notna()], rows[rows["ends"].isna()]
    said = []
    if len(dated):
        months = [f"{count_of(*_counted(part, kind))} in {month:%B %Y}" for (month, kind), part in _by_month(dated)]
        worked = int(dated["basis"].eq("start and term").sum())
        how = (
            f" Of these ends, {count_of(worked, 'follows', 'follow')} from a printed start and term and no paper prints"
        )
        ends = "it" if worked == 1 else "them"
        said.append(f"From the meeting on, these ends are known: {join(months)}.{f'{how} {ends}.' if worked else ''}")
    if len(undated):
        noun = count_of(len(undated), "contract, post or sum", "contracts, posts and sums").capitalize()
        said.append(
            f"{noun} {'has' if len(undated) == 1 else 'have'} no published end; some may have ended unreported."
        )
    places = tuple(dict.fromkeys(zip(rows["source"], rows["locator"], strict=True)))
    return [Statement(text, (), places if place == 0 else ()) for place, text in enumerate(said)]


def of_quarters(results: Results) -> list[Statement]:
    """The pounds of the day that are known for each quarter ahead, and what is not."""
    rows = results.money.quarters
    about = about_quarters(results.money.committed)
    spans = [_span(quarters, about) for quarters in _alike(rows)]
    known = f"Money known for each quarter ahead, in pounds of the day: {'; '.join(spans)}."
    options = rows[rows["if_extended_gbp"].notna()]
    more = (
        f" An option to extend would add {pounds(options['if_extended_gbp'].iloc[0])} a quarter until "
        f"{options['quarter'].iloc[-1]}; whether it was taken was not published."
        if len(options)
        else ""
    )
    unknown = rows["unknown"].iloc[0]
    noun = count_of(unknown, "contract, post or sum", "contracts, posts and sums")
    silent = f" In the quarter of the meeting {noun} may run with no pounds of their own published." if unknown else ""
    figures = tuple(dict.fromkeys(figure for figure in results.money.committed["figure"] if figure))
    return [Statement(f"{known}{more}{silent}", figures)]


def _by_month(dated: pd.DataFrame):
    return dated.groupby([dated["ends"].dt.to_period("M").dt.to_timestamp(), "kind"], sort=True)


def _counted(part: pd.DataFrame, kind: str) -> tuple[int, str, str]:
    named = LAST_YEAR if kind == "last year published" else (kind, words.SEVERAL[kind])
    return len(part), *named


def _alike(rows: pd.DataFrame) -> list[list]:
    """Quarters in a row with one sum, together."""
    records = list(rows.itertuples())
    keyed = itertools.groupby(records, key=lambda row: -1.0 if pd.isna(row.committed_gbp) else round(row.committed_gbp))
    return [list(quarters) for _, quarters in keyed]


def _span(quarters: list, about: set[str]) -> str:
    first, last = quarters[0].quarter, quarters[-1].quarter
    when = first if first == last else f"each quarter from {first} to {last}"
    return f"{words.known_pounds(quarters[0].committed_gbp, first in about)} for {when}"
