"""Widths of columns, heights of rows and pages of a workbook: a program that opens it works none of these out."""

from math import ceil

NARROWEST, WIDEST = 11, 64
COVER_LETTERS = 90
LONGEST_SHEET_NAME = 31
# Of Arial at 12 points, the size of gptables.
LETTER_PIXELS, LINE_POINTS, TITLE_POINTS = 9, 16, 22
# Bold headings on the cover are larger than its text.
HEADING_LETTERS = 60
A4 = 9


def lay_out(book, cover, sheets: dict, notes: list[str]) -> None:
    """Set widths, heights and pages of every sheet of a gptables workbook before it is closed.

    sheets: name to GPTable; notes: the texts of the sheet of notes, in order.
    """
    for sheet in book.worksheets():
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    _lay_out_cover(book.get_worksheet_by_name(cover.cover_label), cover)
    titles = [[name, str(sheet.title)] for name, sheet in sheets.items()]
    _lay_out_rows(book.get_worksheet_by_name("Contents"), 2, [["Sheet name", "Table description"], *titles])
    if notes:
        numbered = [[str(number), text] for number, text in enumerate(notes, start=1)]
        _lay_out_rows(book.get_worksheet_by_name("Notes"), 2, [["Note number", "Note text"], *numbered])
    for name, sheet in sheets.items():
        rows = [list(map(str, row)) for row in sheet.table.itertuples(index=False)]
        _lay_out_rows(book.get_worksheet_by_name(name), sheet.data_range[0], [list(sheet.table.columns), *rows])


def _lay_out_cover(sheet, cover) -> None:
    heights = [TITLE_POINTS * _lines(cover.title, HEADING_LETTERS)]
    for texts in (cover.intro, cover.about):
        heights += [TITLE_POINTS, *(LINE_POINTS * _lines(text, COVER_LETTERS) for text in texts)]
    for row, height in enumerate(heights):
        sheet.set_row(row, height)


def _lay_out_rows(sheet, first: int, rows: list[list[str]]) -> None:
    """Columns as wide as their words, up to a limit at which text wraps; rows as high as their highest cell."""
    widths = [_letters(column) for column in zip(*rows, strict=True)]
    for place, letters in enumerate(widths):
        sheet.set_column_pixels(place, place, LETTER_PIXELS * letters)
    for place, row in enumerate(rows):
        lines = max(_lines(text, letters) for text, letters in zip(row, widths, strict=True))
        sheet.set_row(first + place, LINE_POINTS * lines)


def _letters(column: tuple[str, ...]) -> int:
    heading, *texts = column
    needed = max([len(word) for word in heading.split()] + [len(text) for text in texts])
    return min(max(NARROWEST, needed + 3), WIDEST)


def _lines(text: str, letters: int) -> int:
    """Lines that words take which break only between words."""
    lines, room = 1, letters
    for word in text.split():
        if len(word) > room:
            lines, room = lines + ceil(len(word) / letters), letters
        room -= len(word) + 1
    return lines
