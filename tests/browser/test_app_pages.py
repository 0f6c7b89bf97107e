"""The seven pages in a real browser: the way through them, the address, and what stands with every card."""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook

PAGES = {
    "overview": "How has demand grown against funding?",
    "explore": "What would keep pace",
    "capacity": "Do more people come in",
    "need": "How many people may need help",
    "performance": "How do the services do",
    "contracts": "What ends when?",
    "evidence": "Where does a figure come from",
}
NARROW, ZOOMED = 390, 320  # a phone; 1280 pixels at 400 per cent
DARK = "rgb(14, 23, 32)"
LONG = 150_000


def open_page(page, address: str, query: str = "") -> None:
    page.goto(address + query)
    page.get_by_role("heading", level=1).wait_for(timeout=LONG)
    page.locator("section.closing .help").wait_for(timeout=LONG)


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_clear_light_and_dark_wide_and_narrow(page, app_address, name, asked_outside, complaints):
    open_page(page, app_address, f"?v=1&page={name}")
    assert page.get_by_role("heading", level=1).inner_text().startswith(PAGES[name])
    assert page.title() == "Overview"
    for summary in page.locator("summary").all()[:6]:
        summary.click()
    assert violations(page) == []
    for width in (NARROW, ZOOMED):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(200)
        assert sideways(page) <= 0, width
    page.set_viewport_size({"width": NARROW, "height": 900})
    page.get_by_role("button", name="Menu").click()
    assert violations(page) == []
    page.get_by_role("button", name="Toggle theme").click()
    page.locator("section.dark").last.wait_for()
    for _ in range(100):  # the page turns dark in the browser, the cards by way of the server
        if page.get_by_role("main").evaluate("one => getComputedStyle(one).backgroundColor") == DARK:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(400)
    assert violations(page) == []
    assert (asked_outside, complaints) == ([], [])


@pytest.mark.parametrize("width", [1300, NARROW])
def test_before_any_script_has_run_the_answer_can_be_read_and_the_page_be_left(browser, page, app_address, width):
    open_page(page, app_address, "?v=1&page=explore")  # prepared, and its first sight gone
    assert page.locator("#first-sight").count() == 0
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    still = context.new_page()
    still.goto(f"{app_address}?v=1&page=explore")
    first = still.locator("#first-sight")
    assert first.get_by_role("link", name="Leave this page").is_visible()
    assert first.get_by_role("link", name="Leave this page").get_attribute("href").startswith("https://")
    assert first.locator("h1").inner_text().startswith(PAGES["explore"])
    assert first.locator(".plot svg").first.is_visible()
    assert first.locator("input, select[data-send]").count() == 0  # nothing that could not answer
    assert still.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()


def test_pages_push_history_controls_replace_it_and_back_leads_back(page, app_address):
    open_page(page, app_address)
    start = page.evaluate("history.length")
    page.get_by_role("link", name="Demand against funding", exact=True).click()
    slider = page.get_by_role("slider", name="Growth of demand")
    slider.wait_for(timeout=LONG)
    assert page.get_by_role("heading", level=1).evaluate("one => one.getRootNode().activeElement === one")
    for _ in range(3):
        slider.press("ArrowRight")
    page.wait_for_url(re.compile("scenario=growth:3"))
    assert page.evaluate("history.length") == start + 1
    page.get_by_role("link", name="Evidence", exact=True).click()
    page.wait_for_url(re.compile("page=evidence"))
    page.get_by_label("Second figure").wait_for(timeout=LONG)
    page.go_back()
    page.get_by_role("slider", name="Growth of demand").wait_for(timeout=LONG)
    assert page.get_by_role("slider", name="Growth of demand").get_attribute("aria-valuetext") == "3% a year"
    page.go_back()
    page.get_by_role("heading", name=PAGES["overview"]).wait_for(timeout=LONG)


