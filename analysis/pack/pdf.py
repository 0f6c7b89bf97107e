"""Markdown to a tagged PDF (PDF/UA-1) through typst, with our own fonts only."""

import shutil
from pathlib import Path

from analysis.errors import RunFailed
from analysis.pack.pandoc import ASSETS, convert, seconds_of
from analysis.pack.parts import FrontMatter


def make_pdf(folder: Path, front: FrontMatter, fields: dict[str, str]) -> bytes:
    """The paper as PDF/UA-1; `folder` holds `pack.md` and its pictures.

    Raises RunFailed where pandoc or typst refuse, as typst does a picture without alternative text.
    """
    shutil.copy(ASSETS / "pack.typ", folder / "pack.typ")
    options = ["--template", "pack.typ", "--shift-heading-level-by=-1"]
    convert(folder, "paper.typ", document="pack.pdf", to="typst", fields=fields, options=options)
    return _compile(folder / "paper.typ", seconds_of(front.meeting))


def _compile(paper: Path, timestamp: int) -> bytes:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(ASSETS / "fonts")])
    try:
        compiler = typst.Compiler(str(paper), root=str(paper.parent), font_paths=fonts)
        return compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=timestamp)
    except typst.TypstError as fault:
        raise RunFailed(f"pack.pdf could not be made: typst said «{fault.message}».") from None
