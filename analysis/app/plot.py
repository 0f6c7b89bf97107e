"""Line pictures and bars as markup: what a control moves is drawn in a millisecond, in the colours of the page.

Lines stand in a stretched SVG, words in HTML above it: so letters keep their size on a telephone and follow the theme.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WHOLE = 1_000  # both sides of the stretched picture
TICKS = 5
NOTHING = 1e-9  # a distance that cannot be drawn
NICE = (1, 2, 2.5, 5, 10)
MANY = 10_000  # from here on in thousands


@dataclass(frozen=True)
class Scale:
    """Where a value stands between two ends."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """As a fraction of the way, cut to the picture."""
        reach = (self.high - self.low) or 1
        return min(max((value - self.low) / reach, 0.0), 1.0)

    @property
    def ticks(self) -> list[float]:
        """Round values between the ends, about five."""
        rough = ((self.high - self.low) or 1) / TICKS
        size = 10 ** floor(log10(rough))
        step = next(one * size for one in NICE if one * size >= rough * (1 - 1e-9))
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [place * step for place in range(first, last + 1)]


def spanning(values: Iterable[float], *, from_nought: bool = True, room: float = 1.06) -> Scale:
    """A scale that holds all values, and nought where `from_nought`; `room` above and below them."""
    known = [one for one in values if one == one]
    low, high = min(known, default=0), max(known, default=1)
    if from_nought:
        low, high = min(low, 0), max(high, 0)
    reach = high - low
    edge = (reach if reach > NOTHING else 1) * (room - 1)
    return Scale(low - (edge if low < 0 or not from_nought else 0), high + edge)


@dataclass(frozen=True)
class Plot:
    """A picture with two scales, to which marks are added as text."""

    x: Scale
    y: Scale

    def line(self, xs: Sequence[float], ys: Sequence[float], kind: str) -> str:
        """A line; missing values are left out."""
        points = " ".join(self._point(x, y) for x, y in zip(xs, ys, strict=True) if y == y)
        return f'<polyline class="line {kind}" points="{points}"/>'

    def band(self, xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], kind: str) -> str:
        """The area between two lines."""
        there = [self._point(x, y) for x, y in zip(xs, highs, strict=True)]
        back = [self._point(x, y) for x, y in zip(reversed(xs), reversed(lows), strict=True)]
        return f'<polygon class="band {kind}" points="{" ".join(there + back)}"/>'

    def word(self, x: float, y: float, text: str, kind: str = "") -> str:
        """Words at a place; `kind` ends or starts them there."""
        return f'<span class="word {kind}" style="{self._place(x, y)}">{escape(text)}</span>'

    def dot(self, x: float, y: float, kind: str) -> str:
        """A mark at a place."""
        return f'<span class="dot {kind}" style="{self._place(x, y)}"></span>'

    def draw(
        self, marks: Iterable[str], *, spoken: str, xticks: Iterable[tuple[float, str]], xlabel: str, ylabel: str
    ) -> str:
        """The picture with its axes; `spoken` is its name to a screen reader."""
        shapes = [one for one in marks if not one.startswith("<span")]
        words = [one for one in marks if one.startswith("<span")]
        ticks = self.y.ticks
        rules = "".join(
            f'<line class="{"rule zero" if one == 0 else "rule"}" x1="0" x2="{WHOLE}" y1="{self._y(one):.1f}" '
            f'y2="{self._y(one):.1f}"/>'
            for one in ticks
        )
        left = "".join(f'<span style="top:{100 - 100 * self.y.at(one):.2f}%">{brief(one)}</span>' for one in ticks)
        below = "".join(
            f'<span style="left:{100 * self.x.at(place):.2f}%">{escape(text)}</span>' for place, text in xticks
        )
        widest = max((len(brief(one)) for one in ticks), default=1)
        return (
            f'<div class="plot" role="img" aria-label="{escape(spoken)}" style="--wide:{widest}ch">'
            f'<p class="unit">{escape(ylabel)}</p><div class="left">{left}</div><div class="area">'
            f'<svg viewBox="0 0 {WHOLE} {WHOLE}" preserveAspectRatio="none" aria-hidden="true">{rules}{"".join(shapes)}'
            f'</svg>{"".join(words)}</div><div class="below">{below}</div><p class="unit x">{escape(xlabel)}</p></div>'
        )

    def _y(self, value: float) -> float:
        return WHOLE * (1 - self.y.at(value))

    def _point(self, x: float, y: float) -> str:
        return f"{WHOLE * self.x.at(x):.1f},{self._y(y):.1f}"

    def _place(self, x: float, y: float) -> str:
        return f"left:{100 * self.x.at(x):.2f}%;top:{100 - 100 * self.y.at(y):.2f}%"


def key(entries: Iterable[tuple[str, str]]) -> str:
    """What each mark means: kind and words."""
    return f'<ul class="key">{"".join(f"<li><i class={kind!r}></i>{escape(text)}</li>" for kind, text in entries)}</ul>'


Row = tuple[str, Sequence[tuple[float, float, str]], str]


def bars(rows: Iterable[Row], scale: Scale, *, mark: float, ticks: Iterable[tuple[float, str]] = ()) -> str:
    """Bars that lie beside their names: each row has a name, pieces (from, to, kind) and words at its end.

    mark: a value with a thin rule through every row; ticks: places and words under the rows. A piece of the kind `dot`
    is a mark at its first value.
    """
    rule = f'<i class="mark" style="left:{100 * scale.at(mark):.2f}%"></i>'
    made = "".join(
        f'<li><span class="name">{escape(name)}</span>'
        f'<span class="track">{"".join(_piece(one, scale) for one in pieces)}{rule}</span>'
        f'<span class="end">{escape(end)}</span></li>'
        for name, pieces, end in rows
    )
    below = "".join(f'<b style="left:{100 * scale.at(place):.2f}%">{escape(word)}</b>' for place, word in ticks)
    axis = f'<li class="axis"><span class="track">{below}</span></li>' if below else ""
    return f'<ul class="bars" aria-hidden="true">{made}{axis}</ul>'


def brief(value: float) -> str:
    """A number under an axis."""
    if abs(value) >= MANY:
        return f"{value / 1_000:,.0f}k".replace("-", "−")
    return f"{value:,.6f}".rstrip("0").rstrip(".").replace("-", "−") or "0"


def _piece(piece: tuple[float, float, str], scale: Scale) -> str:
    start, end = sorted(100 * scale.at(one) for one in piece[:2])
    if piece[2].startswith("dot"):
        return f'<i class="{piece[2]}" style="left:{start:.2f}%"></i>'
    return f'<i class="{piece[2]}" style="left:{start:.2f}%;width:{max(end - start, 0.4):.2f}%"></i>'
