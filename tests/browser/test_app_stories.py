"""What people come for, each story whole: by mouse, by keyboard, on a telephone, in the dark, with no network."""

import re

import pytest

from analysis.reference.scenario_text import to_text
from analysis.sources.location import find_data
from analysis.sources.scenarios import load_scenario

LONG = 90_000
PHONE = {"width": 390, "height": 844}
STOPS = 60  # of the tab key, until a control has to be reached


def open_page(page, address: str, query: str = "?v=1&page=explore") -> None:
    page.goto(address + query)
    page.locator("section.closing .help").wait_for(timeout=LONG)


def answer(page):
    return page.locator("[data-answer]")


@pytest.mark.parametrize("look", ["wide", "phone", "dark"])
def test_a_councillor_moves_growth_to_ten_per_cent_and_reads_what_that_does_to_the_gap(
    page, app_address, look, asked_outside, complaints
):
    if look == "phone":
        page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    open_page(page, app_address)
    answer(page).get_by_text("If «As now» holds").wait_for(timeout=LONG)
    page.get_by_role("slider", name="Growth of demand").fill("10")
    answer(page).get_by_text("If «As now, growth of demand 10% a year» holds, money is short by").wait_for(timeout=LONG)
    change = answer(page).get_by_text("Against «As now», the gap is larger by").inner_text()
    assert re.search(r"larger by \d+ \(\d+ to \d+\)", change)
    page.wait_for_url(re.compile("scenario=growth:10$"))
    page.get_by_role("img", name="growth of demand 10% a year").first.wait_for(timeout=LONG)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert (asked_outside, complaints) == ([], [])


def test_the_same_by_keyboard_alone(page, app_address):
    open_page(page, app_address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    slider = page.get_by_role("slider", name="Growth of demand")
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if slider.evaluate("one => one.getRootNode().activeElement === one"):
            break
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    answer(page).get_by_text("growth of demand 10% a year").first.wait_for(timeout=LONG)
    assert slider.get_attribute("aria-valuetext") == "10% a year"
    assert slider.evaluate("one => one.getRootNode().activeElement === one")


def test_a_commissioner_compares_two_scenarios_and_another_browser_opens_the_same_view(page, browser, app_address):
    open_page(page, app_address)
    page.get_by_label("Start from a scenario").select_option(label="A grant ends")
    page.get_by_role("checkbox", name="Money keeps pace with demand").check()
    page.get_by_role("heading", name="Against «Money keeps pace with demand»").wait_for(timeout=LONG)
    assumed = page.locator("section", has=page.get_by_role("heading", name="What each scenario assumes"))
    assumed.get_by_role("rowheader", name="Money keeps pace with demand").wait_for(timeout=LONG)
    page.wait_for_url(re.compile("scenario=grant-ends&compare=keep-pace-with-demand"))
    context = browser.new_context()
    other = context.new_page()
    open_page(other, page.url, "")
    for heading in ("Against «Money keeps pace with demand»", "If «A grant ends» holds, money is short"):
        one = page.get_by_role("heading", name=heading).inner_text()
        assert other.get_by_role("heading", name=heading).inner_text() == one
    assert other.get_by_role("checkbox", name="Money keeps pace with demand").is_checked()
    context.close()


def test_a_provider_finds_where_a_figure_comes_from_and_what_is_wrong_with_it(page, app_address):
    open_page(page, app_address)
    demand = page.locator("section", has=page.get_by_role("heading", name="Demand between the first and the last"))
    demand.get_by_role("link", name="See what was found").click()
    findings = page.locator("section", has=page.get_by_role("heading", name="What we found"))
    findings.get_by_role("button", name="Referrals accepted, Apr–Jun 2022: 115").first.click(timeout=LONG)
    sheet = page.locator(".sheet").first
    sheet.get_by_text("Appendix A, table 1, Q1").wait_for(timeout=LONG)
    assert sheet.locator(".printed").inner_text() == "115"
    assert "91 + 4 + 19 = 114" in sheet.inner_text()
    page.wait_for_url(re.compile("figure="))


def test_the_frontier_is_one_stop_whose_arrows_move_and_whose_cells_speak(page, app_address):
    open_page(page, app_address)
    grid = page.get_by_role("grid")
    grid.wait_for(timeout=LONG)
    assert grid.locator("[tabindex='0']").count() == 1
    here = grid.locator("[tabindex='0']")
    assert "your scenario is nearest here" in here.get_attribute("aria-label")
    here.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    now = grid.locator("[tabindex='0']")
    assert now.evaluate("one => one.getRootNode().activeElement === one")
    said = now.get_attribute("aria-label")
    assert re.fullmatch(
        r"Demand [+−]\d+% a year, money [+−]\d+% a year: \d+% chance of a wait over 8 weeks; .*money (keeps|falls) .+",
        said,
    )
    assert page.locator(".spelt").inner_text() == said


def test_a_scenario_goes_into_a_file_and_comes_back_and_a_bad_file_gets_a_sentence(page, app_address):
    open_page(page, app_address, "?v=1&page=explore&scenario=grant-ends,growth:7")
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="Save as a file").click()
    text = download.value.path().read_text()
    assert 'growth: "7 % a year"' in text
    load = page.get_by_label("Load a file")
    bad = b"label: x\nauthor: y\nrationale: z\ngrowht: 3"
    load.set_input_files({"name": "bad.yml", "mimeType": "text/yaml", "buffer": bad})
    page.get_by_text("expected a field of a scenario, perhaps growth").wait_for(timeout=LONG)
    own = to_text(load_scenario(find_data(None), "as-now")).replace("As now", "Mine & only <b>mine</b>")
    load.set_input_files({"name": "mine.yml", "mimeType": "text/yaml", "buffer": own.encode()})
    answer(page).get_by_text("If «Mine & only <b>mine</b>» holds").wait_for(timeout=LONG)
    page.wait_for_url(re.compile("own="))
    open_page(page, page.url, "")
    answer(page).get_by_text("If «Mine & only <b>mine</b>» holds").wait_for(timeout=LONG)


def test_a_page_becomes_a_paper_for_a_board(page, app_address):
    open_page(page, app_address, "?v=1&page=overview")
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="This page as PDF").click()
    assert download.value.suggested_filename == "overview-lscsb-2023-09-29.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_every_page_says_whom_to_call_and_how_to_leave(page, app_address):
    for name in ("overview", "explore", "capacity", "need", "performance", "contracts", "evidence"):
        open_page(page, app_address, f"?v=1&page={name}")
        closing = page.locator("section.closing").inner_text()
        assert "999" in closing
        assert "0808 802 0028" in closing
        assert "does not clear your browser's history" in closing
        assert page.get_by_role("link", name="Leave this page").is_visible()
        assert page.title() == "Overview"
