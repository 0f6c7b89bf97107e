"""The answers of a return as figures: the same columns as those read from papers."""

import csv
import io
import re
import unicodedata

import pandas as pd

from analysis.reference.schemas import FIGURES
from analysis.sources.returns.answers import Answer, Answers
from analysis.sources.returns.checks import number_of
from analysis.sources.returns.forms import Form, Key

COLUMNS = tuple(FIGURES.columns)


def list_figures(answers: Answers) -> list[dict[str, str]]:
    """The cells of a figures file, a row for each question; an answer without a value keeps its reason.

    The ids are those within the return; the store puts the name of the return before them.
    """
    asked = {answer.row.key for answer in answers.answers}
    return [_figure(answer, answers.form, asked) for answer in answers.answers]


def to_csv(rows: list[dict[str, str]]) -> str:
    """The rows as the text of a figures file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def to_frame(rows: list[dict[str, str]], source: str) -> pd.DataFrame:
    """The rows as the forensic rules read them: numbers and days typed, `source` added."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = {name: pd.to_numeric(frame[name]) for name in ("value", "value_low", "value_high", "exposure_months")}
    days = {name: pd.to_datetime(frame[name]).astype("datetime64[ns]") for name in ("period_start", "period_end")}
    return frame.assign(**numbers, **days, source=source)


def _figure(answer: Answer, form: Form, asked: set[Key]) -> dict[str, str]:
    row, first, last = answer.row, form.start, form.end
    is_stock = row.flow == "stock"
    cells = dict.fromkeys(COLUMNS, "") | {
        "id": slug(row.key), "locator": _locator(answer), "era": form.era.id, "service": form.service.id,
        "measure": row.measure, "group": row.group, "area": form.service.area,
        "period_start": str(last if is_stock else first), "period_end": str(last),
        "period_printed": form.quarter.label, "exposure_months": "" if is_stock else _number(form.exposure_months),
        "flow": row.flow if row.flow != "none" else "", "unit": row.unit, "precision": "exact",
        "note": _one_line(answer.note.value),
    }  # fmt: skip
    if answer.value.kind == "empty":
        reason = _one_line(answer.reason.value)
        return cells | {"value_printed": "not given", "reason_missing": f"value: {reason}"}
    shown = _number(number_of(answer))
    related = {"part_of": row.total, "subset_of": row.subset_of}
    related |= {"percent_of": row.percent_of, "percent_base": row.percent_base} if row.unit == "percent" else {}
    relations = {name: slug(key) for name, key in related.items() if key in asked}
    return cells | relations | {"value": shown, "value_printed": f"{shown}%" if row.unit == "percent" else shown}


def slug(key: Key) -> str:
    """A question as an id: «referrals-accepted», with its group where that is not everybody."""
    measure, group = key
    text = measure if group == "all" else f"{measure} {group}"
    plain = unicodedata.normalize("NFKD", text.replace("+", " plus ").replace("&", " and ")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")


def _locator(answer: Answer) -> str:
    place = answer.value.place
    return f"sheet {place.sheet}, cell {place.cell}" if place.sheet else f"row {place.row}"


def _number(value: float) -> str:
    # Plain digits, as the tables of data/ are read: no exponent.
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _one_line(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
