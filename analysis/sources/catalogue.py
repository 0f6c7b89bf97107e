"""Everything of `data/` that is not a number: what documents, words, boards, breaks and assumptions there are."""

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from analysis.errors import BadArgument
from analysis.reference import registers as kinds
from analysis.reference.delicate import Delicate
from analysis.reference.payment_terms import PaymentTerms
from analysis.reference.provenance import Source
from analysis.reference.return_forms import ReturnForm
from analysis.reference.schemas import EVENTS
from analysis.reference.systems import Era, Measure, Service
from analysis.sources.figures import papers_by
from analysis.sources.registers import load_register
from analysis.sources.returns.store import in_force, list_returns
from analysis.sources.tables import load_table

# The file of each register, the shape of its entries, and the key of the file that holds them.
REGISTERS = {
    "documents": ("sources.yml", Source, ""),
    "eras": ("eras.yml", Era, "eras"),
    "measures": ("measures.yml", Measure, "measures"),
    "breaks": ("breaks.yml", kinds.Break, ""),
    "assumptions": ("assumptions.yml", kinds.Assumption, ""),
    "growth_evidence": ("growth_evidence.yml", kinds.GrowthClaim, ""),
    "boards": ("boards.yml", kinds.Board, ""),
    "contacts": ("contacts.yml", kinds.Contact, ""),
    "conflicts": ("conflicts.yml", kinds.Conflict, ""),
    "priorities": ("priorities.yml", kinds.Priority, ""),
    "risks": ("risks.yml", kinds.Risk, ""),
    "options": ("options.yml", kinds.Option, ""),
    "equality": ("equality.yml", kinds.Characteristic, ""),
    "delicate": ("delicate.yml", Delicate, ""),
    "yearly_return": ("yearly_return.yml", kinds.ReturnItem, ""),
    "corrections": ("corrections.yml", kinds.Correction, ""),
    "payment_rules": ("payment_rules.yml", PaymentTerms, ""),
    "return_forms": ("return_forms.yml", ReturnForm, "forms"),
}
# What a paper says counts only once the paper is out; words, rods and boards hold at any date.
EVIDENCE = ("risks", "options", "priorities", "growth_evidence", "payment_rules")


@dataclass(frozen=True)
class Catalogue:
    """The registers of the data folder; each field holds the entries of one file in its order.

    Entries that are evidence (documents, risks, options, priorities, growth, conflicts, events) are those published by
    the date that the catalogue was loaded for.
    """

    documents: tuple[Source, ...]
    eras: tuple[Era, ...]
    measures: tuple[Measure, ...]
    breaks: tuple[kinds.Break, ...]
    assumptions: tuple[kinds.Assumption, ...]
    growth_evidence: tuple[kinds.GrowthClaim, ...]
    boards: tuple[kinds.Board, ...]
    contacts: tuple[kinds.Contact, ...]
    conflicts: tuple[kinds.Conflict, ...]
    priorities: tuple[kinds.Priority, ...]
    risks: tuple[kinds.Risk, ...]
    options: tuple[kinds.Option, ...]
    equality: tuple[kinds.Characteristic, ...]
    delicate: tuple[Delicate, ...]
    yearly_return: tuple[kinds.ReturnItem, ...]
    corrections: tuple[kinds.Correction, ...]
    payment_rules: tuple[PaymentTerms, ...]
    return_forms: tuple[ReturnForm, ...]
    events: pd.DataFrame

    @property
    def services(self) -> tuple[Service, ...]:
        """The services of all eras, in order of the eras."""
        return tuple(service for era in self.eras for service in era.services)


def load_catalogue(folder: Path, as_of: date | None = None) -> Catalogue:
    """The registers of the data folder as known by a date; None knows everything.

    Raises BadData for faults of the files, BadArgument where no paper had been published by the date.
    """
    entries = {name: load_register(folder, *file) for name, file in REGISTERS.items()}
    papers_by(entries["documents"], as_of)
    returns = tuple(one.source for one in in_force(list_returns(folder), as_of))
    entries["documents"] = tuple(one for one in entries["documents"] if one.published_by(as_of)) + returns
    known = {one.id for one in entries["documents"]}
    for name in EVIDENCE:
        entries[name] = tuple(entry for entry in entries[name] if entry.source in known)
    entries["conflicts"] = tuple(conflict for conflict in entries["conflicts"] if _is_visible(conflict, known))
    events = load_table(folder, EVENTS)
    return Catalogue(**entries, events=events[events["source"].isin(known)].reset_index(drop=True))


def load_boards(folder: Path) -> tuple[kinds.Board, ...]:
    """The boards of the data folder, without the rest of the registers; raises BadData for faults of that file."""
    return load_register(folder, *REGISTERS["boards"])


def find_board(boards: tuple[kinds.Board, ...], board: str) -> kinds.Board:
    """The board with this id; raises BadArgument with the nearest ids where there is none."""
    known = {one.id: one for one in boards}
    if board not in known:
        nearest = get_close_matches(board, known, 1, 0.5) or list(known)
        raise BadArgument(f"{board}: not a board; expected {' or '.join(nearest)}.")
    return known[board]


def find_meeting(board: kinds.Board, today: date) -> kinds.Meeting:
    """The board's next meeting from a date on, else its last."""
    meetings = sorted(board.meetings, key=lambda meeting: meeting.date)
    if not meetings:
        raise BadArgument(f"{board.id}: the board has no meeting; expected one in boards.yml or a date.")
    return next((meeting for meeting in meetings if meeting.date >= today), meetings[-1])


def _is_visible(conflict: kinds.Conflict, known: set[str]) -> bool:
    # With one of its papers unknown there is nothing to disagree with yet.
    return all(statement.source in known for statement in conflict.statements)
