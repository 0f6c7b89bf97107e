"""The explorer in a real browser, with every request beyond this machine refused."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest


@pytest.fixture
def explorer(page, app_address):
    page.goto(f"{app_address}?v=1&page=explore")
    page.get_by_role("slider", name="Growth of demand").wait_for(timeout=60_000)
    page.locator("section.closing .help").wait_for(timeout=60_000)
    return page


def card(page, heading: str):
    return page.locator("section").filter(has=page.get_by_role("heading", name=heading))


def test_it_opens_with_no_internet_and_without_a_complaint(explorer, asked_outside, complaints):
    assert asked_outside == []
    assert complaints == []
    assert explorer.get_by_role("heading", level=1).count() == 1
    assert explorer.get_by_role("main").count() == 1


def test_the_overview_names_help_first_and_says_where_the_question_can_be_answered(page, app_address):
    page.goto(app_address)
    matrix = page.get_by_role("table").first
    matrix.wait_for(timeout=60_000)
    assert page.get_by_text("0808 802 0028").first.is_visible()
    assert page.get_by_text("999", exact=True).first.is_visible()
    areas = matrix.get_by_role("columnheader").all_inner_texts()
    assert areas[:3] == ["Contract system", "Leicester", "Leicestershire"]
    cell = matrix.get_by_role("row", name="United Against Violence").get_by_role("cell").nth(1)
    assert "Demand not published" in cell.inner_text()
    assert "Funding known" in cell.inner_text()


def test_confidence_changes_the_caption_and_the_table(explorer):
    demand = card(explorer, "Demand between")
    demand.get_by_text("The table behind it").click()
    assert demand.get_by_role("columnheader", name="95% interval").is_visible()
    explorer.get_by_role("slider", name="Confidence").press("ArrowRight")
    demand.locator("p.caption", has_text="Bars are 99% intervals").wait_for(timeout=60_000)
    assert demand.get_by_role("columnheader", name="99% interval").is_visible()  # and the table stays open


def test_the_price_index_changes_the_money_and_says_so(explorer):
    explorer.get_by_role("radio", name="CPIH").check()
    money = card(explorer, "Money for the services")
    money.locator("p.caption", has_text="2022-23 prices (CPIH").wait_for(timeout=60_000)


def test_each_chart_has_a_name_and_each_table_a_caption_and_headers(explorer):
    pictures = explorer.get_by_role("img").all()
    assert len(pictures) > 8
    assert all(len(one.get_attribute("aria-label")) > 30 for one in pictures)
    tables = explorer.locator("table")
    for place in range(tables.count()):
        one = tables.nth(place)
        assert one.locator("caption").count() == 1
        assert one.locator("thead th:not([scope=col])").count() == 0
        assert one.locator("tbody tr").count() == one.locator("tbody th[scope=row]").count()


@pytest.mark.parametrize("path", ["", "static/js/bokeh.min.js", "nothing-here"])
def test_every_answer_forbids_other_hosts(app_address, path):
    try:
        headers = urlopen(app_address + path).headers
    except HTTPError as refused:
        headers = refused.headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline' blob:;" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
