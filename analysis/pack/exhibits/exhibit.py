"""One thing shown to a reader: a finding, a chart, its words and its table, alike on every surface."""

import base64
import html
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.charts import PAGE_WIDTH_INCHES
from analysis.pack.drawings import draw

ROWS_IN_A_NOTEBOOK = 15
MORE_ROWS = "The first {shown} of {all} rows; <code>.table</code> of what the cell shows has all of them."


@dataclass(frozen=True)
class Exhibit:
    """A chart or a table with everything that a reader needs beside it.

    name: its key in a template; title: the finding; caption: what is drawn, in which units, with which interval.
    alternative_text: the chart in words, with the values that matter.
    table: each row as the reader sees it, in words, under the headings a reader sees.
    panels: draws the chart on the surface chosen by `charts.draw_on`; None for a table alone.
    columns: panels side by side on paper; figures: ids of the published figures behind it.
    """

    name: str
    title: str
    caption: str
    alternative_text: str
    table: pd.DataFrame
    panels: Callable[[], list] | None = None
    columns: int = 2
    figures: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was published that it could show."""
        return self.table.empty

    def _repr_html_(self) -> str:
        """The exhibit in a notebook: the same still picture as on paper, with its caption and its table."""
        if self.is_empty:
            return f"<p><strong>{html.escape(self.title)}</strong>: nothing published by this date.</p>"
        picture = self._picture() if self.panels else ""
        return (
            f"<figure><figcaption><strong>{html.escape(self.title)}</strong></figcaption>{picture}"
            f"<p><small>{html.escape(self.caption)}</small></p></figure>{self._first_rows()}"
        )

    def _first_rows(self) -> str:
        """The table, or as many rows of it as a page of a notebook bears, and how to see the others."""
        rows = self.table.head(ROWS_IN_A_NOTEBOOK).rename_axis(columns=None)
        # JupyterLab sets every cell to the right; most of ours are words.
        plain = rows.to_html(index=False, border=0, justify="left", na_rep="—")
        table = plain.replace("<td>", '<td style="text-align: left">').replace("<th>", '<th style="text-align: left">')
        if len(rows) == len(self.table):
            return table
        return f"{table}<p><small>{MORE_ROWS.format(shown=len(rows), all=len(self.table))}</small></p>"

    def _picture(self) -> str:
        png = base64.b64encode(draw(self.panels, self.columns).png).decode()
        shown = f"width: 100%; max-width: {PAGE_WIDTH_INCHES}in"
        return f'<img alt="{html.escape(self.alternative_text)}" style="{shown}" src="data:image/png;base64,{png}">'
