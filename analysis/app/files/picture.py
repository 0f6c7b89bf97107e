"""The chart of a card as a still picture, with what was chosen printed below it."""

from textwrap import wrap

from matplotlib.figure import Figure

from analysis import charts
from analysis.pack.exhibits import Exhibit
from analysis.pack.pictures import draw

LINE_INCHES, EDGE_INCHES, SMALL_POINTS, HEAD_POINTS = 0.135, 0.12, 6.5, 10
LETTERS, HEAD_LETTERS = 148, 84
QUIET, INK = "#4a5b6a", "#17324d"
LEFT_OUT = ("Title", "View")


def draw_stamped(exhibit: Exhibit, said: dict[str, str], kind: str) -> bytes:
    """The picture as `png` or `svg`; its title stands above, what was chosen and its sources below."""
    charts.draw_on("paper")
    figure = charts.paper_figure(exhibit.panels(), exhibit.columns)
    _frame(figure, exhibit.title, said)
    words = exhibit.alternative_text or exhibit.title
    picture = draw(figure, name=exhibit.name, caption=exhibit.caption, alternative_text=words)
    return picture.png if kind == "png" else picture.svg


def _frame(figure: Figure, title: str, said: dict[str, str]) -> None:
    lines = [line for name, text in said.items() if text and name not in LEFT_OUT for line in _lines(name, text)]
    head = wrap(title, HEAD_LETTERS)
    width, height = figure.get_size_inches()
    below = len(lines) * LINE_INCHES + 2 * EDGE_INCHES
    above = len(head) * 1.6 * LINE_INCHES + 2 * EDGE_INCHES
    whole = height + below + above
    figure.set_size_inches(width, whole)
    for axes in figure.axes:
        left, bottom, wide, high = axes.get_position().bounds
        axes.set_position([left, (below + bottom * height) / whole, wide, high * height / whole])
    figure.text(0.012, 1 - EDGE_INCHES / whole, "\n".join(head), va="top", size=HEAD_POINTS, weight="bold", color=INK)
    figure.text(
        0.012,
        (below - EDGE_INCHES) / whole,
        "\n".join(lines),
        va="top",
        size=SMALL_POINTS,
        color=QUIET,
        linespacing=1.35,
    )


def _lines(name: str, text: str) -> list[str]:
    return wrap(f"{name}: {text}", LETTERS, subsequent_indent="   ")
