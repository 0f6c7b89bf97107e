"""Markdown to one HTML file that needs nothing else: styles, fonts and pictures stand in it."""

from base64 import b64encode
from pathlib import Path

from analysis.pack.pandoc import ASSETS, convert

FACES = {"Regular": (400, "normal"), "It": (400, "italic"), "Semibold": (600, "normal")}


def make_html(folder: Path, fields: dict[str, str]) -> bytes:
    """The paper as one accessible HTML page; `folder` holds `pack.md` and its pictures.

    Raises RunFailed where pandoc refuses.
    """
    (folder / "style.css").write_text(_fonts() + (ASSETS / "pack.css").read_text("utf-8"), "utf-8", newline="\n")
    options = ["--template", str(ASSETS / "pack.html"), "--toc", "--toc-depth=3", "--variable", "style=STYLE-HERE"]
    convert(folder, "paper.html", document="pack.html", to="html5", fields=fields, options=options)
    page = (folder / "paper.html").read_text("utf-8")
    for picture in sorted((folder / "pictures").glob("*.svg")):
        page = page.replace(f'src="pictures/{picture.name}"', f'src="data:image/svg+xml;base64,{_base64(picture)}"')
    return page.replace("STYLE-HERE", (folder / "style.css").read_text("utf-8"), 1).encode("utf-8")


def _fonts() -> str:
    return "".join(
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; font-style: {style}; font-display: swap; '
        f'src: url("data:font/woff2;base64,{_font(face)}") format("woff2"); }}\n'
        for face, (weight, style) in FACES.items()
    )


def _font(face: str) -> str:
    return _base64(ASSETS / "fonts" / f"SourceSans3-{face}.woff2")


def _base64(path: Path) -> str:
    return b64encode(path.read_bytes()).decode("ascii")
