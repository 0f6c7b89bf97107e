"""The tables of a Word document: columns as wide as their words need, rows that stay whole, cells in a style."""

import re
from itertools import pairwise

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
ROWS_KEPT_TOGETHER = 14


def dress_tables(xml: str, width: int) -> str:
    """The document with every table set out within `width`, in twentieths of a point."""
    return TABLE.sub(lambda found: _dress(found[0], width), xml)


def _dress(table: str, width: int) -> str:
    rows = ROW.findall(table)
    small = rows[0].count("<w:tc>") > MANY_COLUMNS
    widths = _widths([CELL.findall(row) for row in rows], width, SMALL_LETTER if small else LETTER)
    start, _, rest = table.partition("<w:tblGrid>")
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    start = re.sub(r"<w:tblW [^>]*/>", f'<w:tblW w:type="dxa" w:w="{sum(widths)}"/>', start)
    together = len(rows) <= ROWS_KEPT_TOGETHER
    dressed = [
        _row(row, widths, "Head" if place == 0 else "Text", small, together and place < len(rows) - 1)
        for place, row in enumerate(rows)
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


def _widths(rows: list[list[str]], width: int, letter: int) -> list[int]:
    """Widths of the columns: all their words on one line where that fits, else the longest columns give way."""
    columns = [["".join(TEXT.findall(cell)) for cell in column] for column in zip(*rows, strict=True)]
    natural = [max(len(text) for text in column) * letter + PADDING for column in columns]
    if sum(natural) <= width:
        return natural
    least = [
        max(len(word) for text in column for word in text.split() or [""]) * letter + PADDING for column in columns
    ]
    if sum(least) >= width:
        return _in_proportion(least, width)
    return _give_way(natural, least, width)


def _give_way(natural: list[int], least: list[int], width: int) -> list[int]:
    """The widest columns made narrower in equal steps, none below its longest word, until all fit."""
    low, high = min(least), max(natural)
    while high - low > 1:
        limit = (low + high) // 2
        fits = sum(max(word, min(whole, limit)) for whole, word in zip(natural, least, strict=True)) <= width
        low, high = (limit, high) if fits else (low, limit)
    return [max(word, min(whole, low)) for whole, word in zip(natural, least, strict=True)]


def _in_proportion(widths: list[int], total: int) -> list[int]:
    edges = [round(sum(widths[:end]) * total / sum(widths)) for end in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]
