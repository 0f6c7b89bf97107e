"""What is wrong with an extract, in sentences that never repeat what stands in it."""

from analysis.errors import DsvaError, Fault

NOT_SHOWN = "(not shown)"


class RefusedExtract(DsvaError):
    """An extract that is not counted; `faults` holds all that is wrong with it, without any value of a case."""

    def __init__(self, faults: list[Fault]):
        self.faults = list(faults)
        more = f" (and {len(self.faults) - 1} more; `dsva records check` lists all)" if len(self.faults) > 1 else ""
        super().__init__(self.faults[0].sentence() + more)


class EngineMissing(DsvaError):
    """An engine that was asked for cannot be used here."""


def refuse(name: str, said: str, expected: str, *, row: int | None = None, column: str | None = None) -> RefusedExtract:
    """The refusal of an extract for one fault."""
    return RefusedExtract([Fault(name, row, column, said, expected)])
