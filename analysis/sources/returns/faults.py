"""What is wrong with a return, by sheet and cell."""

from dataclasses import dataclass

from analysis.errors import BadData, Fault


@dataclass(frozen=True)
class CellFault(Fault):
    """A fault of one cell, range or row of a workbook; `column` holds both in words."""

    sheet: str = ""
    cell: str = ""


class RefusedReturn(BadData):
    """A file that is not looked into any further: it is dangerous, damaged or no return at all."""


@dataclass(frozen=True)
class Place:
    """Where an answer stands: a cell of a sheet, or a column of a row in a CSV file."""

    file: str
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""

    def fault(self, value: object, expected: str) -> Fault:
        """What is wrong here."""
        said = "empty" if value is None or value == "" else shorten(value)
        if self.sheet:
            where = f"sheet {self.sheet}, cell {self.cell}"
            return CellFault(self.file, None, where, said, expected, self.sheet, self.cell)
        return Fault(self.file, self.row, self.column or None, said, expected)


LONGEST_SHOWN = 80


def shorten(value: object) -> str:
    """A value in one short line that can be printed: what a stranger typed may hold anything."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = "".join(sign if sign.isprintable() else " " for sign in str(value)[: LONGEST_SHOWN + 1])
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
