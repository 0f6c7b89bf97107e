"""Panels of money ahead: what ends when, and what is known for each quarter."""

import holoviews as hv
import numpy as np
import pandas as pd

from analysis.charts.look import QUIET, SERIES_COLOURS, dash, dot, on_paper, plot_rows

BAR_WIDTH = 0.7
MONTHS_BETWEEN_TICKS = 3
WITH_LEGEND, WITHOUT_LEGEND, HEADROOM = 1.45, 1.06, 1.15  # the edge, as a multiple of what lies furthest out
SMALL_LETTERS = 7
NOTHING = "nothing\npublished"


def ending_panels(ends: pd.DataFrame) -> list[hv.Overlay]:
    """One panel: how many months after the meeting something ends, a line for each, the soonest on top.

    ends: each row is an end or several in one month; `label`, `months_ahead`, `basis` (as it stands in the legend).
    """
    rows = ends.assign(place=np.arange(len(ends))[::-1])
    plot = hv.VLine(0).opts(color=QUIET, **dash())
    for look, (basis, part) in enumerate(rows.groupby("basis", sort=False)):
        colour, width = SERIES_COLOURS[look], ({"linewidth": 2} if on_paper() else {"line_width": 2})
        lines = hv.Segments((np.zeros(len(part)), part["place"], part["months_ahead"], part["place"]))
        dots = plot_rows(part).scatter(x="months_ahead", y="place", color=colour, label=basis).opts(**dot(look))
        plot = plot * lines.opts(color=colour, **width) * dots
    reach = max(rows["months_ahead"].max(), 1)
    several = rows["basis"].nunique() > 1
    right = reach * (WITH_LEGEND if several else WITHOUT_LEGEND)
    ticks = range(0, int(right) + 1, MONTHS_BETWEEN_TICKS)
    return [
        plot.opts(
            title="", xlabel="months after the meeting", ylabel="", xlim=(-0.02 * reach, right), xticks=list(ticks),
            ylim=(-0.6, len(rows) - 0.4), show_legend=several,
            yticks=list(zip(rows["place"].tolist(), rows["label"], strict=True)),
        )
    ]  # fmt: skip


def quarter_panels(quarters: pd.DataFrame) -> list[hv.Overlay]:
    """One panel of bars: the pounds known for each quarter, kind upon kind; no bar where nothing was published.

    quarters: each row is a quarter and a kind of money; `quarter`, `kind_label`, `amount_thousands` (missing where
    nothing was published) and `below_thousands`, on which it stands.
    """
    names = quarters["quarter"].drop_duplicates().tolist()
    rows = quarters.assign(place=[names.index(name) for name in quarters["quarter"]])
    known = rows.dropna(subset=["amount_thousands"])
    silent = sorted(set(rows["place"]) - set(known["place"]))
    # The first element of an overlay lies below the grid: a line that shows nothing takes that place.
    plots = [hv.HLine(0).opts(color=QUIET, alpha=0)]
    for look, (label, part) in enumerate(known.groupby("kind_label", sort=False)):
        left, right = part["place"] - BAR_WIDTH / 2, part["place"] + BAR_WIDTH / 2
        bars = hv.Rectangles((left, part["below_thousands"], right, part["below_thousands"] + part["amount_thousands"]))
        plots.append(bars.relabel(label).opts(**_filled(SERIES_COLOURS[look])))
    top = (known["below_thousands"] + known["amount_thousands"]).max()
    several = known["kind_label"].nunique() > 1
    height = (WITH_LEGEND if several else HEADROOM) * (top if top > 0 else 1)
    plots += [hv.Text(place, 0.1 * height, NOTHING, fontsize=SMALL_LETTERS).opts(**_quiet_text()) for place in silent]
    return [
        hv.Overlay(plots).opts(
            title="", xlabel="", ylabel="£ thousand of the day", xlim=(-0.6, len(names) - 0.4),
            ylim=(0, height), xticks=list(enumerate(names)), show_legend=several,
        )
    ]  # fmt: skip


def _quiet_text() -> dict:
    return {"color": QUIET} if on_paper() else {"text_color": QUIET, "text_font_size": "12px"}


def _filled(colour: str) -> dict:
    return {"facecolor": colour, "edgecolor": colour} if on_paper() else {"fill_color": colour, "line_color": colour}
