"""`dsva app`: the explorer, served."""

from datetime import date
from typing import Annotated

import typer

from analysis.commands.options import Data, Reports


def serve_app(
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 5006,
    address: Annotated[str, typer.Option(help="Address to listen on; the default is this machine only.")] = "127.0.0.1",
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Serve the explorer."""
    from analysis.app.serve import serve
    from analysis.sources.location import find_data, find_reports

    serve(port, address, find_data(data), find_reports(reports), today=date.today())
