"""What is shown to a user as a sentence, with an exit code: what is wrong, where, and what was expected."""

from dataclasses import dataclass


class DsvaError(Exception):
    """A fault that its reader can act on; the text is one whole sentence, shown without a traceback."""

    exit_code = 1


class BadArgument(DsvaError):
    """An argument, option or parameter names something that does not exist or has the wrong type."""


class MissingDeflator(DsvaError):
    """A price year or a year of money lies outside the deflator release."""


class RunFailed(DsvaError):
    """A notebook, a document or a pack could not be made; nothing was published."""


class CannotWrite(DsvaError):
    """A folder or file that has to be written cannot be."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in a data file.

    file: path below the data folder; row: line of the file as an editor counts it, or None;
    column: column or key, or None; value: what stands there; expected: what should.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    expected: str

    def sentence(self) -> str:
        """The fault as one sentence: file, row, column, value, what was expected."""
        where = ", ".join(part for part in (self.file, f"row {self.row}" if self.row else None, self.column) if part)
        return f"{where}: {self.value}; {self.expected}."


class BadData(DsvaError):
    """One or more faults in `data/`; `faults` holds them all."""

    def __init__(self, faults: list[Fault]):
        self.faults = list(faults)
        more = f" (and {len(self.faults) - 1} more; `dsva check` lists all)" if len(self.faults) > 1 else ""
        super().__init__(self.faults[0].sentence() + more)


class BadScenario(DsvaError):
    """A scenario that cannot be used; `faults` holds all that is wrong in it, each with its line."""

    def __init__(self, faults: list[Fault]):
        self.faults = list(faults)
        first = self.faults[0]
        parts = (first.file, f"line {first.row}" if first.row else None, first.column)
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        where = ", ".join(part for part in parts if part)
        super().__init__(f"{where}: {first.value}; {first.expected}{more}.")
