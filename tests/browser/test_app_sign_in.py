"""Signing in, in a real browser: refused, accepted, by password and by a provider; and nothing served beside it."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from openid_provider import CLIENT, providing
from serving import serving

from analysis.app.safety.passwords import add_user

PASSWORD = "four words and a number 7"
LONG = 90_000


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """The explorer behind a login: a password file, and a provider that makes everyone a partner."""
    folder = tmp_path_factory.mktemp("closed")
    add_user(folder / "users", "analyst", "analyst", PASSWORD)
    with providing(["partner"]) as issuer:
        options = ("--users", str(folder / "users"), "--openid", issuer, "--openid-client", CLIENT)
        with serving(folder, *options) as address:
            yield address, folder / "log.txt"


def audience(page) -> str:
    return page.get_by_role("link", name="Sign out").inner_text()


def test_a_wrong_password_is_refused_and_a_right_one_opens_the_asked_view(page, closed):
    address, log = closed
    page.goto(f"{address}?v=1&page=contracts")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert page.title() == "Overview"
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Name").fill("analyst")
    page.get_by_label("Password").fill("something else")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").get_by_text("do not belong together").wait_for()
    page.get_by_label("Name").fill("analyst")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="What ends when?").wait_for(timeout=LONG)
    assert "page=contracts" in page.url
    assert audience(page) == "Sign out (analyst)"
    page.get_by_role("link", name="Sign out").click()
    page.goto(address)
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert "127.0.0.1" not in log.read_text().split("Ctrl+C", 1)[1]


def test_a_provider_signs_in_with_the_role_that_its_claim_names(page, closed):
    page.goto(closed[0])
    page.get_by_role("link", name="Sign in with your organisation").click()
    page.get_by_role("heading", level=1, name="How has demand grown").wait_for(timeout=LONG)
    assert audience(page) == "Sign out (partner)"


def test_an_answer_that_no_sign_in_of_this_browser_asked_for_is_refused(page, closed):
    page.goto(f"{closed[0]}openid/back?code=stolen&state=guessed")
    assert page.get_by_role("heading", level=1).inner_text() == "You are not signed in"
    page.goto(closed[0])
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"


@pytest.mark.parametrize(
    ("path", "status"),
    [("static/js/bokeh.min.js", 403), ("ws", 403), ("autoload.js", 404), ("metadata", 404), ("admin", 404),
     ("static/extensions/panel/panel.min.js", 403), ("components/x", 403), ("..%2f..%2fpyproject.toml", 404)],
)  # fmt: skip
def test_nothing_is_served_beside_the_login(closed, path, status):
    with pytest.raises(HTTPError) as refused:
        urlopen(closed[0] + path)
    assert refused.value.code == status
    assert "frame-ancestors 'none'" in refused.value.headers["Content-Security-Policy"]
    assert "<title>Overview</title>" in refused.value.read().decode()


def test_a_form_from_elsewhere_is_refused(closed):
    sent = Request(f"{closed[0]}sign-in", data=b"name=analyst&password=x", method="POST")
    with pytest.raises(HTTPError) as refused:
        urlopen(sent)
    assert refused.value.code == 403


def test_too_many_wrong_tries_have_to_wait(page, closed):
    page.goto(f"{closed[0]}sign-in")
    for _ in range(6):
        page.get_by_label("Name").fill("guessed")
        page.get_by_label("Password").fill("something else")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("alert").wait_for()
    assert "too many tries" in page.get_by_role("alert").inner_text()
