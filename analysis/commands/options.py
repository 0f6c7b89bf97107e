"""Options that several commands take."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the evidence; else DSVA_DATA, else found.")]
Reports = Annotated[Path | None, typer.Option("--reports", help="Folder of packs; else DSVA_REPORTS, else found.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Know only what was published by this day.")]
Audience = Annotated[Literal["public", "restricted"], typer.Option(help="Who may read it; returns are protected.")]
