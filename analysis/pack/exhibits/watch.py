"""Exhibits of what watches what: priorities and risks beside indicators, and the card of each indicator."""

import pandas as pd

from analysis.pack.exhibits.cells import NONE
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pipeline import Results
from analysis.wording.numbers import number
from analysis.wording.titles import evidence as titles


def priorities(results: Results) -> Exhibit:
    """The priorities of the strategy and the indicators that watch each."""
    return _watched(
        results.dashboard.priorities, "priorities", "priority of the strategy", "priorities of the strategy"
    )


def risks(results: Results) -> Exhibit:
    """The risks of recommissioning and the indicators that watch each."""
    return _watched(results.dashboard.risks, "risks", "risk of recommissioning", "risks of recommissioning")


def cards(results: Results) -> Exhibit:
    """The card of every indicator that some published evidence bears on: what it is, how, and what it cannot tell."""
    known = {document.id for document in results.catalogue.documents}
    # A standard is a rod: it measures at any date.
    rods = {use.id for use in results.indicators.standards}
    shown = [card for card in results.indicators.cards if set(card.sources) & known or card.id in rods]
    return Exhibit(
        name="cards",
        title="What each indicator is",
        caption="Only sources that had been published by this date are named.",
        alternative_text="",
        table=pd.DataFrame(
            {
                "Indicator": [card.label for card in shown],
                "Group": [card.group for card in shown],
                "What it is": [f"{card.definition} {card.rationale}" for card in shown],
                "Worked out": [_worked_out(card) for card in shown],
                "Good is": [card.polarity for card in shown],
                "What it cannot tell": [" ".join(card.caveats) for card in shown],
                "Sources": [", ".join(source for source in card.sources if source in known) or NONE for card in shown],
            }
        ),
    )


def _watched(rows: pd.DataFrame, name: str, noun: str, nouns: str) -> Exhibit:
    together = [part for _, part in rows.groupby(["number", "what"], sort=False)]
    silent = sum(not part["figures_published"].gt(0).any() for part in together)
    return Exhibit(
        name=name,
        title=titles.watched(silent, len(together), noun, nouns),
        caption=(
            "An indicator watches only where a figure was published for it by this date; what a standard asks for is "
            "no figure of what is there."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Number": [number(part["number"].iloc[0]) for part in together],
                noun.split()[0].capitalize(): [part["what"].iloc[0] for part in together],
                "Watched by": [_labels(part[part["figures_published"].gt(0)], "nothing") for part in together],
                "Would be watched by, but without a figure": [_without_a_figure(part) for part in together],
            }
        ),
    )


def _labels(part: pd.DataFrame, nothing: str) -> str:
    return "; ".join(dict.fromkeys(part["label"])) if len(part) else nothing


def _without_a_figure(part: pd.DataFrame) -> str:
    asked = part[part["indicator"].ne("")]
    if asked.empty:
        return "no indicator here bears on it"
    return _labels(asked[asked["figures_published"].eq(0)], "all have figures")


def _worked_out(card) -> str:
    return f"Numerator: {_in_midst(card.numerator)}. Denominator: {_in_midst(card.denominator)}. {card.method}."


def _in_midst(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
