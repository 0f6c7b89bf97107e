"""A server that goes away and comes back: the page says so, and returns with what was chosen."""

import re

from serving import find_free_port, serving

LONG = 90_000


def test_the_page_comes_back_with_its_state_after_a_restart(page, tmp_path):
    port = find_free_port()
    with serving(tmp_path, port=port) as address:
        page.goto(f"{address}?v=1&page=explore")
        slider = page.get_by_role("slider", name="Growth of demand")
        slider.wait_for(timeout=LONG)
        slider.press("End")
        page.wait_for_url(re.compile("growth:60"))
    page.get_by_role("alert").filter(has_text="The connection was lost").wait_for(timeout=LONG)
    with serving(tmp_path, port=port):
        page.get_by_role("alert").filter(has_text="is back, with what you had chosen").wait_for(timeout=LONG)
        slider = page.get_by_role("slider", name="Growth of demand")
        slider.wait_for(timeout=LONG)
        assert slider.get_attribute("aria-valuetext") == "60% a year"
