"""Nothing is lost between the body of a paper, its annexes and the workbook."""

from pathlib import Path

from analysis.pack.content import CHARTED, TABLES_ONLY
from analysis.pack.result_tables import SHOWN
from analysis.pack.sheets import TABLES

TEMPLATES = Path(__file__).parents[2] / "data" / "templates"
BOARDS = ("lscsb", "ldalpb", "lcc-scrutiny", "leicester-scrutiny")


def parts_of(text):
    """A template with the parts that it includes, as text."""
    pieces = text.split('{% include "')
    return pieces[0] + "".join(
        parts_of((TEMPLATES / piece.partition('"')[0]).read_text("utf-8")) + piece for piece in pieces[1:]
    )


def test_every_exhibit_stands_in_the_paper_of_every_board():
    for board in BOARDS:
        paper = parts_of((TEMPLATES / f"{board}.md").read_text("utf-8"))
        missing = [make.__name__ for make in (*CHARTED, *TABLES_ONLY) if f'"{make.__name__}"' not in paper]
        assert missing == [], board
        undrawn = [make.__name__ for make in CHARTED if f'chart("{make.__name__}")' not in paper]
        assert undrawn == [], board


def test_a_table_that_may_be_cut_names_a_table_of_the_workbook():
    kept = {path.replace(".", "_") for path, _, _ in SHOWN}
    assert set(TABLES.values()) <= kept
    assert set(TABLES) <= {make.__name__ for make in (*CHARTED, *TABLES_ONLY)}
