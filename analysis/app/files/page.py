"""The open page as a paper for a board: every card with its picture or table, its sources, and what was chosen."""

from collections.abc import Iterator
from datetime import date

from analysis import charts
from analysis.app.drawing import ONE_AT_A_TIME
from analysis.app.exhibit_card import EMPTY, NO_INTERVAL, sources_of
from analysis.app.files.parcel import Parcel
from analysis.app.files.stamp import chosen, made, meeting_in_words, scenario_in_words
from analysis.app.headlines import answer, headlines
from analysis.app.pages import PAGES, Page, Shows
from analysis.app.showing import exhibit_of
from analysis.app.state import Explorer
from analysis.pack import exhibits
from analysis.pack.content import front_matter
from analysis.pack.document import render_pdf
from analysis.pack.exhibits import Exhibit
from analysis.pack.markdown import escape, picture_block, table_block
from analysis.pack.parts import Column, Picture, Table
from analysis.pack.pictures import draw
from analysis.pipeline import Results
from analysis.wording.numbers import confidence_label, long_date

PDF = "application/pdf"
FEW_ROWS, MANY_COLUMNS = 12, 10
FINDINGS = Shows(exhibits.findings, "Findings", unit="as printed", cannot="What no arithmetic can show.")


def page_pdf(explorer: Explorer, today: date) -> Parcel:
    """The page that is open, under what is chosen now; raises RunFailed where it cannot be made."""
    page, results = PAGES[explorer.page], explorer.results
    shown = [(spec, exhibit_of(spec, explorer.seen.only(spec.follows), explorer.data)) for spec in _cards(page)]
    pictures = {exhibit.name: _picture(exhibit) for _, exhibit in shown if exhibit.panels and not exhibit.is_empty}
    parts = [
        *_opening(page, results),
        *(part for spec, exhibit in shown for part in _card(spec, exhibit, pictures.get(exhibit.name), results)),
        *_about(explorer, today),
    ]
    content = render_pdf("\n\n".join(parts) + "\n", tuple(pictures.values()), front_matter(results))
    return Parcel(f"{page.id}-{explorer.meeting.replace('/', '-')}.pdf", PDF, content)


def _cards(page: Page) -> Iterator[Shows]:
    for card in page.cards:
        if isinstance(card, Shows):
            yield card
        elif card.name == "findings":
            yield FINDINGS


def _opening(page: Page, results: Results) -> Iterator[str]:
    yield f"## {escape(page.question)}"
    yield escape(answer(results) if page.opening else page.lead)
    if page.opening:
        yield "\n".join(f"- **{escape(f'{one.about}: {one.answer}')}.** {escape(one.sentence)}"
                        for one in headlines(results))  # fmt: skip


def _card(spec: Shows, exhibit: Exhibit, picture: Picture | None, results: Results) -> Iterator[str]:
    yield f"## {escape(exhibit.title)}"
    if exhibit.is_empty:
        yield escape(spec.empty or EMPTY.format(day=long_date(results.parameters.as_of)))
        return
    if picture:
        yield picture_block(picture)
    if picture is None or len(exhibit.table) <= FEW_ROWS:
        yield table_block(_table(spec, exhibit, results))
    confidence = f"{confidence_label(results.parameters.confidence)} intervals"
    interval = spec.interval.format(confidence=confidence) or NO_INTERVAL
    yield escape(f"Unit: {spec.unit}. Interval: {interval}. It cannot say: {spec.cannot}")


def _about(explorer: Explorer, today: date) -> Iterator[str]:
    yield f"## {escape('About this paper')}"
    said = meeting_in_words(explorer) | {"Chosen": chosen(explorer), "Scenario": scenario_in_words(explorer)}
    said |= made(explorer, today)
    yield "\n".join(f"- {escape(f'{name}: {text}')}" for name, text in said.items() if text)


def _table(spec: Shows, exhibit: Exhibit, results: Results) -> Table:
    columns = tuple(Column(str(name), str(name)) for name in exhibit.table.columns)
    source = "; ".join(sources_of(exhibit, results))
    notes = () if exhibit.panels else (exhibit.caption,)
    wide = len(columns) >= MANY_COLUMNS
    return Table(exhibit.name, spec.kicker, columns, exhibit.table.astype(str), notes, source, wide=wide)


def _picture(exhibit: Exhibit) -> Picture:
    words = exhibit.alternative_text or exhibit.title
    with ONE_AT_A_TIME:
        charts.draw_on("paper")
        figure = charts.paper_figure(exhibit.panels(), exhibit.columns)
        return draw(figure, name=exhibit.name, caption=exhibit.caption, alternative_text=words)
