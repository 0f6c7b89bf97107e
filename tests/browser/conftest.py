"""A real Chromium, a served explorer, and a page that may ask nothing of the internet."""

import os
from urllib.parse import urlsplit

import machine
import pytest
from playwright.sync_api import sync_playwright
from serving import serving

LOOPBACK = {"127.0.0.1", "localhost", "::1", ""}


@pytest.fixture(scope="session")
def browser():
    """Chromium, the machine's own or Playwright's; a machine without one fails here and skips nothing."""
    path = machine.find_browser()
    if path is None:
        pytest.fail("Chromium is missing; `make ready` installs it.")
    # Chromium refuses its sandbox to root, which is what continuous integration often is.
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()


@pytest.fixture
def asked_outside():
    """Addresses beyond this machine that the page asked for; a test expects it to stay empty."""
    return []


@pytest.fixture
def complaints():
    """What the page wrote to its console as an error; a test expects it to stay empty."""
    return []


@pytest.fixture
def page(browser, asked_outside, complaints):
    """An empty page 1280 pixels wide that notes, and refuses, every request beyond this machine."""

    def keep_inside(route):
        if urlsplit(route.request.url).hostname in LOOPBACK or route.request.url.startswith(
            ("data:", "blob:", "file:")
        ):
            route.continue_()
        else:
            asked_outside.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", reduced_motion="reduce")
    context.route("**/*", keep_inside)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield page
    context.close()


@pytest.fixture(scope="session")
def app_address(tmp_path_factory):
    """Address of the explorer, served by the `dsva` command as a user would."""
    with serving(tmp_path_factory.mktemp("app")) as address:
        yield address
