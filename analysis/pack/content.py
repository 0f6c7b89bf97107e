"""What stands in a pack: results to values, pictures and tables, and all of them to the files of a meeting."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis import charts
from analysis.pack import exhibits
from analysis.pack.besides import Apart, in_turn
from analysis.pack.commentary import check_citations
from analysis.pack.drawings import draw
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import WARNED
from analysis.pack.headline_table import NAME as HEADLINES
from analysis.pack.headline_table import tell_headlines
from analysis.pack.headlines import list_headlines
from analysis.pack.parts import Column, Content, FrontMatter, Picture, Table
from analysis.pack.sections.capacity import name_capacity
from analysis.pack.sections.changed import LookBack, name_changes, shown_tables
from analysis.pack.sections.money import name_money
from analysis.pack.sections.need import name_need
from analysis.pack.sections.performance import name_performance
from analysis.pack.sections.scenarios import name_scenarios
from analysis.pack.sheets import sheet_of
from analysis.pack.sourcing import list_references, with_sources
from analysis.pack.statements import ahead, context, demand, trust
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.sources.catalogue import find_board
from analysis.wording.numbers import long_date

TITLE = "Domestic abuse and sexual violence services: demand against funding"
CHARTED = (
    exhibits.demand_index,
    exhibits.net_flow,
    exhibits.growth_forest,
    exhibits.demand_fan,
    exhibits.funding_real,
    exhibits.committed,
    exhibits.endings,
    exhibits.waiting_ahead,
    exhibits.scenario_results,
    exhibits.need_parts,
    exhibits.growth_against_money,
    exhibits.chance_of_sum,
    exhibits.what_matters,
    exhibits.need,
    exhibits.performance,
)
TABLES_ONLY = (
    exhibits.trends,
    exhibits.growth_influence,
    exhibits.recent_trends,
    exhibits.coverage,
    exhibits.undated_funding,
    exhibits.funding_by_index,
    exhibits.partners,
    exhibits.by_head,
    exhibits.by_person,
    exhibits.payment,
    exhibits.smallest_caseloads,
    exhibits.workers_for_cases,
    exhibits.cases_at_once,
    exhibits.steady_states,
    exhibits.staffing,
    exhibits.what_money_buys,
    exhibits.scenario_numbers,
    exhibits.against_the_chosen,
    exhibits.scenario_assumptions,
    exhibits.findings,
    exhibits.harmonised,
    exhibits.conflicts,
    exhibits.contracts,
    exhibits.need_by_year,
    exhibits.ladder,
    exhibits.standards,
    exhibits.profiles,
    exhibits.profile_changes,
    exhibits.reach,
    exhibits.dashboard,
    exhibits.targets,
    exhibits.outcomes_known,
    exhibits.promises,
    exhibits.priorities,
    exhibits.risks,
    exhibits.yearly_return,
    exhibits.equality,
)
# From so many columns a table gets a page on its side.
WIDE_FROM_COLUMNS = 9
HUMAN_SECTIONS = (
    "commentary", "recommendations", "financial implications", "legal implications",
    "equality implications", "background papers",
)  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """A content, the exhibits in it, and what its author must be warned of."""

    content: Content
    exhibits: tuple[Exhibit, ...]
    warnings: tuple[str, ...]


def prepare(
    results: Results, commentary: dict[str, str], look_back: LookBack | None = None, apart: Apart = in_turn
) -> Prepared:
    """Everything that a board's template may name: one run's results, people's words, and the board's last pack."""
    charts.draw_on("paper")
    shown = tuple(exhibit for exhibit in (make(results) for make in (*CHARTED, *TABLES_ONLY)) if not exhibit.is_empty)
    charted = [exhibit for exhibit in shown if exhibit.panels]
    # From the other end: where drawings are shared, each is drawn once and both are done half-way.
    apart(_draw_each, charted[::-1])
    sections, warnings = check_citations(commentary, list_headlines(results), results.figures)
    headlines = tell_headlines(results)
    content = Content(
        values=_name_values(results, shown) | name_changes(look_back) | {HEADLINES: len(headlines) > 0},
        pictures=tuple(_picture(exhibit) for exhibit in charted),
        tables=(*headlines, *(_table(exhibit) for exhibit in shown), *shown_tables(look_back)),
        references=list_references(results.catalogue.documents),
        commentary={name: sections.get(name, "") for name in HUMAN_SECTIONS},
    )
    return Prepared(content, shown, tuple(warnings))


def front_matter(results: Results) -> FrontMatter:
    """What stands above the paper: the board, the meeting, what was known, for whom it is."""
    parameters = results.parameters
    return FrontMatter(
        board=find_board(results.catalogue.boards, parameters.board).name,
        title=TITLE,
        meeting=parameters.meeting,
        as_of=parameters.as_of,
        audience=parameters.audience,
    )


def _name_values(results: Results, shown: tuple[Exhibit, ...]) -> dict[str, object]:
    """The names of the template; every list is of paragraphs that already carry the marks of their sources."""

    def said(statements: list[Statement]) -> list[str]:
        return [with_sources(statement, results) for statement in statements]

    names = [exhibit.name for exhibit in shown]
    charted = {exhibit.name: exhibit.panels is not None for exhibit in shown}
    papers = [one for one in results.catalogue.documents if one.meeting]
    return {
        "meeting": {"date": long_date(results.parameters.meeting), "as_of": long_date(results.parameters.as_of)},
        "summary": said(context.in_short(results)),
        "eras": context.of_systems(results),
        "changed": said(context.of_changes(results)),
        **_name_demand(results, said, charted),
        **name_money(results, said, charted),
        **name_capacity(results, said, charted),
        **name_scenarios(results, said, charted),
        **name_need(results, said, charted),
        **name_performance(results, said, charted),
        "findings": [statement.text for statement in trust.of_findings(results)],
        "warned": int(results.findings["grade"].isin(WARNED).sum()) if len(results.findings) else 0,
        "uncertain": said(context.of_uncertainty(results)),
        "papers": [f"{one.title}, {one.body}, {long_date(one.meeting)}" for one in papers],
        "shown": names,
    }


def _name_demand(results: Results, said: Callable, charted: dict[str, bool]) -> dict[str, object]:
    """The names of the section on demand; `said` marks sources, `charted` tells which exhibits have a picture."""
    return {
        "demand": {
            "statements": said(demand.of_newest_system(results)),
            "earlier": said(demand.of_earlier_systems(results)),
            "charted": charted.get("demand_index", False),
        },
        "markers": {"statements": said(demand.of_markers(results))},
        "flows": {"statements": said(demand.of_open_cases(results)), "charted": charted.get("net_flow", False)},
        "growth": {
            "statements": said(ahead.of_growth_by_kind(results)),
            "detail": said(ahead.of_growth_counted(results)),
            "charted": charted.get("growth_forest", False),
        },
        "ahead": {"statements": said(ahead.of_projection(results)), "charted": charted.get("demand_fan", False)},
    }


def _draw_each(charted: list[Exhibit]) -> None:
    for exhibit in charted:
        draw(exhibit.panels, exhibit.columns)


def _picture(exhibit: Exhibit) -> Picture:
    drawn, caption = draw(exhibit.panels, exhibit.columns), f"{exhibit.title}. {exhibit.caption}"
    return Picture(exhibit.name, caption, exhibit.alternative_text, drawn.svg, drawn.png)


def _table(exhibit: Exhibit) -> Table:
    columns = tuple(Column(label, label, _alignment(exhibit.table[label])) for label in exhibit.table.columns)
    wide = len(columns) >= WIDE_FROM_COLUMNS
    sheet = sheet_of(exhibit.name)
    return Table(exhibit.name, exhibit.title, columns, exhibit.table, notes=(exhibit.caption,), wide=wide, sheet=sheet)


def _alignment(column: pd.Series) -> str:
    """Numbers to the right, words to the left: what most cells of the column begin with decides."""
    starts_like_number = column.astype(str).str.match(r"^[−+£]?\d[\d,.]*%?$")
    return "right" if starts_like_number.mean() > 0.5 else "left"
