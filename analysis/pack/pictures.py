"""A drawing to the same bytes every time."""

from io import BytesIO

import matplotlib as mpl
from matplotlib.figure import Figure

from analysis.pack.parts import Picture

DOTS_PER_INCH = 200
# Letters as paths: no reader needs the font. The salt makes the ids inside the file the same in every run.
STABLE = {"svg.fonttype": "path", "svg.hashsalt": "dsva", "savefig.bbox": None, "path.simplify": False}


def draw(figure: Figure, *, name: str, caption: str, alternative_text: str) -> Picture:
    """A matplotlib figure as SVG and PNG, without date, program name or other trace of the run."""
    return Picture(name, caption, alternative_text, *save(figure))


def save(figure: Figure) -> tuple[bytes, bytes]:
    """A matplotlib figure as the bytes of SVG and PNG, the same every time."""
    with mpl.rc_context(STABLE):
        svg, png = BytesIO(), BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(png, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return svg.getvalue(), png.getvalue()
