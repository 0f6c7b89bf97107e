"""The overview and the charts as one page of its own, for who has no server: no script, nothing from elsewhere."""

import re
from datetime import date
from html import escape
from pathlib import Path

from matplotlib.figure import Figure

from analysis.app.card import LOOK
from analysis.app.drawing import ONE_AT_A_TIME
from analysis.app.exhibit_card import EMPTY, about_figure, sources_of
from analysis.app.headlines import help_line
from analysis.app.markup import definitions, details, heading, paragraph, sources_line, table
from analysis.app.pages import PAGES, Page, Shows
from analysis.app.roles import PUBLIC
from analysis.app.scenario.frontier import ARROWS
from analysis.app.travel import CLOSING
from analysis.app.visitors import explorer_of, meetings_for
from analysis.errors import CannotWrite
from analysis.pack.exhibits import Exhibit
from analysis.pack.pictures import save
from analysis.pipeline import Results
from analysis.wording.numbers import long_date

FILE = "index.html"
NARROW_INCHES, WIDE_INCHES = 3.45, 4.4  # of a panel: its letters are still read on a telephone
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
OWN = (Path(__file__).parent / "export.css").read_text("utf-8")


def export_page(folder: Path, data: Path, reports: Path | None, today: date) -> Path:
    """The path of `index.html`, written into a folder: the latest meeting that is public, and nothing beyond it.

    Raises CannotWrite where the folder cannot be written.
    """
    explorer = explorer_of(meetings_for(PUBLIC, data, reports, today), data, PUBLIC)
    results = explorer.results
    body = "".join(_page(page, results) for page in PAGES.values())
    said = f"{explorer.chosen_meeting.status} Made on {long_date(today)}."
    written = _document(body, explorer.chosen_meeting.label, said, results)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / FILE
        path.write_text(written, "utf-8", newline="\n")
    except OSError as fault:
        raise CannotWrite(f"{folder}: cannot be written ({fault.strerror}); expected a folder for the page.") from None
    return path


def _document(body: str, meeting: str, said: str, results: Results) -> str:
    links = "".join(f'<a href="#{page.id}">{escape(page.label)}</a>' for page in PAGES.values())
    look = LOOK.replace(":host", "body")
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>Overview</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{look}{OWN}</style></head>'
        f'<body><header><a class="first" href="#main">Skip to the answer</a><p><b>Demand against funding</b>, '
        f'{escape(meeting)}</p><nav aria-label="Parts">{links}</nav></header><main id="main">{body}</main>'
        f"<footer>{help_line(results)}{paragraph(said)}{paragraph(CLOSING)}</footer></body></html>\n"
    )


def _page(page: Page, results: Results) -> str:
    plain = f"<h2>{escape(page.question)}</h2>{paragraph(page.lead, 'lead')}"
    head = page.opening(results) if page.opening else plain
    cards = "".join(
        _card(spec, results, below_a_question=not page.opening) for spec in page.cards if isinstance(spec, Shows)
    )
    return f'<section class="card opening" id="{page.id}"><div class="paper">{head}</div></section>{cards}'


def _card(spec: Shows, results: Results, *, below_a_question: bool) -> str:
    exhibit = spec.make(results)
    if exhibit.is_empty:
        inside = heading(exhibit.title, "", spec.kicker)
        inside += paragraph(EMPTY.format(day=long_date(results.parameters.as_of)), "empty")
    else:
        head = spec.markup(results, exhibit) if spec.markup else heading(exhibit.title, exhibit.caption, spec.kicker)
        drawn = "" if spec.markup else _pictures(exhibit)
        inside = _still(head) + drawn + _behind(spec, exhibit, results)
    # One heading of the first degree, of the second the questions, of the third the cards, of the fourth their parts.
    for above, below in (("h3", "h4"), ("h2", "h3")) if below_a_question else ():
        inside = inside.replace(f"<{above}>", f"<{below}>").replace(f"</{above}>", f"</{below}>")
    return f'<section class="card plain"><div class="paper">{inside}</div></section>'


def _still(markup: str) -> str:
    """The same without what only a script could do: a grid that arrows move over is a table."""
    plain = re.sub(r' tabindex="-?\d"', "", markup).replace(ARROWS, "")
    plain = plain.replace(
        '<div class="scroll"><', '<div class="scroll" role="region" tabindex="0" aria-label="Table"><'
    )
    return plain.replace('role="grid"', 'role="table"').replace('role="gridcell"', 'role="cell"')


def _pictures(exhibit: Exhibit) -> str:
    """Each panel as a picture of its own, so that a telephone sets them one under the other."""
    if not exhibit.panels:
        return ""
    from analysis import charts

    with ONE_AT_A_TIME:
        charts.draw_on("paper")
        width = WIDE_INCHES if exhibit.columns == 1 else NARROW_INCHES
        figures = [charts.paper_figure([panel], 1, width) for panel in exhibit.panels()]
        drawn = "".join(_picture(figure, f"{exhibit.name}-{place}") for place, figure in enumerate(figures))
    words = exhibit.alternative_text or exhibit.title
    return f'<div class="drawn{" wide" * (exhibit.columns == 1)}" role="img" aria-label="{escape(words)}">{drawn}</div>'


def _picture(figure: Figure, name: str) -> str:
    """A figure as markup; its ids are not those of another on the same page."""
    drawn = save(figure)[0].decode("utf-8")
    drawn = drawn[drawn.index("<svg") :].replace('id="', f'id="{name}-').replace("#", f"#{name}-")
    return f'<div class="picture" aria-hidden="true">{_restore_colours(drawn, name)}</div>'


def _restore_colours(drawn: str, name: str) -> str:
    """References begin with «#» as colours do: those in a style are colours again."""
    return re.sub(rf"#{re.escape(name)}-([0-9a-fA-F]{{6}})(?=[;\"])", r"#\1", drawn)


def _behind(spec: Shows, exhibit: Exhibit, results: Results) -> str:
    spoken = details("In words", paragraph(exhibit.alternative_text)) if exhibit.alternative_text else ""
    rows = details("The table behind it", table(exhibit.table, exhibit.title))
    about = details("About this figure", definitions(about_figure(spec, exhibit, results)))
    return f"{spoken}{rows}{about}{sources_line(sources_of(exhibit, results))}"
