"""What each role receives, looked for in all that comes through the socket: a return whose counts are not public."""

import re
import shutil

import pytest
from return_sample import DATA, VALUES, save_filled
from serving import serving

from analysis.app.safety.passwords import add_user

PASSWORD = "four words and a number 7"
LONG = 90_000
# A count as it was returned; the public is given it rounded, as 1,845.
RETURNED = {"referrals accepted": 1847, "contact made within 48 hours": 1807}
AS_RETURNED = re.compile(r"(?<![\d.])1,?847(?!\d)")


@pytest.fixture(scope="module")
def served(tmp_path_factory, dsva):
    """The explorer for the public and for a partner, over evidence with one return loaded."""
    folder = tmp_path_factory.mktemp("roles")
    shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("returns"))
    filled = save_filled(folder / "return.xlsx", values=VALUES | RETURNED)
    loaded = dsva("returns", "load", filled, "--received", "2023-08-01", DSVA_DATA=folder / "data")
    assert loaded.returncode == 0, loaded.stderr
    add_user(folder / "users", "partner", "partner", PASSWORD)
    options = ("--public", "--users", str(folder / "users"), "--data", str(folder / "data"))
    with serving(folder, *options, "--reports", str(folder / "reports")) as address:
        yield address


@pytest.fixture
def received(page) -> list[str]:
    """All that the server sends through sockets, as text."""
    frames: list[str] = []

    def keep(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, str) else payload.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return frames


def read_pages(page, address: str) -> None:
    """Opens the pages that show counts, one after the other, as a reader does."""
    for name in ("explore", "performance", "evidence"):
        page.goto(f"{address}?v=1&page={name}")
        page.locator("section.closing .help").wait_for(timeout=LONG)


def test_the_public_never_receives_what_a_partner_does(page, served, received):
    read_pages(page, served)
    assert len("".join(received)) > 100_000
    assert not AS_RETURNED.search("".join(received))
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Name").fill("partner")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Sign out (partner)").wait_for(timeout=LONG)
    read_pages(page, served)
    assert AS_RETURNED.search("".join(received))


def test_a_link_of_a_partner_opens_for_the_public_without_what_is_not_public(page, served, received):
    page.goto(f"{served}?v=1&page=evidence&audience=restricted&role=analyst&figure=return:da-locality:2023-24-q1:1-1")
    page.locator("section.closing .help").wait_for(timeout=LONG)
    assert "«audience» in the link means nothing here" in page.locator(".notice.wrong").inner_text()
    assert not AS_RETURNED.search("".join(received))
