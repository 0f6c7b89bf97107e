"""The coverage matrix: for each contract system and area, is demand known, is funding known, for the same service?"""

from html import escape

import pandas as pd

from analysis.app.markup import heading
from analysis.pack.exhibits import Exhibit
from analysis.pipeline import Results
from analysis.reference.areas import upper_tier_parts
from analysis.wording.numbers import join, number

VERDICTS = {
    "both": "Can be answered",
    "both, not of the same service": "Known, but not together",
    "demand only": "Funding missing",
    "funding only": "Demand missing",
    "neither": "Neither published",
}
CAPTION = (
    "A filled dot is known, an empty one was not published. No box: the system has no service for that area alone."
)


def matrix(results: Results, exhibit: Exhibit) -> str:
    """The matrix as a table whose cells say everything in words; colour and dots only repeat them."""
    rows = results.coverage
    areas = sorted(rows["area"].unique(), key=lambda area: len(upper_tier_parts(area)))
    head = "".join(f'<th scope="col" role="columnheader">{_area(area)}</th>' for area in areas)
    eras = [era for era in results.catalogue.eras if era.id in set(rows["era"])]
    body = "".join(_row(era, areas, rows[rows["era"].eq(era.id)], results) for era in eras)
    return (
        f"{heading(exhibit.title, exhibit.caption, 'Where it can be told')}"
        f'<table class="matrix" role="table"><caption>{CAPTION}</caption><thead role="rowgroup"><tr role="row">'
        f'<th scope="col" role="columnheader">Contract system</th>{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _area(area: str) -> str:
    councils = upper_tier_parts(area)
    spelt_out = len(councils) > 1 and not all(council in area for council in councils)
    return escape(area) + (f"<small>{escape(join(list(councils)))} together</small>" if spelt_out else "")


def _row(era, areas: list[str], rows: pd.DataFrame, results: Results) -> str:
    cells = "".join(_cell(area, rows[rows["area"].eq(area)], results) for area in areas)
    name = f"{escape(era.label)}<small>{_years(era)}</small>"
    return f'<tr role="row"><th scope="row" role="rowheader">{name}</th>{cells}</tr>'


def _cell(area: str, rows: pd.DataFrame, results: Results) -> str:
    if rows.empty:
        return '<td role="cell" class="empty"><span class="spoken">No service of its own</span></td>'
    row = rows.iloc[0]
    kind = "both" if row["verdict"] == "both" else "part"
    return (
        f'<td role="cell"><div class="cell {kind}"><b data-area="{escape(area)}">{VERDICTS[row["verdict"]]}</b>'
        f"{_known('Demand', row['demand_services'], row['services'], results)}"
        f"{_known('Funding', row['funding_services'], row['services'], results)}</div></td>"
    )


def _known(what: str, services: tuple[str, ...], of: int, results: Results) -> str:
    if not services:
        return f"<i>{what} not published</i>"
    single = results.services.loc[results.services["kind"].ne("aggregate"), "service"]
    whole = not set(services) <= set(single)
    part = "as one sum" if whole else f"{number(len(services))} of {number(of)} {'service' if of == 1 else 'services'}"
    return f'<i class="known">{what} known: {part}</i>'


def _years(era) -> str:
    start = f"from {era.start.year}" if era.start else "start not published"
    end = f"{era.start.year} to {era.end.year}" if era.start and era.end else start
    return escape(end)