def test_the_link_of_one_visitor_opens_the_same_view_for_another(page, browser, app_address):
    open_page(page, app_address, "?v=1&page=explore")
    page.get_by_role("slider", name="Uplift").press("End")
    page.wait_for_url(re.compile("uplift:60"))
    said = page.get_by_role("status").filter(has_text="uplift 60% a year").inner_text()
    assert "more than needed" in said
    context = browser.new_context()
    other = context.new_page()
    open_page(other, page.url)
    assert other.get_by_role("status").filter(has_text="uplift 60% a year").inner_text() == said
    context.close()


def test_a_broken_link_opens_and_says_what_was_not_understood(page, app_address):
    open_page(page, app_address, "?v=1&page=need&confidence=33&colour=<b>red</b>&scenario=growth:99")
    said = page.locator(".notice.wrong")
    assert "«colour» in the link means nothing here" in said.inner_text()
    assert "confidence «33»" in said.inner_text()
    assert "99 is not between -30 and 60" in said.inner_text()
    assert "confidence" not in page.url


def test_another_meeting_is_chosen_and_the_newer_one_is_named(page, app_address):
    open_page(page, app_address, "?v=1&page=contracts")
    choose = page.get_by_label("Meeting")
    choose.select_option("lcc-scrutiny/2019-11-06")
    page.wait_for_url(re.compile("meeting=lcc-scrutiny/2019-11-06"))
    page.locator(".notice").get_by_text("there is a newer meeting").wait_for(timeout=LONG)
    page.locator(".notice a").click()
    page.wait_for_url(re.compile("meeting=lscsb/2023-09-29"))
    page.locator(".notice").wait_for(state="detached", timeout=LONG)


def test_a_card_is_taken_away_with_all_that_was_chosen(page, app_address):
    open_page(page, app_address, "?v=1&page=need&confidence=80")
    card = page.locator("section").filter(has=page.get_by_role("group", name="Take away")).first
    taken = {}
    for kind, label in {"csv": "CSV", "xlsx": "XLSX", "png": "PNG", "svg": "SVG"}.items():
        with page.expect_download(timeout=LONG) as download:
            card.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == f"need-lscsb-2023-09-29.{kind}"
        taken[kind] = download.value.path().read_bytes()
    text = taken["csv"].decode("utf-8-sig")
    assert all(f"# {name}: " in text for name in ("Board", "Meeting", "Chosen", "Scenario", "Sources", "Made on"))
    assert "80% intervals" in text
    rows = list(csv.reader(line for line in io.StringIO(text) if not line.startswith("#")))
    assert len({len(row) for row in rows}) == 1
    cover = load_workbook(io.BytesIO(taken["xlsx"])).worksheets[0]
    assert any("80% intervals" in str(cell.value) for row in cover.iter_rows() for cell in row)
    assert taken["png"].startswith(b"\x89PNG")
    assert b"<svg" in taken["svg"]


def test_the_link_of_a_card_leads_to_the_card(page, app_address):
    open_page(page, app_address, "?v=1&page=evidence&card=breaks")
    heading = page.get_by_role("heading", name="Where series break")
    page.wait_for_timeout(400)
    assert heading.evaluate("one => one.getRootNode().activeElement === one")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    section = page.locator("section").filter(has=heading)
    section.get_by_role("button", name="Copy link").click()
    section.get_by_text("The link is copied.").wait_for()
    assert "card=breaks" in page.evaluate("navigator.clipboard.readText()")


def test_a_chart_says_its_values_to_a_screen_reader(page, app_address):
    open_page(page, app_address, "?v=1&page=explore")
    names = [one.get_attribute("aria-label") for one in page.get_by_role("img").all()]
    assert len(names) > 8
    assert all(re.search(r"\d", name) for name in names)


def test_the_keyboard_alone_goes_from_page_to_page(page, app_address):
    open_page(page, app_address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1).evaluate("one => one.getRootNode().activeElement === one")
    page.get_by_role("link", name="Need", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=PAGES["need"]).wait_for(timeout=LONG)
    assert page.get_by_role("link", name="Need", exact=True).get_attribute("aria-current") == "page"


def test_the_way_out_is_on_every_page_and_leaves_no_way_back(page, app_address, asked_outside):
    open_page(page, app_address, "?v=1&page=performance")
    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_timeout(800)
    assert set(asked_outside) == {"https://www.bbc.co.uk/weather"}
