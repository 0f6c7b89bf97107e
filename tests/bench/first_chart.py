"""How long until a reader sees the first chart: our explorer against a bare Streamlit page with the same chart.

    python tests/bench/first_chart.py STREAMLIT [TIMES]

STREAMLIT is the `streamlit` command of an environment of its own (`python -m venv X; X/bin/pip install streamlit`): it
is not one of our packages. Both servers are warm and run side by side; one page after the other is opened in Chromium,
in turn, by a reader who was never there (nothing cached) and by one who comes back. Measured is the time from asking
for the address until the chart stands in the page.
"""

import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests/browser"), str(ROOT / "requirements")]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
]  # fmt: skip
OURS, THEIRS = "dsva", "Streamlit"
CHARTS = {OURS: "section .plot svg", THEIRS: "[data-testid=stVegaLiteChart] svg.marks"}
CONTROL = "input[type=range]"  # of ours; theirs has none
LONGEST_MILLISECONDS = 60_000
BARE = """
import altair as alt, pandas as pd, streamlit as st
rows = pd.read_csv({table!r})
years = alt.Chart(rows).encode(x="year:Q")
band = years.mark_area(opacity=0.3).encode(y="need_low:Q", y2="need_high:Q")
st.title("Need and money")
st.altair_chart(band + years.mark_line().encode(y="need:Q") + years.mark_line(color="red").encode(y="funding:Q"))
"""


def write_table(path: Path) -> None:
    """The table behind the first chart of the explorer: need and money by year, with limits."""
    from analysis import pipeline
    from analysis.run.choosing import choose

    _, parameters = choose("lscsb", date(2023, 9, 29), ROOT / "data", None, (), "public", date.today())
    years = pipeline.run(parameters, ROOT / "data").scenarios.years
    first = years[years["scenario"].eq(years["scenario"].iloc[0])]
    first[["year", "need", "need_low", "need_high", "funding"]].to_csv(path, index=False)


@contextmanager
def bare_streamlit(command: str, folder: Path):
    """A Streamlit server with that chart and nothing else; gives its address."""
    from serving import find_free_port, running

    write_table(folder / "table.csv")
    (folder / "bare.py").write_text(BARE.format(table=str(folder / "table.csv")))
    port = find_free_port()
    address, options = f"http://127.0.0.1:{port}/", ["--server.headless=true", "--browser.gatherUsageStats=false"]
    options += ["--server.address=127.0.0.1", f"--server.port={port}"]
    with running([command, "run", str(folder / "bare.py"), *options], address, folder / "streamlit.txt", cwd=folder):
        yield address


def seconds_until_drawn(context: BrowserContext, address: str, chart: str) -> float:
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(chart).first.wait_for(timeout=LONGEST_MILLISECONDS)
    spent = time.perf_counter() - begun
    page.close()
    return spent


def measure(browser: Browser, addresses: dict[str, str], times: int) -> None:
    """Prints the median, the least and the most for both, for new readers and for those who come back."""
    again = {name: browser.new_context() for name in addresses}
    for name, address in addresses.items():  # so that both servers and both caches are warm
        seconds_until_drawn(again[name], address, CHARTS[name])
    found: dict[tuple[str, str], list[float]] = {}
    usable = []
    for _ in range(times):
        for name, address in addresses.items():
            new = browser.new_context()
            found.setdefault(("new", name), []).append(seconds_until_drawn(new, address, CHARTS[name]))
            new.close()
            found.setdefault(("back", name), []).append(seconds_until_drawn(again[name], address, CHARTS[name]))
        new = browser.new_context()
        usable.append(seconds_until_drawn(new, addresses[OURS], CONTROL))
        new.close()
    for (who, name), seconds in sorted(found.items()):
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"{who:5} {name:10} first chart after {statistics.median(seconds):.2f} s ({spread}, {times} times)")
    print(f"new   {OURS:10} first control after {statistics.median(usable):.2f} s")
    for who in ("new", "back"):
        ratio = statistics.median(found[who, OURS]) / statistics.median(found[who, THEIRS])
        print(f"{who:5} dsva / Streamlit: {ratio:.2f}")


def main(streamlit: str, times: str = "9") -> None:
    """Starts both servers and measures them in turn."""
    import machine
    from app_load import warm_server

    with (
        tempfile.TemporaryDirectory() as name,
        bare_streamlit(streamlit, Path(name)) as theirs,
        warm_server(Path(name)) as (ours, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=machine.find_browser(), args=FLAGS)
        measure(browser, {OURS: f"{ours}?v=1&page=explore", THEIRS: theirs}, int(times))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
