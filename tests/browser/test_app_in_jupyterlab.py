"""The explorer from one cell in JupyterLab itself: it opens in a kernel, answers a slider, and asks no other host."""

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from serving import find_free_port, running

ROOT = Path(__file__).parents[2]
LONG = 240_000
TOKEN = "only-for-this-test"


@pytest.fixture
def lab(tmp_path):
    """JupyterLab with a notebook whose one cell is that of `06_explore.ipynb`; gives the address of the notebook."""
    cells = json.loads((ROOT / "notebooks" / "06_explore.ipynb").read_text("utf-8"))["cells"]
    last = next("".join(cell["source"]) for cell in reversed(cells) if cell["cell_type"] == "code")
    one = new_notebook(cells=[new_code_cell(f"from analysis.app import explorer\n\n{last}")])
    one.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(one, tmp_path / "explore.ipynb")
    port, log = find_free_port(), tmp_path / "log.txt"
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
        f"--ServerApp.root_dir={tmp_path}", f"--IdentityProvider.token={TOKEN}", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    found = {"PYTHONPATH": str(ROOT), "DSVA_DATA": str(ROOT / "data")}
    with running(command, f"http://127.0.0.1:{port}/lab", log, cwd=tmp_path, **own, **found):
        yield f"http://127.0.0.1:{port}/lab/tree/explore.ipynb?token={TOKEN}"


def test_one_cell_opens_the_explorer_and_a_slider_is_answered(page, lab, asked_outside):
    page.goto(lab)
    page.locator(".jp-CodeCell .cm-content").first.click(timeout=LONG)
    page.keyboard.press("Shift+Enter")
    page.get_by_role("heading", name="How has demand grown against funding?").wait_for(timeout=LONG)
    page.get_by_role("link", name="Demand against funding", exact=True).click()
    slider = page.get_by_role("slider", name="Growth of demand")
    slider.wait_for(timeout=LONG)
    answer = page.locator("[data-answer]").get_by_text(re.compile(r"growth of demand \d+% a year")).first
    # A kernel that is still building the page may hold the first move back until the next one.
    for growth in range(5, 15):
        slider.fill(str(growth))
        page.wait_for_timeout(6_000)
        if answer.is_visible():
            break
    assert answer.is_visible()
    assert "explore.ipynb" in page.url
    assert asked_outside == []
