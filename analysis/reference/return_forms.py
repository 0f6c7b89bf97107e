"""What providers are asked for each quarter: the shape of an entry of `return_forms.yml`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AskedRow:
    """Each entry is a measure that is asked for beside those that papers print; `why` says what it is for.

    base_of: the percentage of which this count is the denominator.
    """

    measure: str
    why: str
    group: str = "all"
    base_of: str = ""


@dataclass(frozen=True)
class ReturnForm:
    """Each entry is a service and what its return holds beside the measures that papers print of it.

    like: the service whose form is used as well; awaited_from: first day from which returns are awaited, None where
    none is; days: how many after the end of a quarter its return may take.
    """

    id: str
    like: str = ""
    awaited_from: date | None = None
    days: int = 0
    rows: tuple[AskedRow, ...] = ()
