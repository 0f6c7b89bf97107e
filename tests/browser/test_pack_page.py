"""A pack's HTML page in Chromium: axe finds nothing, a telephone needs no sideways scroll, keys reach everything."""

import pack_sample
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.pack.document import render_documents
from analysis.pack.template import compose


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    content = pack_sample.content()
    render_documents(compose(pack_sample.TEMPLATE, content), content.pictures, pack_sample.DRAFT, folder)
    return (folder / "pack.html").as_uri()


@pytest.fixture
def open_page(browser, address):
    pages = []

    def open_at(width=1300, **options):
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        pages.append(page)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield open_at
    for page in pages:
        page.close()


@pytest.mark.parametrize("width", [1300, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(open_page, width, scheme):
    found = Axe().run(open_page(width, color_scheme=scheme))
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 700])
def test_the_page_never_scrolls_sideways_but_its_wide_table_does(open_page, width):
    page = open_page(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.locator(".wide .table-scroll").last
    assert wide.evaluate("region => region.scrollWidth > region.clientWidth")


def test_the_page_asks_nothing_of_any_other_place(open_page, address):
    asked = [url for url in open_page().asked if not url.startswith("data:")]
    assert asked == [address]


def test_keys_skip_to_the_paper_and_reach_the_wide_table(open_page):
    page = open_page(390)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the paper"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "paper"
    page.locator(".wide .table-scroll").last.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.wide .table-scroll').scrollLeft > 0")


def test_the_mark_is_seen_and_not_read(open_page):
    page = open_page()
    drawn = page.evaluate("getComputedStyle(document.body, '::after').content")
    assert drawn == '"Draft, not approved" / ""'
