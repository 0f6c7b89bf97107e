"""A board's template: what an analyst writes becomes Markdown, and a slip is one sentence."""

import subprocess
from dataclasses import replace

import pack_sample
import pytest
from pypandoc import get_pandoc_path

from analysis.errors import BadArgument, BadData
from analysis.pack.markdown import escape
from analysis.pack.parts import Content, Picture, Reference, cite
from analysis.pack.template import compose


def composed(tmp_path, text, content=None):
    template = tmp_path / "templates" / "board.md"
    template.parent.mkdir(exist_ok=True)
    template.write_text(text, "utf-8")
    return compose(template, content or pack_sample.content())


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{{ figures.frist }}", "row 3, frist: not in the pack; expected a name that the pack has, such as first."),
        ("{{ nothing }}", "templates/board.md, row 3, nothing: not in the pack"),
        ("{{ chart('demnad') }}", "row 3, demnad: not in the pack; expected a name that the pack has, such as demand."),
        ("{{ table('quarter') }}", "quarter: not in the pack; expected a name that the pack has, such as quarters."),
        ("{{ source('paper-2032') }}", "row 3, paper-2032: not in the pack"),
        ("{{ commentary('advice') }}", "row 3, advice: not in the pack"),
        ("{% for %}", "templates/board.md, row 3"),
        ("{% include 'parts/none.md' %}", "parts/none.md: no such template"),
    ],
)  # fmt: skip
def test_a_slip_in_a_template_is_one_sentence_with_its_line(tmp_path, line, sentence):
    with pytest.raises(BadData) as caught:
        composed(tmp_path, f"## Purpose\n\n{line}\n")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_slip_in_an_included_part_names_the_part(tmp_path):
    (tmp_path / "templates/parts").mkdir(parents=True)
    (tmp_path / "templates/parts/demand.md").write_text("one\n{{ missing_name }}\n", "utf-8")
    with pytest.raises(BadData, match=r"templates/parts/demand\.md, row 2, missing_name"):
        composed(tmp_path, "{% include 'parts/demand.md' %}")


def test_a_table_is_cut_only_where_a_sheet_of_the_workbook_holds_it_whole(tmp_path):
    content = pack_sample.content()
    kept, whole = content.tables[0], "{{ table('quarters', 1) }}"
    assert composed(tmp_path, whole, content) == composed(tmp_path, "{{ table('quarters') }}", content)
    known = replace(content, tables=(replace(kept, sheet="Quarters of a year"),))
    cut = composed(tmp_path, whole, known)
    assert cut.count("\n|") == 2 + 1
    assert f"The first 1 of {len(kept.rows)} rows. All of them: sheet «Quarters of a year» of the workbook." in cut


def test_values_are_text_and_never_markup(tmp_path):
    content = Content(values={"value": "*5* [x](y) `z` <b> $a$ ^b^ a|b"})
    assert composed(tmp_path, "{{ value }}", content) == r"\*5\* \[x\](y) \`z\` \<b\> \$a\$ \^b\^ a\|b" + "\n"


@pytest.mark.parametrize(
    "text", ["-31% to +120%", "12. of them", "# no heading", "1) nor a list", "+ nor this", ": nor"]
)
def test_a_value_that_begins_a_paragraph_stays_text(tmp_path, text):
    done = subprocess.run([get_pandoc_path(), "--to", "plain"], input=escape(text), text=True, capture_output=True)
    assert done.stdout.strip() == text


def test_what_people_wrote_is_markdown_and_what_they_did_not_is_said(tmp_path):
    content = Content(commentary={"recommendations": "The Board is **asked** to note.", "legal": " "})
    text = composed(tmp_path, "{{ commentary('recommendations') }}\n\n{{ commentary('legal') }}", content)
    assert text == "The Board is **asked** to note.\n\n*To be completed by the report author.*\n"


def test_a_heading_after_an_included_part_stays_a_heading(tmp_path):
    (tmp_path / "templates/parts").mkdir(parents=True)
    for name in ("one", "two"):
        (tmp_path / f"templates/parts/{name}.md").write_text(f"## Part {name}\n\nWords.\n", "utf-8")
    text = composed(tmp_path, "{% include 'parts/one.md' %}\n\n{% include 'parts/two.md' %}\n")
    assert text == "## Part one\n\nWords.\n\n## Part two\n\nWords.\n"


def test_one_place_in_one_source_has_one_number(tmp_path):
    content = Content(
        values={"statement": f"Said before{cite('b', 'paragraph 2')}."},
        references=(Reference("a", "Paper A"), Reference("b", "Paper B", "https://example.org")),
    )
    text = composed(
        tmp_path, "{{ statement }} One{{ source('a', 'p 1') }} two{{ source('b', 'paragraph 2') }}.", content
    )
    assert [text.count(f"(#source-{number})") for number in (1, 2, 3)] == [2, 1, 0]
    assert "1. [[Paper B](https://example.org), paragraph 2.]{#source-1}" in text
    assert "2. [Paper A, p 1.]{#source-2}" in text
    assert text.count("#mention-1-1") == 2  # the mark and the way back to it
    assert text.count("#mention-1-2") == 2


def test_a_mark_of_an_unknown_source_is_said(tmp_path):
    content = Content(values={"statement": f"Said{cite('c')}."}, references=(Reference("a", "Paper A"),))
    with pytest.raises(BadArgument, match="source c: not among the sources"):
        composed(tmp_path, "{{ statement }}", content)


def test_the_sources_stand_where_the_template_wants_them(tmp_path):
    text = composed(tmp_path, "A{{ source('paper-2018') }}.\n\n{{ sources() }}\n\n## Appendix\n")
    assert text.index("## Sources") < text.index("## Appendix")


def test_a_picture_needs_words_and_a_table_its_columns():
    with pytest.raises(BadArgument, match="no alternative text"):
        Picture("demand", "Demand", " ", b"", b"")
    with pytest.raises(BadArgument, match="table quarters: no column q1"):
        replace(pack_sample.quarters(), rows=pack_sample.quarters().rows.drop(columns="q1"))
