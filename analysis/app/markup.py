"""Tables and texts as markup: every value from outside is escaped here."""

from collections.abc import Iterable
from html import escape

import pandas as pd


def table(frame: pd.DataFrame, caption: str, kind: str = "") -> str:
    """A frame of text as a table with a caption, column headers and a header for each row.

    It scrolls sideways inside its own box, which the keyboard can reach.
    """
    columns = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    rows = "".join(_row(row) for row in frame.astype(str).itertuples(index=False))
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Table: {escape(caption)}">'
        f'<table class="{kind}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
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


def _row(cells: tuple[str, ...]) -> str:
    first, *rest = (escape(cell) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
