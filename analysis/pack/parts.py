"""What a pack is made of: pictures, tables, sources and what stands on the first page. Records only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from analysis.errors import BadArgument
from analysis.wording.numbers import long_date

Alignment = Literal["left", "right", "centre"]
PUBLISHED = "the published papers and statistics of the sheet «Sources»"  # where the numbers of a table are from


class Markdown(str):
    """Text that is Markdown already; any other text is escaped when a template prints it."""

    __slots__ = ()


@dataclass(frozen=True)
class Picture:
    """A chart twice over: `svg` for page and screen, `png` for Word; `alternative_text` says what it shows."""

    name: str
    caption: str
    alternative_text: str
    svg: bytes
    png: bytes

    def __post_init__(self) -> None:
        if not self.alternative_text.strip():
            raise BadArgument(f"picture {self.name}: no alternative text; expected what the picture shows, in words.")


@dataclass(frozen=True)
class Column:
    """A column of a table: `name` in the frame, `label` for readers, how it is aligned and written.

    number_format: an Excel format such as `#,##0`, for the workbook; unit: `count`, `gbp`, `percent`, or empty.
    """

    name: str
    label: str
    align: Alignment = "left"
    number_format: str = ""
    unit: str = ""
    description: str = ""


@dataclass(frozen=True)
class Table:
    """One table; each row of `rows` is a row of it.

    rows: for documents ready-worded text, for workbook and data numbers that stay numbers.
    notes: sentences below the table (documents) or on the notes sheet (workbook).
    source: one line, where the numbers come from; licence: its licence, for the data.
    wide: the table gets a landscape page, unless it stands in a part that lies on its side.
    sheet: the sheet of the workbook that holds all its rows; without one a document shows them all.
    missing: the shorthand that stands for a missing value, explained in `shorthands`.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    notes: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""
    wide: bool = False
    sheet: str = ""
    missing: str = "[x]"

    def __post_init__(self) -> None:
        absent = [column.name for column in self.columns if column.name not in self.rows.columns]
        if absent:
            raise BadArgument(f"table {self.name}: no column {', '.join(absent)}; expected it in the rows.")


@dataclass(frozen=True)
class Reference:
    """A source as the list at the end of a paper names it; `link` is its address, or empty."""

    id: str
    citation: str
    link: str = ""


@dataclass(frozen=True)
class Status:
    """Whether a paper is a draft, or which role approved it and when."""

    kind: Literal["draft", "approved"] = "draft"
    role: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        if self.kind == "approved" and not (self.role and self.on):
            raise BadArgument("status: approved by nobody; expected a role and a date.")

    @property
    def sentence(self) -> str:
        """«Draft, not approved», or who approved it and when."""
        if self.kind == "draft" or self.on is None:
            return "Draft, not approved"
        return f"Approved by the {self.role} on {long_date(self.on)}"


@dataclass(frozen=True)
class FrontMatter:
    """What stands above a paper: `board` is its full name, `meeting` the day it meets, `as_of` what was known."""

    board: str
    title: str
    meeting: date
    as_of: date
    audience: Literal["public", "restricted"] = "public"
    status: Status = field(default_factory=Status)
    summary: str = ""

    @property
    def audience_sentence(self) -> str:
        """Empty for the public, else whom the paper is for."""
        return "" if self.audience == "public" else "Restricted: for members of the board, not for publication"


@dataclass(frozen=True)
class Content:
    """Everything that a board's template may name.

    values: names for `{{ ... }}`; pictures, tables, references: by their own name or id;
    commentary: section to Markdown that people wrote, empty where nobody has yet.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    commentary: Mapping[str, str] = field(default_factory=dict)


def cite(reference_id: str, locator: str = "") -> Markdown:
    """A mark that becomes the number of that source, and of that place in it, in the list at the end."""
    return Markdown(f"⟦{reference_id}|{locator}⟧")
