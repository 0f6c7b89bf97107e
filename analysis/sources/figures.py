"""The figures, one file for each paper and for each return of a provider, as one table."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.errors import BadArgument, BadData, Fault
from analysis.reference.columns import DATE_TYPE
from analysis.reference.provenance import Source
from analysis.reference.schemas import CLAIMS, FIGURES
from analysis.sources.evidence import load_evidence
from analysis.sources.registers import load_register
from analysis.sources.returns.joining import changed_files, second_to_papers, with_names
from analysis.sources.returns.store import FIGURES_FILE, PREFIX, Stored, in_force, list_returns, place_of
from analysis.sources.tables import read_table

FOLDER = "figures"


@dataclass(frozen=True)
class Returned:
    """Every return that ever came, whatever the day of a run: what decides what the public may see of any.

    figures: those of all papers and of every vintage that is not forgotten; order: the ids of the returns in the order
    in which they were loaded; withheld: ids of figures that were withheld beside returns that are forgotten.
    """

    figures: pd.DataFrame = field(default_factory=pd.DataFrame)
    order: tuple[str, ...] = ()
    withheld: frozenset[str] = frozenset()


def load_figures(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """All figures that papers had printed by a date: each row is one printing of one number. Nothing of returns.

    Otherwise as `load_unprotected_figures`.
    """
    return _load(folder, papers_by(load_register(folder, "sources.yml", Source), as_of), [])


def load_unprotected_figures(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """All figures known by a date, also those of returns, as they came: not for the public.

    Each row is one printing of one number, or one answer of a return.
    folder: the data folder; as_of: None takes every paper and the newest return of each service and quarter.
    Returns the columns of `data/figures/` with `source` after `id` and `published` at the end; days are
    datetime64, numbers float, an empty text is "". The order is that of publication, then of the file.
    Raises BadData for faults of the files, BadArgument where nothing had been published by the date.
    """
    papers = papers_by(load_register(folder, "sources.yml", Source), as_of)
    return _load(folder, papers, in_force(list_returns(folder), as_of))


def load_unprotected_returns(folder: Path) -> Returned:
    """Every return of the store with the papers; raises BadData for faults of the files."""
    stored = sorted(list_returns(folder), key=lambda one: (one.order, one.received, one.id))
    kept = [one for one in stored if not one.forgotten]
    if not kept:
        return Returned()
    papers = papers_by(load_register(folder, "sources.yml", Source), None)
    withheld = frozenset(figure for one in stored for figure in one.withheld)
    return Returned(_load(folder, papers, kept), tuple(one.id for one in kept), withheld)


def _load(folder: Path, papers: list[Source], returns: list[Stored]) -> pd.DataFrame:
    documents = [paper for paper in papers if (folder / figures_file(paper.id)).exists()]
    documents = sorted([*documents, *(one.source for one in returns)], key=lambda one: one.counts_from or date.max)
    read = [(document, *read_figures(folder, document.id)) for document in documents]
    faults = [*changed_files(folder, returns), *(fault for _, _, wrong in read for fault in wrong)]
    if faults:
        raise BadData(faults)
    if not read:
        expected = "expected a file for each council paper of sources.yml"
        raise BadData([Fault(FOLDER, None, None, "no figures", expected)])
    figures = pd.concat([_with_source(frame, document) for document, frame, _ in read], ignore_index=True)
    return second_to_papers(figures) if returns else figures


def load_claims(folder: Path, as_of: date | None = None) -> pd.DataFrame:
    """What the papers published by a date say of their figures in words. Adds `published`."""
    return load_evidence(folder, CLAIMS, as_of)


def figures_file(source: str) -> str:
    """The file of a document's figures, below the data folder."""
    if source.startswith(PREFIX):
        return f"{place_of(source)}/{FIGURES_FILE}"
    return f"{FOLDER}/{source}.csv"


def read_figures(folder: Path, source: str) -> tuple[pd.DataFrame, list[Fault]]:
    """The figures of one paper or return by line of the file, and all faults of the file."""
    frame, faults = read_table(folder, FIGURES, figures_file(source))
    return (with_names(frame, source) if source.startswith(PREFIX) else frame), faults


def papers_by(documents: tuple[Source, ...], as_of: date | None) -> list[Source]:
    """The papers of the boards (those with a meeting) published by a date, in order of publication.

    Raises BadArgument where there is none.
    """
    papers = sorted(
        (one for one in documents if one.meeting), key=lambda paper: (paper.counts_from or date.max, paper.id)
    )
    known = [paper for paper in papers if paper.published_by(as_of)]
    if papers and not known:
        first = papers[0]
        raise BadArgument(
            f"as-of: no paper had been published by {as_of}; expected {first.counts_from} or later, "
            f"when {first.id} was published."
        )
    return known


def _with_source(frame: pd.DataFrame, document: Source) -> pd.DataFrame:
    published = pd.Series(pd.Timestamp(document.counts_from), index=frame.index, dtype=DATE_TYPE)
    widened = frame.assign(published=published)
    widened.insert(1, "source", pd.Series(document.id, index=frame.index, dtype="str"))
    return widened
