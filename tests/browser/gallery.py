"""The pictures of the explorer in `reports/gallery/`, made anew: `python tests/browser/gallery.py`.

Every page, light, dark and on a telephone, as Chromium shows it, from the top.
"""

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "requirements"))
GALLERY = ROOT / "reports/gallery"
# Page, its address beside its name, and how much of it is shown.
PAGES = {
    "overview": ("", 1500),
    "explore": ("&scenario=growth:10&compare=keep-pace-with-demand", 1900),
    "capacity": ("", 1900),
    "need": ("", 1500),
    "performance": ("", 1500),
    "contracts": ("", 1500),
    "evidence": ("", 1500),
}
LOOKS = {
    "": {"viewport": {"width": 1300, "height": 900}},
    "-dark": {"viewport": {"width": 1300, "height": 900}, "color_scheme": "dark"},
    "-phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
}
PHONE_HEIGHT, LONG, SETTLE_MILLISECONDS = 1500, 120_000, 6_000
COLOURS = 256


def main() -> None:
    """Makes all pictures."""
    import machine
    from serving import serving

    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.find_browser(), args=options)
        for name, (chosen, height) in PAGES.items():
            for look, settings in LOOKS.items():
                shown = PHONE_HEIGHT if look == "-phone" else height
                take(browser, f"{address}?v=1&page={name}{chosen}", settings, shown, GALLERY / f"app-{name}{look}.png")
        browser.close()


def take(browser: Browser, address: str, settings: dict, height: int, path: Path) -> None:
    """One picture, in so many colours that it looks like the page and weighs little."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce", **settings)
    page = context.new_page()
    page.goto(address)
    page.locator("section.closing .help").wait_for(timeout=LONG)
    page.set_viewport_size({"width": settings["viewport"]["width"], "height": height})
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    context.close()


if __name__ == "__main__":
    main()
