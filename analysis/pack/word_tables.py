"""The tables of a Word document: columns as wide as their words need, rows that stay whole, cells in a style."""

import re
from itertools import pairwise
from math import ceil

TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
# Cell margins, and room for a short word of wide letters.
PADDING = 300
# In twentieths of a point: a letter of the text of cells, usual and small.
LETTER, SMALL_LETTER = 100, 90
MANY_COLUMNS = 8
# A longer table may break between rows; a shorter one moves to the next page whole.
LINES_KEPT_TOGETHER = 24
# Cells of so few letters are not broken; a column with twice as much text gets less than twice the room.
SHORT = 18
UNEVEN = 0.75
# Of the width of a table, what unbroken columns may take.
UNBROKEN = 1 / 2


def dress_tables(xml: str, width: int) -> str:
    """The document with every table set out within `width`, in twentieths of a point."""
    return TABLE.sub(lambda found: _dress(found[0], width), xml)


def _dress(table: str, width: int) -> str:
    rows = ROW.findall(table)
    small = rows[0].count("<w:tc>") > MANY_COLUMNS
    letter = SMALL_LETTER if small else LETTER
    texts = [["".join(TEXT.findall(cell)) for cell in CELL.findall(row)] for row in rows]
    widths = _widths(texts, width, letter)
    start, _, rest = table.partition("<w:tblGrid>")
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    start = re.sub(r"<w:tblW [^>]*/>", f'<w:tblW w:type="dxa" w:w="{sum(widths)}"/>', start)
    kept = len(rows) - 1 if _lines(texts, widths, letter) <= LINES_KEPT_TOGETHER else 1
    dressed = [
        _row(row, widths, "Head" if place == 0 else "Text", small, place < kept) for place, row in enumerate(rows)
    ]
    after = rest.rpartition("</w:tr>")[2]
    return f"{start}<w:tblGrid>{grid}</w:tblGrid>{''.join(dressed)}{after}"


def _row(row: str, widths: list[int], kind: str, small: bool, keep: bool) -> str:
    style = f'<w:pStyle w:val="Table{kind}{"Small" if small else ""}"/>{"<w:keepNext/>" if keep else ""}'
    row = re.sub(r'<w:pStyle w:val="Compact"\s*/>', style, row)
    row = row.replace("<w:trPr>", "<w:trPr><w:cantSplit/>") if "<w:trPr>" in row else _add_row_rule(row)
    sizes = iter(widths)
    return CELL.sub(lambda cell: _set_width(cell[0], next(sizes)), row)


def _add_row_rule(row: str) -> str:
    return row.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>", 1)


def _set_width(cell: str, width: int) -> str:
    size = f'<w:tcW w:type="dxa" w:w="{width}"/>'
    bare = re.sub(r"<w:tcPr\s*/>", "<w:tcPr></w:tcPr>", cell)
    return bare.replace("<w:tcPr>", f"<w:tcPr>{size}", 1)


def _lines(texts: list[list[str]], widths: list[int], letter: int) -> int:
    """About how many lines a table takes."""
    return sum(
        max(ceil(len(text) * letter / (width - PADDING)) or 1 for text, width in zip(row, widths, strict=True))
        for row in texts
    )


def _widths(texts: list[list[str]], width: int, letter: int) -> list[int]:
    """Widths of the columns: all their words on one line where that fits, else by how much stands in each."""
    columns = list(zip(*texts, strict=True))
    natural = [max(len(text) for text in column) * letter + PADDING for column in columns]
    if sum(natural) <= width:
        return natural
    least = [
        max(len(word) for text in column for word in text.split() or [""]) * letter + PADDING for column in columns
    ]
    if sum(least) >= width:
        return _in_proportion(least, width)
    shared = _share_out(columns, least, _unbroken(columns, least, width, letter), width)
    return _in_proportion(shared, width) if sum(shared) > width else shared


def _unbroken(columns: list[tuple[str, ...]], least: list[int], width: int, letter: int) -> dict[int, int]:
    """The columns whose cells stay on one line, by their place: short ones, from the left, while there is room."""
    found: dict[int, int] = {}
    for place, (_, *cells) in enumerate(columns):
        letters = max((len(text) for text in cells), default=0)
        whole = max(letters * letter + PADDING, least[place])
        if letters <= SHORT and sum(found.values()) + whole <= UNBROKEN * width:
            found[place] = whole
    return found


def _share_out(columns: list[tuple[str, ...]], least: list[int], fixed: dict[int, int], width: int) -> list[int]:
    """What the fixed columns leave, shared by the text of the others, none narrower than its longest word."""
    while True:
        weights = {
            place: (1 + sum(map(len, column))) ** UNEVEN for place, column in enumerate(columns) if place not in fixed
        }
        room = width - sum(fixed.values())
        shares = {place: int(room * weight / sum(weights.values())) for place, weight in weights.items()}
        narrow = {place: least[place] for place, share in shares.items() if share < least[place]}
        if not narrow:
            return [{**fixed, **shares}[place] for place in range(len(columns))]
        fixed = fixed | narrow


def _in_proportion(widths: list[int], total: int) -> list[int]:
    edges = [round(sum(widths[:end]) * total / sum(widths)) for end in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]
