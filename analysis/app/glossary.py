"""What the words mean, how it is worked out, and whom to call."""

from html import escape

from analysis.app.card import Card
from analysis.app.markup import details, heading, paragraph
from analysis.app.state import Explorer

WORDS = {
    "Demand received": "people accepted and people not accepted; the accepted alone depend on how much room there is.",
    "Flow, stock": "a flow is counted over a period, a stock at a date.",
    "Exposure": "the months that a period was in operation; a month is never compared with a quarter without it.",
    "Era": "a period under one way of commissioning; nothing is compared across its end without saying so.",
    "Break": "a date at which what a series counts has changed; no base, slope or growth reaches over one.",
    "Standstill cost": "a base year's funding times the growth of demand times the growth of prices.",
    "Confidence interval": "where a true value may lie, given chance; it knows nothing of what was never counted.",
    "Prediction interval": "where a later count may lie; wider than a confidence interval.",
    "Finding": "something that the printed figures say about themselves, with its arithmetic and a grade.",
    "Measuring rod": "a price index or a population: it compares pounds or people and is no evidence of what was "
    "known at a meeting.",
}
METHODS = (
    "Counts are put on a month of operation. Rates and ratios have exact or Byar intervals, shares have Wilson's. "
    "Trends are fitted inside one system only, with the scatter that the series themselves show. Real terms follow "
    "the Treasury's deflator or a consumer price index, as chosen. The notebooks of the pack hold every step."
)


def glossary_card(explorer: Explorer) -> Card:
    """Words and methods, and the numbers to call once more at the end."""
    listed = "".join(f"<dt>{escape(word)}</dt><dd>{escape(means)}</dd>" for word, means in WORDS.items())
    calls = "".join(
        f"<li>{escape(one.name)}: <b>{escape(one.number)}</b>, {escape(one.when)}.</li>"
        for one in explorer.results.catalogue.contacts
    )
    return Card(
        before=heading("What the words mean, and how it is worked out", kicker="Words and methods")
        + f"<dl>{listed}</dl>"
        + details("Methods", paragraph(METHODS))
        + details("Whom to call", f"<ul>{calls}</ul>"),
    )
