"""What a file says, before anything of it is believed: the answer to each question of a form, and where it stands."""

from dataclasses import dataclass
from datetime import date

from analysis.errors import Fault
from analysis.sources.returns.faults import Place
from analysis.sources.returns.forms import Form, FormRow


@dataclass(frozen=True)
class Cell:
    """What stands in one place: `kind` is `empty`, `number`, `percent` (shown as such), `text`, `date`, `formula`,
    `error` or `other`."""

    place: Place
    kind: str
    value: object = None


@dataclass(frozen=True)
class Answer:
    """The answer to one question of a form."""

    row: FormRow
    value: Cell
    reason: Cell
    note: Cell


@dataclass(frozen=True)
class Answers:
    """All that a file says: the form that it fills, its answers, and what is wrong with it as a form.

    completed: the cell with the day on which it was filled in, None where the file has no such place.
    """

    form: Form
    answers: tuple[Answer, ...]
    completed: Cell | None
    faults: tuple[Fault, ...]


def completed_on(answers: Answers) -> date | None:
    """The day on which the return was filled in; None where it does not say."""
    cell = answers.completed
    return cell.value if cell and cell.kind == "date" else None
