"""Two readers of one server, and all that each receives through the socket, looked at frame by frame."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from serving import ROOT, serving

from analysis.app.safety.passwords import add_user

LONG = 120_000
PASSWORD = "four words and a number 7"
RECEIVED = "2023-08-01"
# As only the return says them: people accepted, and with those not accepted; the public's are rounded to five.
EXACT = re.compile(r"\b1,?(237|268)\b")
PAGES = ("explore", "capacity", "performance")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """An explorer open to the public with a login for partners, over evidence with a provider's return."""
    folder = tmp_path_factory.mktemp("shared")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    load_return(folder / "filled.xlsx", data)
    add_user(folder / "users", "partner", "partner", PASSWORD)
    with serving(folder, "--public", "--users", str(folder / "users"), DSVA_DATA=str(data)) as address:
        yield address


def load_return(filled: Path, data: Path) -> None:
    sys.path.insert(0, str(ROOT / "tests/unit"))
    from return_sample import VALUES, filled_book

    counts = {"referrals accepted": 1_237, "contact made within 48 hours": 1_197}
    filled_book(VALUES | counts).save(filled)
    command = ["-m", "analysis", "returns", "load", str(filled), "--received", RECEIVED, "--data", str(data)]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def listen(page) -> list[str]:
    """All that the page receives through its socket, as it comes."""
    heard: list[str] = []

    def keep(frame) -> None:
        heard.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return heard


def read_pages(page, address: str) -> str:
    """The words of some pages, each opened anew."""
    said = ""
    for name in PAGES:
        page.goto(f"{address}?v=1&page={name}")
        page.locator("section.closing .help").wait_for(timeout=LONG)
        said += page.content()
    return said


def test_the_public_never_receives_what_only_partners_may_see(page, shared):
    heard = listen(page)
    said = read_pages(page, shared)
    assert sum(map(len, heard)) > 100_000
    assert EXACT.findall(said + "".join(heard)) == []


def test_a_partner_who_signs_in_receives_it(page, shared):
    page.goto(f"{shared}sign-in")
    page.get_by_label("Name").fill("partner")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sign out (partner)").wait_for(timeout=LONG)
    heard = listen(page)
    read_pages(page, shared)
    assert EXACT.findall("".join(heard)) != []
