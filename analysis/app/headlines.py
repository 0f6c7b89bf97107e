"""The answer on one screen: the question, what can be said of it, and what cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.app.markup import paragraph
from analysis.pack.exhibits.demand import shown_series
from analysis.pack.exhibits.labels import add_labels, era_labels
from analysis.pack.statements.demand import of_newest
from analysis.pipeline import Results
from analysis.wording import sentences
from analysis.wording.money import standstill
from analysis.wording.numbers import DEFLATOR_NAMES, count_of, number, pounds_short, signed_percent

NOT_TOLD = "Cannot be told"
NO_GAP = (
    "was the number of people published for the same service, area and year, in any contract system: so what standing "
    "still would have cost, and the gap to it, cannot be worked out. The page on contracts says why, sum by sum."
)
QUESTION = "How has demand grown against funding?"


@dataclass(frozen=True)
class Headline:
    """One card: what it is about, the answer in a few words, and the sentence behind it."""

    about: str
    answer: str
    sentence: str


def opening(results: Results) -> str:
    """The head of the page: help first, then the question and its answer."""
    cards = "".join(
        f'<li><p class="kicker">{escape(one.about)}</p><strong>{escape(one.answer)}</strong>'
        f"{paragraph(one.sentence)}</li>"
        for one in headlines(results)
    )
    return (
        f"{help_line(results)}<h1>{escape(QUESTION)}</h1>"
        f'{paragraph(answer(results), "lead")}<ul class="headlines">{cards}</ul>'
    )


def help_line(results: Results) -> str:
    """Whom to call, as `contacts.yml` has it."""
    calls = "".join(
        f"<span>{escape(one.name)} <b>{escape(one.number)}</b>, {escape(one.when)}</span>"
        for one in reversed(results.catalogue.contacts)
    )
    return f'<div class="help">{calls}</div>'


def answer(results: Results) -> str:
    """Whether the question can be answered, and where."""
    both = results.coverage["verdict"].eq("both")
    if both.any():
        labels = era_labels(results)
        places = ", ".join(f"{labels[row.era]}, {row.area}" for row in results.coverage[both].itertuples())
        return f"It can be told where both were published of the same service in the same years: {places}."
    return (
        "It cannot be told from the published papers: for none of the contract systems were demand and funding "
        "published for the same service in the same years. Each is shown here by itself, never joined across a new "
        "contract."
    )


def headlines(results: Results) -> Iterator[Headline]:
    """Demand, open cases, money and standing still, each for the newest service that has it, named with its area."""
    for said in of_newest(results):
        yield Headline("Demand", _demand(_newest_service(shown_series(results), "value"), results), said.text)
    flows = _newest_service(add_labels(results.flows, results), "entries")
    if len(flows):
        yield _open_cases(flows)
    if len(results.funding_change):
        yield _money(results)
    yield _standstill(results)


def _newest_service(rows: pd.DataFrame, size: str) -> pd.DataFrame:
    """The rows of the service with the latest period; of several, the one that counted most people."""
    newest = rows.sort_values(["period_end", size]).tail(1)
    return rows.merge(newest[["era", "service", "area"]], validate="m:1").sort_values("period_start")


def _demand(rows: pd.DataFrame, results: Results) -> str:
    """The verb that the trend allows; where it allows none, the first count and the last."""
    first, last = rows.iloc[0], rows.iloc[-1]
    same = results.growth[["era", "service", "area"]].eq(last[["era", "service", "area"]]).all(axis=1)
    growth = results.growth[same].iloc[0]
    verb = sentences.movement(1 + growth["low"], 1 + growth["high"])
    if verb in sentences.TOLD:
        return f"{verb[0].upper()}{verb[1:]}"
    if first["exposure_months"] == last["exposure_months"]:
        return f"{number(first['value'])}, then {number(last['value'])}"
    return f"{number(first['rate_per_month'])} a month, then {number(last['rate_per_month'])}"


def _open_cases(rows: pd.DataFrame) -> Headline:
    last, total = rows.iloc[-1], rows["net"].sum()
    said = sentences.net_flow_sentence(
        f"{last['service_label']}, {last['area']}", list(rows["net"]), list(rows["period"])
    )
    way = "in than out" if total > 0 else "out than in"
    return Headline("Open cases", f"{number(abs(total))} more {way}" if total else "As many in as out", said)


def _money(results: Results) -> Headline:
    row = results.funding_change.sort_values("last_year").iloc[-1]
    line = results.funding[results.funding["line"].eq(row["line"])].iloc[-1]
    parameters = results.parameters
    said = sentences.real_change_sentence(
        f"{line['stream']}, {line['area']}",
        row,
        DEFLATOR_NAMES[parameters.deflator],
        parameters.price_year,
        results.money.no_index,
    )
    if results.money.no_index:
        return Headline("Money", f"{signed_percent(row['change_nominal'], 1)} in pounds of the day", said)
    return Headline("Money", f"{signed_percent(row['change_real'], 1)} in real terms", said)


def _standstill(results: Results) -> Headline:
    """The gap to standing still of the newest service of which it can be worked out, else how many it cannot."""
    rows = add_labels(results.money.standstill, results)
    known = rows[rows["reason"].eq("")]
    if known.empty:
        of = f"none of {count_of(len(rows), 'published sum')}" if len(rows) else "no sum"
        return Headline("Standing still", NOT_TOLD, f"For {of} {NO_GAP}")
    row = known.sort_values("financial_year").iloc[-1]
    named = f"{row['service_label']}, {row['area']}"
    said = standstill(row, results.parameters.confidence)
    return Headline("Standing still", f"{pounds_short(row['gap_gbp'])} short" if row["gap_gbp"] > 0 else "Kept pace",
                    f"{named}: {said}.")  # fmt: skip
