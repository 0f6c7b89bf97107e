"""What is wrong with the answers of a return: every fault, by its place."""

import re
from collections.abc import Iterator
from datetime import date
from math import isfinite

from analysis.errors import Fault
from analysis.sources.returns.answers import Answer, Answers, Cell
from analysis.sources.returns.forms import Key

# More people, events or hours than any service here could mean: a slip of the keyboard.
LARGEST = 1_000_000
LONGEST_TEXT = 400
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where a reader that takes a text apart would begin a new cell: there too no formula may stand.
NEW_CELL = re.compile(r"[\r\n\t;|,]\s*[=@＝＠]")
QUOTES = " \u00a0'\"’‘“”`"
MARKUP = re.compile(r"<\s*[A-Za-z/!?]|&#|&\w+;|\]\(|\{\{|\{%|javascript:|⟦|⟧", re.IGNORECASE)
LINK = re.compile(r"https?:|ftp:|file:|\bwww\.|\\\\", re.IGNORECASE)
UNSEEN = re.compile(r"_x[0-9A-F]{4}_")  # how workbooks write a sign that cannot be seen
# What tells of a person, or how to reach one: none of it has a place in a return.
IDENTIFIERS = {
    "an e-mail address": re.compile(r"\S@\S+\.\S"),
    "a telephone or NHS number": re.compile(r"(?:\d[\s().-]*){10,}"),
    "a national insurance number": re.compile(r"\b[A-Z]{2}(?:\s?\d\d){3}\s?[A-D]\b", re.IGNORECASE),
    "a date of birth": re.compile(r"\b(?:born|d\.?o\.?b|date of birth|birthday)\b.{0,20}\d", re.IGNORECASE),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE),
}
KINDS = {
    "date": "a date stands here; expected a number",
    "formula": "a formula stands here; expected its result, typed in",
    "error": "an error of Excel stands here; expected a number",
    "other": "neither a number nor text; expected a number",
}
NUMERIC = re.compile(r"\s*[-+]?[£]?[\d][\d\s,.]*%?\s*")
NOUGHT = re.compile(r"\s*(nil|none|zero|no|0|nought)\s*", re.IGNORECASE)


def check_answers(answers: Answers, received: date) -> list[Fault]:
    """Every fault of the answers, after those of the form itself.

    received: the day on which the return came.
    """
    faults = [*answers.faults, *_when_faults(answers, received)]
    values: dict[Key, float] = {}
    for answer in answers.answers:
        wrong = [*_value_faults(answer), *_missing_faults(answer)]
        wrong += [*_text_faults(answer.reason), *_text_faults(answer.note)]
        if not wrong and answer.value.value is not None:
            values[answer.row.key] = number_of(answer)
        faults += wrong
    if answers.answers and all(answer.value.kind == "empty" for answer in answers.answers):
        expected = "expected at least one value; a return that says nothing is none"
        faults.append(answers.answers[0].value.place.fault("", expected))
    return [*faults, *_relation_faults(answers, values)]


def number_of(answer: Answer) -> float:
    """The value of an answer in the unit of its row: a cell shown as a percentage holds a fraction."""
    value = float(answer.value.value) + 0.0  # a nought has no sign
    return round(value * 100, 10) if answer.value.kind == "percent" else value


def _when_faults(answers: Answers, received: date) -> Iterator[Fault]:
    quarter, cell = answers.form.quarter, answers.completed
    place = answers.answers[0].value.place if answers.answers else None
    if place and quarter.end >= received:
        yield Fault(
            place.file, None, None, f"{quarter.label} ends on {quarter.end} and the return came on {received}",
            "expected a quarter that had ended",
        )  # fmt: skip
    if cell is None or cell.kind == "empty":
        return
    if cell.kind in ("number", "percent"):
        yield cell.place.fault(cell.value, "a date as a serial number; expected a date, such as 14 July 2023")
    elif cell.kind != "date":
        yield cell.place.fault(cell.value, f"{cell.kind} stands here; expected a date, such as 14 July 2023")
    elif not isinstance(cell.value, date) or not quarter.end <= _day(cell.value) <= received:
        yield cell.place.fault(cell.value, f"expected a day from {quarter.end} to {received}, when the return came")


def _day(value: date) -> date:
    return value.date() if hasattr(value, "date") else value


def _value_faults(answer: Answer) -> Iterator[Fault]:
    cell, unit = answer.value, answer.row.unit
    if cell.kind == "empty":
        return
    if cell.kind == "text":
        yield cell.place.fault(cell.value, _expected_of_text(str(cell.value)))
    elif cell.kind not in ("number", "percent"):
        yield cell.place.fault(cell.value, KINDS[cell.kind])
    elif cell.kind == "percent" and unit != "percent":
        yield cell.place.fault(f"{cell.value:.10g} shown as a percentage", "expected a number, and no percentage")
    elif not isfinite(number := number_of(answer)):
        yield cell.place.fault(cell.value, "expected a number")
    elif number < 0:
        yield cell.place.fault(cell.value, "negative; expected 0 or more")
    elif unit == "count" and number % 1:
        yield cell.place.fault(cell.value, "a count of people or events has no decimals; expected a whole number")
    elif unit == "percent" and number > 100:
        yield cell.place.fault(number, "expected a percentage from 0 to 100")
    elif number > LARGEST:
        yield cell.place.fault(cell.value, f"expected at most {LARGEST:,}")


