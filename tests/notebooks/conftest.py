"""Tiny notebooks, written where a test needs them."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


@pytest.fixture
def write_notebook(tmp_path):
    """Writes a notebook of code cells; the first is its parameters cell, and returns its path."""

    def write(name: str, parameters: str, *cells: str):
        folder = tmp_path / "house" / "notebooks"
        folder.mkdir(parents=True, exist_ok=True)
        first = new_code_cell(parameters, metadata={"tags": ["parameters"]})
        notebook = new_notebook(cells=[new_markdown_cell("# A page"), first, *map(new_code_cell, cells)])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, folder / name)
        return folder / name

    return write
