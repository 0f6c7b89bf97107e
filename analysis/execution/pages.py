"""A notebook to execute, and whether it can be."""

from dataclasses import dataclass
from pathlib import Path

import nbformat

from analysis.errors import BadArgument


@dataclass(frozen=True)
class Page:
    """A notebook to execute, and where its executed copy goes.

    made_from: what tells this execution from others (a digest of notebook, parameters, data and code), noted in the
    finished copy; empty notes nothing.
    """

    notebook: Path
    copy: Path
    made_from: str = ""


def require_parameters(notebook: Path, names: list[str]) -> None:
    """Nothing, unless the notebook cannot be run with these parameters.

    Raises BadArgument where the file is missing, is no notebook, or its parameters cell lacks a name: papermill only
    warns of that, and the page would show the value it was written with.
    """
    from papermill import inspect_notebook

    if not notebook.is_file():
        raise BadArgument(f"{notebook}: no such notebook; expected each one that boards.yml lists.")
    try:
        declared = inspect_notebook(str(notebook))
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, AttributeError, KeyError, ValueError):
        raise BadArgument(f"{notebook}: not a notebook; expected one saved by JupyterLab.") from None
    missing = [name for name in names if name not in declared]
    if missing:
        raise BadArgument(f"{notebook}: its parameters cell lacks {', '.join(missing)}; add a line for each.")
