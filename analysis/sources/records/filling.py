"""Counts written as a filled return: a file for its owner alone, since the counts are exact."""

import csv
import io
import os
from pathlib import Path

from analysis.errors import BadArgument, CannotWrite
from analysis.sources.returns.forms import Form, FormRow
from analysis.sources.returns.layout import CSV_COLUMNS, UNITS

NOTE = "Counted from case records"
OWNER_ONLY = 0o600


def write_return(form: Form, answers: list[tuple[FormRow, float | None, str]], path: Path) -> None:
    """Writes the CSV that `dsva returns load` takes; raises BadArgument for another ending or a file that is there."""
    if path.suffix.lower() != ".csv":
        raise BadArgument(f"{path}: not a name for a return; expected one that ends in .csv.")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row, value, reason in answers:
        told = ("", reason, "") if value is None else (f"{value:.10g}", "", NOTE)
        writer.writerow([form.service.id, form.quarter.label, row.measure, row.group, UNITS[row.unit], *told])
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY), "wb") as file:
            file.write(text.getvalue().encode())
    except FileExistsError:
        raise BadArgument(f"{path}: is there already; expected --out with another name.") from None
    except OSError as fault:
        raise CannotWrite(f"{path}: cannot be written ({fault.strerror}); expected a folder that is there.") from None
