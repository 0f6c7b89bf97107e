"""The conditional calculator: what standing still would cost under growth that the visitor assumes."""

import pandas as pd

from analysis import charts
from analysis.app import controls
from analysis.app.card import Card
from analysis.app.drawing import Chart, draw
from analysis.app.exhibit_card import hung
from analysis.app.look import theme
from analysis.app.markup import details, heading, paragraph, table
from analysis.app.state import Explorer
from analysis.wording.conditional import LABELS, indices_in_words

TITLE = "What if? Try your own growth"
CAPTION = (
    "The newest contract system, from its first published year. Standing still means the same service for everyone "
    "who asks: demand times prices. There are no pounds here, since what the system cost was not published."
)
WARNING = (
    "<p><b>Your assumption, not a forecast.</b> The sliders are set by you; nothing in the papers says which growth "
    "is right.</p>"
)
ROOM, MARGIN = 1.12, 0.1  # above the highest point, as its multiple; beside the first and last year, in years
SHOWN = ("standstill_index", "funding_index", "demand_index")


def calculator(explorer: Explorer) -> Card:
    """The card with its sliders; it answers every move at once, from the model."""
    look = theme()
    sliders = [
        controls.growth(explorer, "demand_growth", "Demand grows by", look),
        controls.growth(explorer, "price_growth", "Prices grow by", look),
        controls.growth(explorer, "funding_growth", "Funding grows by", look),
        controls.years(explorer, look),
    ]
    chart = Chart("what if", lambda: charts.assumed_lines(_long(explorer.indices)))
    card = Card(kind="plain wide", controls=sliders, pictures=hung(draw(chart)))

    def answer(*_) -> None:
        card.param.update(**_contents(explorer))

    explorer.param.watch(answer, ["demand_growth", "price_growth", "funding_growth", "years"])
    answer()
    return card


def start_of(explorer: Explorer) -> str:
    """The year that stands at 100: the first year of the newest demand series."""
    rows = explorer.results.demand
    newest = rows[rows["stands_for_demand"]].sort_values("period_end").iloc[-1]
    return f"{newest['base_start']:%B %Y}"


def _contents(explorer: Explorer) -> dict[str, object]:
    indices, said = explorer.indices, explorer.conditional(start_of(explorer))
    rows = table(indices_in_words(indices), "Your assumption, year by year; the start is 100.")
    return {
        "before": heading(TITLE, CAPTION, "What if"),
        "after": f'<div class="seen assumed" role="status">{WARNING}{paragraph(said)}</div>'
        f"{details('The table behind it', rows)}",
        "live": _live(indices, said),
    }


def _live(indices: pd.DataFrame, said: str) -> dict[str, object]:
    years = indices["year"].tolist()
    lines = {LABELS[name]: {"x": years, "y": indices[name].tolist()} for name in SHOWN}
    return {
        "lines": lines,
        "description": said,
        "left": -MARGIN,
        "right": years[-1] + MARGIN,
        "top": ROOM * max(max(line["y"]) for line in lines.values()),
    }


def _long(indices: pd.DataFrame) -> pd.DataFrame:
    parts = [indices[["year"]].assign(label=LABELS[name], index_value=indices[name]) for name in SHOWN]
    return pd.concat(parts, ignore_index=True)
