"""A pack's documents: the same bytes every time, and open to people who read with a screen reader."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pack_sample
import pypdf
import pytest
from docx.oxml.ns import qn

from analysis.errors import RunFailed
from analysis.pack.archive import read_archive
from analysis.pack.document import read_front, render_documents, rerender
from analysis.pack.template import compose

RENDER = """
import sys
from pathlib import Path
import pack_sample
from analysis.pack.document import render_documents
from analysis.pack.template import compose
content = pack_sample.content()
render_documents(compose(pack_sample.TEMPLATE, content), content.pictures, pack_sample.DRAFT, Path(sys.argv[1]))
"""


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack")
    content = pack_sample.content()
    render_documents(compose(pack_sample.TEMPLATE, content), content.pictures, pack_sample.DRAFT, folder)
    return folder


@pytest.fixture(scope="module")
def page(pack):
    return (pack / "pack.html").read_text("utf-8")


@pytest.fixture(scope="module")
def word(pack):
    return docx.Document(str(pack / "pack.docx"))


@pytest.fixture(scope="module")
def pdf(pack):
    return pypdf.PdfReader(pack / "pack.pdf")


def structure(pdf):
    """Every element of the tag tree: its type and its dictionary."""
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        kids = element.get("/K", [])
        waiting += [
            kid
            for kid in reversed(kids if isinstance(kids, list) else [kids])
            if isinstance(kid.get_object(), pypdf.generic.DictionaryObject)
        ]
        if "/S" in element:
            found.append((element["/S"], element))
    return found


def test_the_same_content_gives_the_same_bytes_anywhere(pack, tmp_path):
    folder = tmp_path / "a longer folder with ünusual name"
    folder.mkdir()
    odd = {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "1"}
    environment = os.environ | odd | {"PYTHONPATH": str(Path(__file__).parent), "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", RENDER, str(folder)], env=environment, cwd=tmp_path, check=True)
    assert files_of(folder) == files_of(pack)


def test_no_document_tells_of_the_machine(pack):
    for name, content in files_of(pack).items():
        assert str(pack.parent).encode() not in content, name
        assert b"/work/" not in content, name


def test_approval_makes_the_documents_again_without_the_mark(pack, tmp_path):
    for path, content in files_of(pack).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    rerender(tmp_path, pack_sample.APPROVED)
    approved = "Approved by the Director of Public Health on 2 October 2023"
    page = (tmp_path / "pack.html").read_text("utf-8")
    assert approved in page
    assert '<body class="approved">' in page
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "pack.pdf").pages)
    assert approved in text
    assert "not approved" not in text
    headers = [part for name, part in unzipped(tmp_path / "pack.docx").items() if "header" in name]
    assert not any("Draft" in header for header in headers)
    assert read_front(tmp_path).status == pack_sample.APPROVED
    rerender(tmp_path, pack_sample.DRAFT.status)
    assert files_of(tmp_path) == files_of(pack)


def test_a_restricted_paper_says_so_on_every_page(tmp_path):
    front = replace(pack_sample.DRAFT, audience="restricted")
    render_documents("## Purpose\n\nOne.\n", (), front, tmp_path)
    assert "Restricted" in (tmp_path / "pack.html").read_text("utf-8")
    assert "Restricted" in pypdf.PdfReader(tmp_path / "pack.pdf").pages[0].extract_text()
    assert "Restricted" in unzipped(tmp_path / "pack.docx")["word/header-page.xml"]


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("![Words](pictures/none.svg){#figure-none alt='x'}\n", "pack.docx|pack.pdf"),
        ("![Words](https://example.org/a.svg){#figure-a alt='x'}\n", "expected one of the pack"),
        ("[](#nowhere)\n", "pack.pdf could not be made"),
    ],
)
def test_what_cannot_be_made_is_a_sentence_and_leaves_no_document(tmp_path, markdown, reason):
    with pytest.raises(RunFailed, match=reason) as caught:
        render_documents(f"## Purpose\n\n{markdown}", (), pack_sample.DRAFT, tmp_path)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.glob("pack.*")) == []


# HTML


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(text, name):
    return [attributes for tag, attributes in Elements(text).found if tag == name]


def test_the_page_stands_alone(page):
    addresses = [value for _, attributes in Elements(page).found for name, value in attributes.items() if name == "src"]
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    assert elements(page, "script") == []
    assert elements(page, "link") == []
    assert re.findall(r"url\((?!\"data:)", page) == []


def test_the_page_says_what_it_is(page):
    assert elements(page, "html")[0]["lang"] == "en-GB"
    assert "<title>Demand against funding" in page
    for landmark in ("header", "nav", "main", "footer"):
        assert len(elements(page, landmark)) == 1, landmark
    assert elements(page, "a")[0]["href"] == "#paper"
    assert next(tag for tag, _ in Elements(page).found if re.fullmatch("h[1-6]", tag)) == "h1"


def test_charts_and_tables_of_the_page_have_words(page):
    assert [image["alt"] for image in elements(page, "img")] == list(pack_sample.ALTERNATIVES)
    assert page.count("<figcaption") == 2
    assert page.count("<caption") == len(elements(page, "table")) == 3
    heads = elements(page, "th")
    assert {head["scope"] for head in heads} == {"col", "row"}
    regions = [div for div in elements(page, "div") if div.get("role") == "region"]
    ids = {attributes.get("id") for _, attributes in Elements(page).found}
    assert len(regions) == 3
    assert all(region["tabindex"] == "0" and region["aria-labelledby"] in ids for region in regions)


def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(page):
    ids = [attributes["id"] for _, attributes in Elements(page).found if "id" in attributes]
    targets = [link["href"][1:] for link in elements(page, "a") if link["href"].startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(targets) <= set(ids)
    assert len([target for target in targets if target.startswith("mention-")]) == 3


def test_paragraphs_are_numbered_through_all_sections_but_those_without_numbers(page):
    numbers = re.findall(r'<span class="number">(\d+)\.</span>', page)
    assert numbers == [str(number) for number in range(1, 11)]
    assert "Figure 1:" in page
    assert "Table 3:" in page
    assert ">Table 1</a>" in page


def test_values_are_printed_as_they_are(page):
    assert "costs of $5 &lt; £6_7, `not code`, and no @link." in page


# Word


def unzipped(path):
    return {name: part.decode("utf-8") for name, part in read_archive(path).items() if name.endswith(("xml", "rels"))}


def test_word_knows_its_title_language_and_headings(word):
    assert word.core_properties.title == pack_sample.DRAFT.title
    assert word.core_properties.language == "en-GB"
    assert word.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "en-GB"
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings[:3] == ["Purpose", "Background", "Demand"]
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 2"] == ["Open cases"]


def test_every_word_picture_has_words_and_fills_the_text(word):
    pictures = [shape._inline.docPr for shape in word.inline_shapes]
    assert [picture.get("descr") for picture in pictures] == list(pack_sample.ALTERNATIVES)
    section = word.sections[0]
    text_width = section.page_width - section.left_margin - section.right_margin
    assert {shape.width for shape in word.inline_shapes} == {text_width}


def test_word_tables_have_a_heading_row_a_title_and_fit_the_page(word):
    assert len(word.tables) == 3
    for table in word.tables:
        assert table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    widths = [sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) for table in word.tables]
    assert widths[0] <= 9412
    assert widths[1] <= 14344
    assert widths[2] <= 14344


def test_word_has_contents_that_lead_to_its_headings(word, pack):
    entries = [one.text for one in word.paragraphs if one.hyperlinks and one.style.name == "Compact"]
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert entries[: len(headings)] == headings
    document = unzipped(pack / "pack.docx")["word/document.xml"]
    places = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', document))
    assert set(re.findall(r'w:anchor="([^"]+)"', document)) <= places


def test_word_pages_are_a4_and_wide_tables_and_parts_on_their_side_lie_so(word):
    sizes = [(section.page_width.mm, section.page_height.mm) for section in word.sections]
    upright, turned = (210, 297), (297, 210)
    assert [(round(width), round(height)) for width, height in sizes] == [upright, turned, upright, turned, upright]


def test_word_headers_carry_the_mark_and_footers_the_page(pack):
    parts = unzipped(pack / "pack.docx")
    for name in ("word/header-first.xml", "word/header-page.xml"):
        assert 'string="Draft, not approved"' in parts[name]
    assert " PAGE " in parts["word/footer-page.xml"]
    assert parts["word/document.xml"].count("<w:titlePg/>") == 1
    assert 'w:val="NumberedParagraph"' in parts["word/document.xml"]


# PDF


def test_the_pdf_is_tagged_and_says_what_it_is(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata.title == pack_sample.DRAFT.title
    metadata = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part(>|=\")1", metadata)


def test_the_tags_of_the_pdf_hold_headings_tables_and_figures(pdf):
    tags = structure(pdf)
    headings = [tag for tag, _ in tags if re.fullmatch(r"/H\d", tag)]
    assert headings[0] == "/H1"
    assert "/H2" in headings
    levels = [int(tag[2]) for tag in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert sum(tag == "/TH" for tag, _ in tags) == 6 + 10 + 3
    figures = [element["/Alt"] for tag, element in tags if tag == "/Figure"]
    assert figures == list(pack_sample.ALTERNATIVES)


def test_the_pdf_is_a4_with_its_own_fonts(pdf):
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(595, 842), (842, 595)}
    fonts = {font.get_object()["/BaseFont"] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert all("SourceSans3" in font for font in fonts)


def test_the_pdf_shows_the_mark_and_the_pages(pdf):
    for number, page in enumerate(pdf.pages, start=1):
        text = page.extract_text()
        assert "Draft, not approved" in text
        assert f"Page {number} of {len(pdf.pages)}" in text
