"""The overview and the charts as one page of its own, for who has no server: no script, nothing from elsewhere."""

from datetime import date
from html import escape
from pathlib import Path

from analysis.app.card import LOOK
from analysis.app.drawing import ONE_AT_A_TIME
from analysis.app.exhibit_card import EMPTY, about_figure, sources_of
from analysis.app.headlines import help_line
from analysis.app.markup import definitions, details, heading, paragraph, sources_line, table
from analysis.app.pages import PAGES, Page, Shows
from analysis.app.roles import PUBLIC
from analysis.app.travel import CLOSING
from analysis.app.visitors import explorer_of, meetings_for
from analysis.errors import CannotWrite
from analysis.pack.exhibits import Exhibit
from analysis.pack.pictures import draw
from analysis.pipeline import Results
from analysis.wording.numbers import long_date

FILE = "index.html"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
OWN = """
body { margin: 0; background: #f3f6f8; color: #17324d; font: 400 1rem/1.6 Roboto, system-ui, sans-serif; }
header { background: #17324d; color: #fff; padding: 16px clamp(12px, 4vw, 48px); }
header a { color: #fff; margin-right: 16px; display: inline-block; padding: 6px 0; }
main, footer { max-width: 1240px; margin: 0 auto; padding: 16px clamp(8px, 2vw, 24px); }
.picture svg { width: 100%; min-width: 36rem; height: auto; display: block; margin: 16px 0; }
.first { position: absolute; left: -999px; } .first:focus { left: 8px; background: #fff; color: #17324d; }
"""


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
    cards = "".join(_card(spec, results) for spec in page.cards if isinstance(spec, Shows))
    return f'<section class="card opening" id="{page.id}"><div class="paper">{head}</div></section>{cards}'


def _card(spec: Shows, results: Results) -> str:
    exhibit = spec.make(results)
    if exhibit.is_empty:
        inside = heading(exhibit.title, "", spec.kicker)
        inside += paragraph(EMPTY.format(day=long_date(results.parameters.as_of)), "empty")
    else:
        head = spec.markup(results, exhibit) if spec.markup else heading(exhibit.title, exhibit.caption, spec.kicker)
        drawn = "" if spec.markup else _picture(exhibit)
        inside = head + drawn + _behind(spec, exhibit, results)
    # One heading of the first degree, of the second the questions, of the third the cards.
    inside = inside.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    return f'<section class="card plain"><div class="paper">{inside}</div></section>'


def _picture(exhibit: Exhibit) -> str:
    if not exhibit.panels:
        return ""
    from analysis import charts

    with ONE_AT_A_TIME:
        charts.draw_on("paper")
        figure = charts.paper_figure(exhibit.panels(), exhibit.columns)
        words = exhibit.alternative_text or exhibit.title
        picture = draw(figure, name=exhibit.name, caption=exhibit.caption, alternative_text=words)
    drawn = picture.svg.decode("utf-8")
    # Ids inside one picture are not those of another on the same page.
    drawn = drawn[drawn.index("<svg") :].replace('id="', f'id="{exhibit.name}-').replace("#", f"#{exhibit.name}-")
    seen = f'<div class="picture" role="img" aria-label="{escape(words)}">{_restore_colours(drawn, exhibit.name)}</div>'
    return f'<div class="scroll" role="region" tabindex="0" aria-label="Picture: {escape(exhibit.title)}">{seen}</div>'


def _restore_colours(drawn: str, name: str) -> str:
    """References begin with «#» as colours do: those in a style are colours again."""
    import re

    return re.sub(rf"#{re.escape(name)}-([0-9a-fA-F]{{6}})(?=[;\"])", r"#\1", drawn)


def _behind(spec: Shows, exhibit: Exhibit, results: Results) -> str:
    spoken = details("In words", paragraph(exhibit.alternative_text)) if exhibit.alternative_text else ""
    rows = details("The table behind it", table(exhibit.table, exhibit.title))
    about = details("About this figure", definitions(about_figure(spec, exhibit, results)))
    return f"{spoken}{rows}{about}{sources_line(sources_of(exhibit, results))}"
