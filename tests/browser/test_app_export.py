"""The page for who has no server, opened from a file with every request refused: whole, narrow, clear."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.app.export import export_page
from analysis.sources.location import find_data


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return export_page(tmp_path_factory.mktemp("export"), find_data(None), None, date(2026, 1, 1)).as_uri()


@pytest.fixture
def opened(browser, written, complaints):
    """Opens the file at a width in a page that may ask for nothing but the file."""
    pages, asked = [], []

    def keep_to_the_file(route):
        if route.request.url == written:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    def open_at(width):
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.route("**/*", keep_to_the_file)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(written)
        return page

    yield open_at
    for page in pages:
        page.close()
    assert (asked, complaints) == ([], [])


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("width", [1300, 390, 320])
def test_it_is_clear_at_any_width(opened, width):
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert violations(page) == []
    for summary in page.locator("summary").all()[:12]:
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert violations(page) == []


def test_every_question_is_answered_with_its_pictures_in_words(opened):
    page = opened(390)
    assert page.get_by_role("heading", level=1).inner_text() == "How has demand grown against funding?"
    assert page.get_by_role("heading", level=2).count() >= 6
    pictures = page.get_by_role("img").all()
    assert len(pictures) > 10
    assert all(len(one.get_attribute("aria-label")) > 30 for one in pictures)
    assert page.locator(".picture svg").first.bounding_box()["width"] <= 390


def test_nothing_waits_for_a_script(opened):
    page = opened(1300)
    assert page.get_by_role("grid").count() == 0
    assert page.locator("script, button, [tabindex='-1']").count() == 0
    assert "Arrow keys" not in page.locator("body").inner_text()


def test_keys_skip_to_the_answer(opened):
    page = opened(1300)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the answer"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
