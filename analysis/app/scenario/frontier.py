"""Growth of demand against growth of money as a grid: one tab stop, arrows move over its cells, each says itself."""

from html import escape

import pandas as pd

from analysis.app.markup import heading
from analysis.app.plot import key
from analysis.pack.exhibits import Exhibit
from analysis.pipeline import Results
from analysis.wording.numbers import number, percent, signed_percent

FIRST, EVERY = 2, 4  # of 41 growths and uplifts from -5%: even per cents, and nought among them
STEPS = ((0.1, "c0"), (0.3, "c1"), (0.5, "c2"), (0.9, "c3"), (1.01, "c4"))
NAMES = {"c0": "up to 10%", "c1": "up to 30%", "c2": "up to 50%", "c3": "up to 90%", "c4": "above 90%"}
ARROWS = " Arrow keys move over the cells."
KICKER = "Growth against money"
PACES = {
    " even": "money keeps pace with demand and prices",
    " maybe": "whether money keeps pace with demand and prices cannot be told",
    "": "money falls behind demand and prices",
}
GROWTH, UPLIFT = "growth", "uplift 1"


def grid_markup(results: Results, exhibit: Exhibit) -> str:
    """The grid with its heading; the chosen scenario's cell is ringed and takes the focus first."""
    found = results.scenarios.frontier
    if found.cells.empty:
        return heading(exhibit.title, exhibit.caption, KICKER)
    wide = (
        found.cells.pivot(index="growth", columns="uplift", values="chance").iloc[FIRST::EVERY, FIRST::EVERY].iloc[::-1]
    )
    ends = found.break_even.set_index("growth")[["uplift_low", "uplift_high"]]
    even = {growth: (low, high) for growth, low, high in ends.itertuples()}
    here = _here(results, wide)
    tops = "".join(f'<th role="columnheader" scope="col">{signed_percent(one)}</th>' for one in wide.columns)
    rows = "".join(
        f'<tr role="row"><th role="rowheader" scope="row">{signed_percent(growth)}</th>'
        + "".join(
            _cell(growth, uplift, chance, even[growth], (growth, uplift) == here, found.target_weeks)
            for uplift, chance in zip(wide.columns, chances, strict=True)
        )
        + "</tr>"
        for growth, chances in zip(wide.index, wide.to_numpy(), strict=True)
    )
    weeks = number(found.target_weeks)
    head = heading(exhibit.title, reading_words(weeks, found.paths), KICKER)
    named = key([(f"{kind} box", f"chance of a wait over {weeks} weeks {said}") for kind, said in NAMES.items()])
    return (
        f'{head}{named}<div class="scroll"><table class="frontier" role="grid" aria-label="{escape(exhibit.title)}">'
        f'<caption class="spoken">{escape(exhibit.title)}</caption>'
        f'<thead><tr role="row"><td role="cell"></td>{tops}</tr></thead><tbody>{rows}</tbody></table></div>'
        '<p class="spelt" aria-hidden="true"></p>'
    )


def reading_words(weeks: str, paths: int) -> str:
    """How to read the grid."""
    return (
        "Across: growth of money a year. Down: growth of demand a year. A cell is the chance, in per cent, of a wait "
        f"over {weeks} weeks in the last quarter, in {number(paths)} futures for each; underlined where money at least "
        "keeps pace with need, dotted where that cannot be told. The ring is nearest to what is set now."
        f"{ARROWS}"
    )


def cell_words(growth: float, uplift: float, chance: float, even: tuple[float, float], weeks: float) -> str:
    """What a cell says of itself; `even`: limits of the growth of money that just keeps pace."""
    pace = PACES[_pace(uplift, even)]
    return (
        f"Demand {signed_percent(growth)} a year, money {signed_percent(uplift)} a year: {percent(chance)} chance of a "
        f"wait over {number(weeks)} weeks; {pace}"
    )


def _pace(uplift: float, even: tuple[float, float]) -> str:
    low, high = even
    return " even" if uplift >= high else " maybe" if uplift >= low else ""


def _cell(growth: float, uplift: float, chance: float, even: tuple[float, float], chosen: bool, weeks: float) -> str:
    kind = next(name for limit, name in STEPS if chance <= limit)
    marks = f"{kind}{_pace(uplift, even)}{' here' if chosen else ''}"
    said = cell_words(growth, uplift, chance, even, weeks) + ("; your scenario is nearest here" * chosen)
    return (
        f'<td role="gridcell" class="{marks}" tabindex="{0 if chosen else -1}" aria-label="{escape(said)}">'
        f"{number(100 * chance)}</td>"
    )


def _here(results: Results, wide: pd.DataFrame) -> tuple[float, float]:
    """The cell nearest to the chosen scenario; where its money follows demand, the one that keeps pace."""
    taken = results.scenarios.taken.set_index("assumption")["value"]
    growth = min(wide.index, key=lambda one: abs(one - taken.get(GROWTH, 0.0)))
    even = results.scenarios.frontier.break_even.set_index("growth")["uplift"]
    uplift = taken.get(UPLIFT, even[growth])
    return growth, min(wide.columns, key=lambda one: abs(one - uplift))
