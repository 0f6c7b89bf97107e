"""The empty form of a return written to a file, for a provider to fill."""

from pathlib import Path

import pandas as pd

from analysis.errors import BadArgument, CannotWrite
from analysis.sources.returns.csv_file import write_csv_form
from analysis.sources.returns.forms import Form
from analysis.sources.returns.template import make_template


def write_form(form: Form, figures: pd.DataFrame, path: Path) -> Path:
    """The path of the new file: a workbook, or CSV where the name ends so.

    figures: what is known, for the last values. Raises BadArgument for another ending or a file that is there already:
    it may be filled. Raises CannotWrite where the folder cannot be written.
    """
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise BadArgument(f"{path}: not a name for a form; expected one that ends in .xlsx or .csv.")
    content = write_csv_form(form).encode() if path.suffix.lower() == ".csv" else make_template(form, figures)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise BadArgument(f"{path}: is there already, and may be filled; expected --out with another name.") from None
    except OSError as fault:
        raise CannotWrite(f"{path}: cannot be written ({fault.strerror}); expected a folder that is there.") from None
    return path
