"""Executed copies freed of what another execution would not repeat, and of what is the machine's."""

import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat

from analysis.errors import RunFailed
from analysis.execution.pages import Page

# What differs from one execution to the next: random ids, addresses in memory, the kernel's temporary file of a cell.
RANDOM_ID = re.compile(r"\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})\b")
ADDRESS = re.compile(r"\bat 0x[0-9a-f]+\b")
# Begins with the temporary folder in full: a pattern that may begin anywhere reads a picture's base64 over and over.
CELL_FILE = re.compile(re.escape(tempfile.gettempdir()) + r"[\\/]+ipykernel_\d+[\\/]+\d+\.py")
PASSING = ("papermill", "execution", "ExecuteTime", "widgets")
OURS = "dsva"


def clean_copy(copy: Path, places: dict[str, str]) -> None:
    """Take from an executed copy what another execution would not repeat: run times, ids, addresses, paths.

    places: text of a folder on this machine, with what stands in its place.
    """
    notebook = nbformat.read(copy, as_version=nbformat.NO_CONVERT)
    notebook.metadata = {"kernelspec": notebook.metadata.get("kernelspec", {}), "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number}"
        cell.metadata = {key: value for key, value in cell.metadata.items() if key not in PASSING}
    text = nbformat.writes(notebook) + "\n"
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place.replace("\\", "\\\\"), places[place])
    text = CELL_FILE.sub("cell", ADDRESS.sub("at 0x0", text))
    order = {found: number for number, found in enumerate(dict.fromkeys(RANDOM_ID.findall(text)), start=1)}
    _put(copy, RANDOM_ID.sub(lambda match: f"{order[match.group()]:032d}", text))


def machine_places(notebook: Path) -> dict[str, str]:
    """The folders of this machine that a copy may name, each with what stands in its place."""
    checkout = str(notebook.resolve().parent.parent)
    named = {checkout + os.sep: "", checkout: ".", sys.prefix: "environment", str(Path.home()): "~"}
    data, reports = os.environ.get("DSVA_DATA"), os.environ.get("DSVA_REPORTS")
    return named | ({data: "data"} if data else {}) | ({reports: "reports"} if reports else {})


def require_whole(page: Page) -> None:
    """Nothing, unless a cell of the copy was not executed: then raises RunFailed."""
    cells = [cell for cell in nbformat.read(page.copy, as_version=4).cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, start=1):
        if cell.source.strip() and cell.execution_count is None:
            raise RunFailed(f"{page.notebook.name}, cell In [{number}]: was not executed; expected every cell to be.")


def note_origin(page: Page) -> None:
    """Note in a whole copy what it was made from: only a finished copy has this note."""
    if page.made_from:
        notebook = nbformat.read(page.copy, as_version=nbformat.NO_CONVERT)
        notebook.metadata[OURS] = {"made_from": page.made_from}
        _put(page.copy, nbformat.writes(notebook) + "\n")


def origin_of(copy: Path) -> str:
    """What a finished copy was made from; empty for one that is unfinished, broken or missing."""
    try:
        noted = nbformat.read(copy, as_version=nbformat.NO_CONVERT).metadata.get(OURS, {})
        return str(noted.get("made_from", ""))
    except (OSError, ValueError, AttributeError, nbformat.reader.NotJSONError):
        return ""


def _put(copy: Path, text: str) -> None:
    """Written aside and moved: whoever is killed in between leaves the copy as it was."""
    aside = copy.with_name(f".{copy.name}.part")
    aside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(aside, copy)
