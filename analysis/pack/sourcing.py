"""From a statement to the paper and paragraph that it was printed in: the marks that become numbered sources."""

from analysis.pack.exhibits.findings import marks_of
from analysis.pack.markdown import escape
from analysis.pack.parts import Markdown, Reference, cite
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.reference.provenance import Source
from analysis.wording.numbers import join, long_date


def with_sources(statement: Statement, results: Results) -> Markdown:
    """The text of a statement with the marks of its findings, and a mark for each paper that its figures stand in."""
    rows = results.figures[results.figures["id"].isin(statement.figures)]
    found = marks_of(statement.figures, results)
    warned = f" ({'finding' if len(found) == 1 else 'findings'} {join(list(found))})" if found else ""
    marks = [cite(source, _places(list(part["locator"]))) for source, part in rows.groupby("source", sort=False)]
    # A measuring rod may be later than the meeting: then it is named in the text and is no source known by the date.
    known = {document.id for document in results.catalogue.documents}
    marks += [cite(source, locator) for source, locator in statement.places if source in known]
    return Markdown(f"{escape(statement.text + warned)}{''.join(marks)}")


def list_references(documents: tuple[Source, ...]) -> tuple[Reference, ...]:
    """Every document known by the date, as the list of sources names it."""
    return tuple(Reference(one.id, _citation(one), one.url) for one in documents)


def _citation(document: Source) -> str:
    when = long_date(document.published) if hasattr(document.published, "day") else document.published or "undated"
    return f"{document.body}, {document.title}, {when}"


def _places(locators: list[str]) -> str:
    """Locators with what they share said once: «Appendix A, table 1, Q1, Q2»."""
    heads: dict[str, list[str]] = {}
    for locator in dict.fromkeys(locators):
        head, _, tail = locator.rpartition(", ")
        heads.setdefault(head or tail, []).extend([tail] if head else [])
    return "; ".join(", ".join([head, *tails]) for head, tails in heads.items())