def _expected_of_text(text: str) -> str:
    if not text.strip():
        return "blanks stand here; expected a number, or an empty cell with its reason"
    if text.lstrip().startswith(("=", "@")):
        return "text that Excel could take for a formula; expected a number"
    if NUMERIC.fullmatch(text) and text.strip() not in ("0",):
        return "a number as text; expected a number that can be added up, in figures only"
    if NOUGHT.fullmatch(text):
        return "text; expected the number 0 where there was none"
    return "text; expected a number, or an empty cell with the reason beside it"


def _missing_faults(answer: Answer) -> Iterator[Fault]:
    has_reason = answer.reason.kind != "empty" and str(answer.reason.value).strip()
    if answer.value.kind == "empty" and not has_reason:
        what = f"{answer.row.measure} ({answer.row.group})"
        yield answer.value.place.fault(
            "", f"{what} has neither a value nor a reason; expected 0 where there was none, else the reason beside it"
        )
    if answer.value.kind != "empty" and has_reason:
        yield answer.reason.place.fault(
            answer.reason.value, "a value and a reason for its absence; expected one of them"
        )


def _text_faults(cell: Cell) -> Iterator[Fault]:
    if cell.kind == "empty":
        return
    if cell.kind == "formula":
        yield cell.place.fault(cell.value, "a formula stands here; expected text")
    elif cell.kind != "text":
        yield cell.place.fault(cell.value, f"{cell.kind} stands here; expected text")
    else:
        text = str(cell.value)
        if _is_like_a_formula(text):
            yield cell.place.fault(text, "text that Excel could take for a formula; expected it to begin with a letter")
        elif MARKUP.search(text):
            yield cell.place.fault(text, "markup; expected plain text")
        elif LINK.search(text):
            yield cell.place.fault(text, "a link; expected plain text")
        elif UNSEEN.search(text) or not text.replace("\n", " ").replace("\u00a0", " ").isprintable():
            yield cell.place.fault(text, "characters that cannot be seen; expected plain text")
        elif len(text) > LONGEST_TEXT:
            yield cell.place.fault(text, f"{len(text)} characters; expected at most {LONGEST_TEXT}")
        for what, pattern in IDENTIFIERS.items():
            if pattern.search(text):
                # The text is not repeated: the report must not carry it further.
                yield cell.place.fault("(not shown)", f"{what} stands here; expected nothing that tells of a person")


def _is_like_a_formula(text: str) -> bool:
    starts = (text, text.lstrip(), text.lstrip().lstrip(QUOTES))
    return any(start.startswith(FORMULA_SIGNS) for start in starts) or bool(NEW_CELL.search(text))


def _relation_faults(answers: Answers, values: dict[Key, float]) -> Iterator[Fault]:
    for answer in answers.answers:
        row = answer.row
        if row.key in values:
            for larger in dict.fromkeys(key for key in (row.total, row.subset_of) if key in values):
                if values[row.key] > values[larger]:
                    said = f"more than the {values[larger]:.10g} of {larger[0]}, which it is a part of"
                    yield answer.value.place.fault(values[row.key], f"{said}; expected at most that")
            yield from _percent_faults(answer, values)
        yield from _total_faults(answer, answers, values)


def _total_faults(answer: Answer, answers: Answers, values: dict[Key, float]) -> Iterator[Fault]:
    """A fault at a total that its parts exceed, or do not reach although they make all of it."""
    total = answer.row.key
    parts = [one.row for one in answers.answers if one.row.total == total]
    known = [values[row.key] for row in parts if row.key in values]
    if total not in values or len(known) < 2:
        return
    is_whole = all(row.whole for row in parts) and len(known) == len(parts)
    if sum(known) > values[total] or (is_whole and sum(known) != values[total]):
        added = f"{' + '.join(f'{value:.10g}' for value in known)} = {sum(known):.10g}"
        expected = f"its parts give {added}; expected {'the same' if is_whole else 'no more than the total'}"
        yield answer.value.place.fault(values[total], expected)


def _percent_faults(answer: Answer, values: dict[Key, float]) -> Iterator[Fault]:
    row, percent = answer.row, values[answer.row.key]
    count = values.get(row.percent_of) if row.percent_of else None
    base = values.get(row.percent_base) if row.percent_base else None
    place = answer.value.place
    if count is not None and base is not None:
        if count > base:
            said = f"{row.percent_of[0]} is {count:.10g} of {base:.10g} {row.percent_base[0]}"
            yield place.fault(percent, f"{said}; expected no more than all")
        elif base == 0:
            yield place.fault(percent, f"a percentage of 0 {row.percent_base[0]}; expected an empty cell with a reason")
        elif abs(percent - 100 * count / base) > half_unit(percent):
            said = f"{count:.10g} of {base:.10g} is {100 * count / base:.4g}%"
            yield place.fault(percent, f"{said}; expected that percentage")
    elif count == 0 and percent > 0:
        yield place.fault(percent, f"a percentage of {row.percent_of[0]}, which is 0; expected 0")
    elif count and percent == 0:
        yield place.fault(percent, f"0%, but {row.percent_of[0]} is {count:.10g}; expected a percentage above 0")


def half_unit(percent: float) -> float:
    """Half of the last decimal that a percentage is given with: what rounding may have moved it by."""
    decimals = len(f"{percent:.10f}".rstrip("0").partition(".")[2])
    return 0.5 * 10.0**-decimals + 1e-9
