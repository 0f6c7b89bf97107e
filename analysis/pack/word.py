"""Markdown to a Word document: pandoc writes the text, our own parts dress it."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.pack.archive import read_archive, write_archive
from analysis.pack.pandoc import ASSETS, convert
from analysis.pack.parts import FrontMatter
from analysis.pack.word_tables import dress_tables

WORD = ASSETS / "word"
NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEADERS = {"header-first.xml": "header", "header-page.xml": "header", "footer-page.xml": "footer"}
# A4 and its margins in twentieths of a point; a picture in English metric units.
SHORT, LONG, MARGIN = 11906, 16838, 1247
TEXT_WIDTHS = {"portrait": SHORT - 2 * MARGIN, "landscape": LONG - 2 * MARGIN}
PICTURE_WIDTH = TEXT_WIDTHS["portrait"] * 635


def make_word(folder: Path, front: FrontMatter, fields: dict[str, str]) -> bytes:
    """The paper as a Word document; `folder` holds `pack.md` and its pictures.

    Raises RunFailed where pandoc refuses.
    """
    options = ["--template", str(WORD / "paper.xml"), "--shift-heading-level-by=-1"]
    convert(folder, "paper.docx", document="pack.docx", to="docx", fields=fields, options=options)
    files = read_archive(folder / "paper.docx")
    files |= _headers(front, fields) | {"word/styles.xml": (WORD / "styles.xml").read_bytes()}
    files["docProps/core.xml"] = _fill("core.xml", day=front.meeting.isoformat(), **_words(fields))
    _edit(files, "word/document.xml", _dress)
    _edit(files, "word/numbering.xml", _number)
    _edit(files, "word/settings.xml", lambda xml: xml.replace('"en-US"', '"en-GB"'))
    _edit(files, "[Content_Types].xml", _declare)
    _edit(files, "word/_rels/document.xml.rels", _relate)
    return write_archive(files)


def _headers(front: FrontMatter, fields: dict[str, str]) -> dict[str, bytes]:
    """Headers with the mark of a draft, and the footer: a first page says less, since its title says it."""
    draft = front.status.kind == "draft"
    marks = [_fill("mark.xml", number=number).decode() if draft else "" for number in (1, 2)]
    words = [front.status.sentence if draft else "", "Restricted" if front.audience == "restricted" else ""]
    right = " · ".join(word for word in words if word)
    left = f"{fields['board']}, {fields['meeting']}"
    return {
        "word/header-first.xml": _fill("header.xml", mark=marks[0], left="", right=""),
        "word/header-page.xml": _fill("header.xml", mark=marks[1], left=_safe(left), right=right),
        "word/footer-page.xml": _fill("footer.xml", **_words(fields)),
    }


def _dress(xml: str) -> str:
    """Page, tables and pictures of the text as they shall look."""
    *pages, last = re.split(r'<w:sectPr><w:type w:val="(\w+)"\s*/></w:sectPr>', xml)
    turned = [(dress_tables(text, TEXT_WIDTHS[turn]), turn) for text, turn in zip(pages[::2], pages[1::2], strict=True)]
    xml = "".join(text + _section(turn) for text, turn in turned)
    body, _, rest = dress_tables(last, TEXT_WIDTHS["portrait"]).rpartition("<w:sectPr>")
    xml += body + _section("portrait") + rest.partition("</w:sectPr>")[2]
    # The first section has a first page, whose header is empty.
    xml = xml.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>", 1)
    return re.sub(r'<(wp:extent|a:ext) cx="(\d+)" cy="(\d+)"', _fit, xml)


def _fit(found: re.Match) -> str:
    width, height = int(found[2]), int(found[3])
    return f'<{found[1]} cx="{PICTURE_WIDTH}" cy="{round(height * PICTURE_WIDTH / width)}"'


def _section(orientation: str) -> str:
    width, height = (SHORT, LONG) if orientation == "portrait" else (LONG, SHORT)
    turned = "" if orientation == "portrait" else ' w:orient="landscape"'
    margins = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    parts = (("header", "first", "HeaderFirst"), ("footer", "first", "FooterPage"))
    parts += (("header", "default", "HeaderPage"), ("footer", "default", "FooterPage"))
    heads = "".join(f'<w:{part}Reference w:type="{pages}" r:id="rId{name}"/>' for part, pages, name in parts)
    page = (
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar {margins} w:header="624" w:footer="624" w:gutter="0"/>'
    )
    return f"<w:sectPr>{heads}{page}</w:sectPr>"


def _number(xml: str) -> str:
    """The one list whose numbers run through all paragraphs; abstract lists stand before lists that use them."""
    abstract = (WORD / "numbering.xml").read_text("utf-8").strip()
    begin, sign, rest = xml.partition("<w:abstractNum ")
    number = '<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>'
    return begin + abstract + sign + rest.replace("<w:num ", f"{number}<w:num ", 1)


def _declare(xml: str) -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}" ContentType="{CONTENT}.{kind}+xml"/>' for name, kind in HEADERS.items()
    )
    return xml.replace("</Types>", f"{parts}</Types>")


def _relate(xml: str) -> str:
    ids = {name: "rId" + "".join(part.title() for part in name[:-4].split("-")) for name in HEADERS}
    parts = "".join(
        f'<Relationship Id="{ids[name]}" Type="{NAMESPACE}/{kind}" Target="{name}"/>' for name, kind in HEADERS.items()
    )
    return xml.replace("</Relationships>", f"{parts}</Relationships>")


def _edit(files: dict[str, bytes], name: str, change) -> None:
    files[name] = change(files[name].decode("utf-8")).encode("utf-8")


def _fill(name: str, **values) -> bytes:
    environment = Environment(
        loader=FileSystemLoader(WORD, encoding="utf-8"), undefined=StrictUndefined, autoescape=False
    )
    return environment.get_template(name).render(values).encode("utf-8")


def _words(fields: dict[str, str]) -> dict[str, str]:
    return {name: _safe(fields[name]) for name in ("title", "board", "summary")}


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
