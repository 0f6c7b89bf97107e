"""The legend of a drawn picture as markup: it wraps where it has no room, and no canvas cuts it."""

from collections.abc import Iterator
from html import escape

import bokeh.models
import bokeh.plotting


def legend_markup(figure: bokeh.plotting.figure) -> str:
    """A list of what was drawn and its name; empty where one thing alone was drawn, which the title names."""
    items = [item for legend in figure.legend for item in legend.items if item.label.value]
    if len(items) < 2:
        return ""
    listed = "".join(f"<li>{''.join(_marks(item))}{escape(item.label.value)}</li>" for item in items)
    return f'<ul class="key">{listed}</ul>'


def _marks(item: bokeh.models.LegendItem) -> Iterator[str]:
    """A line, a box or a mark of the colour that it has in the picture, all of them where several are drawn."""
    drawn = "".join(_mark(renderer.glyph) for renderer in item.renderers)
    yield f'<span class="drawn" aria-hidden="true">{drawn}</span>'


def _mark(glyph: bokeh.models.Glyph) -> str:
    if isinstance(glyph, bokeh.models.Line):
        kind = "line dashed" if glyph.line_dash else "line"
        return f'<i class="{kind}" style="color:{glyph.line_color}"></i>'
    if isinstance(glyph, bokeh.models.Scatter):
        return f'<i class="mark {glyph.marker}" style="color:{glyph.fill_color}"></i>'
    return f'<i class="area" style="color:{glyph.fill_color}"></i>'
