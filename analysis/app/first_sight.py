"""The page before any script has run: way out, question and first answers, as the cards will show them.

Scripts of some megabytes come before a control can answer; words and line pictures need none of them. The reader sees
these at once, and the first link that works is the way out. Once the cards stand there it goes.
"""

from collections.abc import Sequence
from pathlib import Path

from analysis.app.card import LOOK, Bar, Card
from analysis.app.look import BACKGROUND, DARK_BACKGROUND, RAIL_PIXELS, WIDTH_PIXELS

TEMPLATE = Path(__file__).with_name("first_sight.html")
NAME = "first_sight"  # in the template and, as `first-sight`, in the page
FEW = 4  # cards that fill the first screen, whatever its size
PLACE = (
    "#first-sight { position: absolute; inset: 0 0 auto; z-index: 1200; min-height: 100vh; "
    f"background: {BACKGROUND}; }}"
)
# As wide as the page will be; the form, where there is one, keeps its place beside the answers.
OWN = f"""
.bar > .paper {{ padding: 0 24px; min-height: 64px; }}
main {{ max-width: {WIDTH_PIXELS}px; margin: 0 auto; padding-top: 8px; }}
.coming {{ color: var(--quiet); min-height: 40vh; }}
:host {{ min-height: 100vh; background: {BACKGROUND}; }}
@media (min-width: 1200px) {{
  .beside {{ display: grid; grid-template-columns: {RAIL_PIXELS}px minmax(0, 1fr); }}
}}
@media (prefers-color-scheme: dark) {{ :host {{ background: {DARK_BACKGROUND}; }} }}
"""
DARKEN = (
    '<script>matchMedia("(prefers-color-scheme: dark)").matches && document.querySelectorAll("#first-sight")'
    '.forEach((one) => one.shadowRoot?.querySelectorAll("section:not(.bar)").forEach((part) => '
    'part.classList.add("dark")))</script>'
)


def first_sight(bar: Bar, cards: Sequence[Card], form: Card | None) -> str:
    """Markup of the bar and of the first cards, in a shadow tree of its own as theirs will be.

    form: the card of controls among them, in whose place its heading stands until it can be used.
    """
    place = cards.index(form) if form in cards else None
    shown = [_part(card) for card in cards[: FEW + 1] if card is not form]
    if place is not None:
        coming = f"{form.before}<p class='coming'>The controls come in a moment.</p>"
        rail = f'<section class="card {form.kind}"><div class="paper"><div>{coming}</div></div></section>'
        shown[place:] = [f'<div class="beside"><div>{rail}</div><div>{"".join(shown[place:])}</div></div>']
    top = f'<div class="card {bar.kind}"><div class="paper">{bar.before}</div></div>'
    # Nothing in it can be used but the links of the bar; to who listens the page begins with its cards.
    main = f'<main inert aria-hidden="true">{"".join(shown)}</main>'
    tree = f'<template shadowrootmode="open"><style>{LOOK}{OWN}</style>{top}{main}</template>'
    return f'<style>{PLACE}</style><div id="first-sight">{tree}</div>{DARKEN}'


def _part(card: Card) -> str:
    after = "" if card.pictures or len(card.controls) else card.after
    return (
        f'<section class="card {card.kind}"><div class="paper"><div class="before">{card.before}</div>'
        f'<div class="after">{after}</div></div></section>'
    )
