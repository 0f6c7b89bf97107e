"""`dsva need`: what is known of the need of one area."""

from datetime import date
from typing import Annotated, Literal

import typer

from analysis.arguments import to_day
from analysis.commands.options import AsOf, Audience, Data


def need(
    area: Annotated[str, typer.Argument(help="Name or ONS code, such as Leicester, Blaby, LLR or E06000016.")],
    as_of: AsOf = None,
    indicator: Annotated[str | None, typer.Option(help="Only this indicator, such as marac-cases.")] = None,
    confidence: Annotated[float, typer.Option(help="Coverage of the intervals.", min=0.5, max=0.999)] = 0.95,
    audience: Audience = "public",
    format: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to print.")] = "table",
    data: Data = None,
) -> None:
    """Show the indicators of need of an area, each with its interval, or why it is not shown.

    A council, a district, LLR, England: a wrong name gets the nearest ones. Figures that only the police force has are
    refused for a part of its area.
    """
    from analysis import terminal
    from analysis.pack.exhibits.area_need import list_cells
    from analysis.pack.exhibits.labels import ids_as_words
    from analysis.parameters import Parameters
    from analysis.pipeline.disclosure import protect
    from analysis.pipeline.need import find_indicator, look_at_area
    from analysis.sources.known import load_known
    from analysis.sources.location import find_data

    known = load_known(find_data(data), "gdp", evidence_by=to_day("--as-of", as_of) or date.today(), rods_by=None)
    known, _ = protect(known, audience, Parameters.withhold_up_to)
    rows = find_indicator(look_at_area(known, area, confidence), indicator, known.indicators)
    records = rows.to_dict("records")
    if format == "csv":
        print(terminal.to_csv(records, list(rows.columns)), end="")
    elif format == "json":
        print(terminal.to_json(records), end="")
    else:
        cells = list_cells(rows, ids_as_words(known.services))
        terminal.print_table(cells.to_dict("records"), {name: name for name in cells.columns})
