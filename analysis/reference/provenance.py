"""Where a number comes from, and from when it may be used."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """A published document.

    kind: `council paper`, `official statistics`, `notice`, ...; body: who received or published it;
    published: a day, a year alone, or None where the document is undated;
    meeting: date of the meeting that a council paper was written for, else None;
    licence: as stated, or `not stated`; `note` holds what a reader must know; fingerprint: of a return (kind `return`),
    what tells its file from any other without telling what is in it.
    """

    id: str
    title: str
    body: str
    kind: str
    licence: str
    published: date | int | None
    meeting: date | None = None
    url: str = ""
    copy: str = ""
    note: str = ""
    fingerprint: str = ""

    @property
    def counts_from(self) -> date | None:
        """The day from which its figures count as known: a year alone is 31 December, undated is never."""
        if isinstance(self.published, int):
            return date(self.published, 12, 31)
        return self.published

    def published_by(self, as_of: date | None) -> bool:
        """Whether it had been published by a date; without a date everything counts, undated too."""
        if as_of is None:
            return True
        return self.counts_from is not None and self.counts_from <= as_of
