"""The form of a case-level extract: the shapes of the entries of `case_format.yml`."""

from dataclasses import dataclass

# What a group of people is called of whom the column says nothing.
NOT_KNOWN = "not known"


@dataclass(frozen=True)
class CaseCode:
    """Each entry is one code that may stand in a column; `group` is what figures call the people who have it."""

    id: str
    group: str = ""


@dataclass(frozen=True)
class CaseColumn:
    """Each entry is a column of an extract.

    kind: `pseudonym`, `service`, `code`, `day`, `moment` or `mark`; needed: it must be there; filled: and in every row;
    is_group: whether counts can be had by it.
    """

    id: str
    kind: str
    label: str
    needed: bool = False
    filled: bool = False
    is_group: bool = False
    codes: tuple[CaseCode, ...] = ()


@dataclass(frozen=True)
class HowCounted:
    """Each entry is a measure that records give, and by which of their days it is counted."""

    id: str
    how: str


@dataclass(frozen=True)
class KeptFor:
    """Each entry is how many days something may be kept, and why as long."""

    id: str
    days: int
    why: str


@dataclass(frozen=True)
class CaseFormat:
    """The whole of `case_format.yml`."""

    columns: tuple[CaseColumn, ...]
    counted: tuple[HowCounted, ...]
    kept: tuple[KeptFor, ...]

    def column(self, name: str) -> CaseColumn:
        """The column of this name."""
        return next(one for one in self.columns if one.id == name)

    def days_kept(self, what: str) -> int:
        """How many days something may be kept."""
        return next(one.days for one in self.kept if one.id == what)

    def group_of(self, column: str, code: str) -> str:
        """What figures call the people with this code; with no code, those of whom it is not known."""
        named = {one.id: one.group for one in self.column(column).codes}
        return named.get(code) or f"{column.replace('_', ' ')} {NOT_KNOWN}"
