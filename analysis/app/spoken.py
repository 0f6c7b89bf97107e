"""A drawn chart in words, from what was drawn: each line with its first, last, highest and lowest value."""

from collections.abc import Iterator

import bokeh.models
import bokeh.plotting
import numpy as np

from analysis.wording.numbers import number

MOST_LINES = 6
SMALL = 20  # values below it are said with one decimal


def describe(title: str, figure: bokeh.plotting.figure, words: str = "") -> str:
    """The name of a picture to a screen reader: its title and the values that matter, as drawn.

    words: the exhibit's own, said where nothing is drawn as a line, such as estimates beside each other.
    """
    said = list(_lines(figure))[:MOST_LINES]
    values = " ".join(said) or words or "Its values are below, in words and in a table."
    unit = f" In {figure.yaxis[0].axis_label}." if len(figure.yaxis) and figure.yaxis[0].axis_label else ""
    return f"Chart: {', '.join(title.splitlines()) or 'lines'}.{unit} {values}"


def _lines(figure: bokeh.plotting.figure) -> Iterator[str]:
    labels = {item.renderers[0].id: item.label.value for legend in figure.legend for item in legend.items}
    ticks = _tick_words(figure)
    for renderer in figure.renderers:
        if isinstance(renderer, bokeh.models.GlyphRenderer) and isinstance(renderer.glyph, bokeh.models.Line):
            source, glyph = renderer.data_source.data, renderer.glyph
            places, values = list(source[glyph.x]), np.asarray(source[glyph.y], dtype=float)
            yield _say(labels.get(renderer.id, ""), [ticks.get(one, one) for one in places], values)


def _tick_words(figure: bokeh.plotting.figure) -> dict[object, str]:
    """What stands under a place on the axis, where words were put there."""
    axis = figure.xaxis[0] if len(figure.xaxis) else None
    overrides = getattr(axis, "major_label_overrides", {}) or {}
    return {place: str(word) for place, word in overrides.items()}


def _say(label: str, places: list, values: np.ndarray) -> str:
    known = np.flatnonzero(np.isfinite(values))
    if not len(known):
        return ""
    first, last = known[0], known[-1]
    high, low = known[values[known].argmax()], known[values[known].argmin()]
    said = [f"{_place(places[first])} {_value(values[first])}", f"{_place(places[last])} {_value(values[last])}"]
    ends = {first, last}
    extra = [
        f"{word} {_value(values[one])} in {_place(places[one])}"
        for word, one in (("highest", high), ("lowest", low))
        if one not in ends and values[one] not in (values[first], values[last])
    ]
    head = f"{label[:1].upper()}{label[1:]}: " if label else ""
    return f"{head}{' to '.join(said) if first != last else said[0]}{''.join(f', {one}' for one in extra)}."


def _place(place: object) -> str:
    return " ".join(str(place).split())


def _value(value: float) -> str:
    return number(value, 1 if abs(value) < SMALL and value != int(value) else 0)
