"""A file read as a return: its answers, and everything that is wrong with it."""

import secrets
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.errors import CannotWrite, Fault
from analysis.sources.catalogue import Catalogue
from analysis.sources.returns.answers import Answers, completed_on
from analysis.sources.returns.checks import check_answers
from analysis.sources.returns.csv_file import read_csv_return
from analysis.sources.returns.figures import list_figures, to_csv, to_frame
from analysis.sources.returns.forms import Form, make_form
from analysis.sources.returns.quarters import Quarter
from analysis.sources.returns.safety import read_safely
from analysis.sources.returns.store import Stored, hash_of
from analysis.sources.returns.workbook import read_workbook

REPORT = ".report.txt"


@dataclass(frozen=True)
class Reading:
    """A file that was read as a return.

    record: what the store keeps of it; figures: rows of a figures file, empty where there are faults.
    """

    form: Form
    record: Stored
    figures: tuple[dict[str, str], ...]
    faults: tuple[Fault, ...]

    @property
    def text(self) -> str:
        """The figures as the store keeps them."""
        return to_csv(list(self.figures))

    @property
    def frame(self) -> pd.DataFrame:
        """The figures as the rules of the model read them."""
        return to_frame(list(self.figures), self.record.id)


def read_return(
    path: Path,
    catalogue: Catalogue,
    figures: pd.DataFrame,
    received: date,
    *,
    service: str | None = None,
    quarter: Quarter | None = None,
) -> Reading:
    """A return with all its faults.

    catalogue, figures: everything that is known; received: the day on which it came; service, quarter: what it is
    expected to be, None where that is not known.
    Raises RefusedReturn where the file is dangerous or damaged, or is no return of a service and quarter at all.
    """
    original, content = read_safely(path)
    form_of = partial(make_form, catalogue=catalogue, figures=figures)
    read = read_csv_return if path.suffix.lower() == ".csv" else read_workbook
    answers = read(path, content, form_of)
    faults = (*_wrong_return(path, answers.form, service, quarter), *check_answers(answers, received))
    rows = () if faults else tuple(list_figures(answers))
    return Reading(answers.form, _record(answers, hash_of(original), rows, received), rows, faults)


def write_report(path: Path, sentences: list[str]) -> Path | None:
    """The path of `.report.txt` beside a refused file; None where nothing can be written there."""
    report = path.with_name(path.name + REPORT)
    try:
        report.write_text("\n".join([f"{path.name} was not loaded.", "", *sentences, ""]), encoding="utf-8")
    except OSError:
        return None
    return report


def remove_report(path: Path) -> None:
    """Remove the report of an earlier refusal: the file is loaded now."""
    try:
        path.with_name(path.name + REPORT).unlink(missing_ok=True)
    except OSError as fault:
        raise CannotWrite(f"{path.name}{REPORT}: cannot be removed ({fault.strerror}).") from None


def _wrong_return(path: Path, form: Form, service: str | None, quarter: Quarter | None) -> list[Fault]:
    wrong = []
    if service and service != form.service.id:
        wrong.append(Fault(path.name, None, None, f"a return of {form.service.id}", f"expected one of {service}"))
    if quarter and quarter != form.quarter:
        wrong.append(Fault(path.name, None, None, f"a return of {form.quarter.label}", f"expected {quarter.label}"))
    return wrong


def _record(answers: Answers, sha256: str, rows: tuple[dict[str, str], ...], received: date) -> Stored:
    form, completed = answers.form, completed_on(answers)
    return Stored(
        service=form.service.id,
        quarter=form.quarter.id,
        vintage=1,
        received=received.isoformat(),
        title=f"Quarterly return, {form.service.label}, {form.quarter.label}",
        body=form.service.provider or f"provider of {form.service.label}",
        sha256=sha256,
        salt=secrets.token_hex(16),
        figures_sha256=hash_of(to_csv(list(rows)).encode()),
        completed=completed.isoformat() if completed else "",
    )
