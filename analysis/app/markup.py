"""Tables and texts as markup: every value from outside is escaped here."""

from collections.abc import Iterable
from html import escape

import pandas as pd

MOST_BESIDE, LONG = 3, 44  # columns that a telephone has room for; letters of a cell that needs a line of its own


def table(frame: pd.DataFrame, caption: str, kind: str = "") -> str:
    """A frame of text as a table with a name, column headers and a header for each row.

    It scrolls sideways inside its own box, which the keyboard can reach; where a telephone has no room for its columns,
    each row stands there as a list. Roles are spelt out, because a browser may forget them of what is no grid.
    """
    shown = frame.astype(str)
    columns = "".join(f'<th role="columnheader" scope="col">{escape(str(name))}</th>' for name in frame.columns)
    names = [escape(str(name), quote=True) for name in frame.columns[1:]]
    rows = "".join(_row(row, names) for row in shown.itertuples(index=False))
    listed = " stacked" if _is_wide(shown) else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table: {escape(caption)}">'
        f'<table class="{f"{kind}{listed}".strip()}" role="table"><caption class="spoken">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{columns}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def heading(title: str, caption: str = "", kicker: str = "") -> str:
    """The head of a card: what it is about, what it finds, how to read it."""
    above = f'<p class="kicker">{escape(kicker)}</p>' if kicker else ""
    below = f'<p class="caption">{escape(caption)}</p>' if caption else ""
    return f"{above}<h2>{escape(title)}</h2>{below}"


def picture_title(text: str) -> str:
    """The title of one picture: its first line stands out, the rest is quieter."""
    first, _, rest = text.partition("\n")
    quiet = f"<span>{escape(rest)}</span>" if rest else ""
    return f"<figcaption><b>{escape(first)}</b>{quiet}</figcaption>" if first else ""


def details(summary: str, inside: str) -> str:
    """Markup behind a summary that opens it."""
    return f"<details><summary>{escape(summary)}</summary>{inside}</details>"


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>'


def sources_line(names: Iterable[str]) -> str:
    """Where the figures of a card come from."""
    listed = "".join(f"<li>{escape(name)}</li>" for name in names)
    return f'<div class="sources"><span>Sources</span><ul>{listed}</ul></div>' if listed else ""


FILES = {"csv": "Table (CSV)", "xlsx": "Workbook (XLSX)", "png": "Picture (PNG)", "svg": "Picture (SVG)"}
PICTURED = ("png", "svg")


def definitions(said: dict[str, str]) -> str:
    """Names and what they mean, one under the other; what is empty is left out."""
    return (
        f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{escape(text)}</dd>' for name, text in said.items() if text)}</dl>"
    )


def tools(title: str, *, pictured: bool) -> str:
    """What a reader can take away from a card: files, and a link to it."""
    offered = {kind: label for kind, label in FILES.items() if pictured or kind not in PICTURED}
    buttons = "".join(f'<button type="button" data-file="{kind}">{label}</button>' for kind, label in offered.items())
    return (
        f'<div class="tools" role="group" aria-label="Take away: {escape(title)}"><span>Take away</span>{buttons}'
        '<button type="button" data-link>Copy link</button><span class="said" role="status"></span></div>'
    )


def _is_wide(frame: pd.DataFrame) -> bool:
    longest = max((len(cell) for column in frame.columns for cell in frame[column]), default=0)
    return len(frame.columns) > MOST_BESIDE or longest > LONG


def _row(cells: tuple[str, ...], names: list[str]) -> str:
    first, *rest = (escape(cell) for cell in cells)
    beside = "".join(
        f'<td role="cell" data-name="{name}"{" class=long" if len(cell) > LONG else ""}>{cell}</td>'
        for name, cell in zip(names, rest, strict=True)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{beside}</tr>'
