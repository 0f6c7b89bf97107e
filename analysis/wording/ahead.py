"""Sentences about what may come: projections bounded by their intervals, and growth by its evidence."""

from math import expm1

import pandas as pd

from analysis.wording.numbers import confidence_label, count_of, join, number, signed_percent

# An interval whose ends lie further apart helps nobody to plan.
WIDE_SPAN = 4
COUNTED_NAMES = {1: "only one estimate", 2: "only two estimates"}
ASSUMED_AHEAD = (
    "These are prediction intervals: of what will be counted, not of a trend. They assume that the service, what it "
    "counts and how people come to it stay as they were, and that growth is as modest as in most public series; a new "
    "contract, a policy or a campaign is not in them, nor is the season while there is only one year."
)


def projection_sentence(subject: str, row, last: float, last_period: str) -> str:
    """What the last projected period may bring; `row` has `period`, `points`, `stopped_by` and the limits.

    last: the newest count, in `last_period`: «more» and «fewer» need the whole 95% interval on one side of it.
    """
    limits = f"95% prediction interval; 80%: {number(row.lo80)} to {number(row.hi80)}"
    said = f"{subject}: in {row.period} between {number(row.lo95)} and {number(row.hi95)} people ({limits})."
    if row.lo95 > last:
        said += f" That is more than the {number(last)} of {last_period}."
    elif row.hi95 < last:
        said += f" That is fewer than the {number(last)} of {last_period}."
    else:
        said += f" Whether that is more or fewer than the {number(last)} of {last_period} cannot be told."
    if row.hi95 >= WIDE_SPAN * max(row.lo95, 1):
        said += f" {count_of(row.points, 'point').capitalize()} can say no more, and this is too little to plan by."
    return f"{said} Nothing is projected beyond: {row.stopped_by}." if row.stopped_by else said


def total_sentence(row) -> str:
    """What the last projected period may bring over a whole area; `row` as in `projection_sentence`."""
    return (
        f"{row.service_label}, {row.area} as a whole: in {row.period} between {number(row.lo95)} and "
        f"{number(row.hi95)} people (95% prediction interval; 80%: {number(row.lo80)} to {number(row.hi80)}). Its "
        "areas are added future by future, so the interval is not the sum of theirs."
    )


def growth_of_kind(row) -> str:
    """What one kind of evidence says of growth; `row` is a row of `list_syntheses`."""
    if not row.estimates:
        return f"Growth in {row.kind}: nothing that was published can be counted as an estimate."
    if row.form == "range":
        return (
            f"Growth in {row.kind}: {COUNTED_NAMES[row.estimates]}, so a range and not an average: "
            f"{log_interval(row.low, row.high)} a year."
        )
    said = (
        f"Growth in {row.kind}: {count_of(row.estimates, 'independent estimate')} average {log_percent(row.mean)} a "
        f"year ({confidence_label(row.confidence)} interval {log_interval(row.low, row.high)}); one more series like "
        f"them would lie within {log_interval(row.prediction_low, row.prediction_high)} (prediction interval)."
    )
    if row.low <= 0 <= row.high:
        said += " That they grow on average cannot be told from these."
    return said


def recording_sentence(labels: list[str], events: str) -> str:
    """What changed the way of recording while these estimates were counted."""
    return (
        f"The way of recording changed in the time of {join([quoted(label) for label in labels])} "
        f"({events}): that growth is not all growth in need."
    )


def switched_kind(before, after) -> str:
    """What one kind of evidence said with everything and says with some of it off; both rows of `list_syntheses`."""
    said = f"Growth in {before.kind}: {_summary(before)} with everything counted; {_summary(after)} now."
    if before.estimates == after.estimates and (before.low, before.high) == (after.low, after.high):
        return f"Growth in {before.kind}: nothing changes ({_summary(before)})."
    return said


def switched_choice(before, after) -> str:
    """What a scenario takes with everything and with some of the evidence off; each a `GrowthChoice` or None."""
    if before == after:
        return f"For a scenario nothing changes: {_choice(before)}."
    return f"For a scenario: {_choice(before)} with everything counted; {_choice(after)} now."


def _summary(row) -> str:
    if not row.estimates:
        return "nothing to count"
    if row.form == "range":
        return f"{COUNTED_NAMES[row.estimates]}, a range of {log_interval(row.low, row.high)} a year"
    return (
        f"{count_of(row.estimates, 'estimate')} that average {log_percent(row.mean)} a year "
        f"({log_interval(row.low, row.high)})"
    )


def _choice(choice) -> str:
    if choice is None:
        return "no growth that was published"
    return f"{log_percent(choice.central)} a year from {choice.kind} ({log_interval(choice.low, choice.high)})"


def no_growth(reasons: list[str]) -> str:
    """That no estimate of growth counts, and why those that were published do not."""
    said = (
        "No estimate of growth a year that was published by this date counts, so a scenario has to assume its growth."
    )
    return f"{said} {' '.join(reasons)}" if reasons else said


def overlap_sentence(label: str, kind: str, rows: pd.DataFrame) -> str:
    """What counting overlapping claims as if each were new would pretend; `rows` of one kind, by correlation."""
    first, last = rows.iloc[0], rows.iloc[-1]
    pretended, true = (number(100 * row.standard_error, 1) for row in (first, last))
    return (
        f"{label} is about counts that another claim covers, and counts once. Counted as new evidence, {kind} would "
        f"seem to grow by {log_percent(first['mean'])} a year with a standard error of {pretended} points; were the "
        f"two claims correlated at {last.correlation:g}, it would be {true}."
    )


def sentence_of(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def quoted(label: str) -> str:
    """A name in plain quotes."""
    return f'"{label}"'


def log_percent(growth: float) -> str:
    """Log growth a year as a signed percentage."""
    return signed_percent(expm1(growth)) if pd.notna(growth) else signed_percent(growth)


def log_interval(low: float, high: float) -> str:
    """Limits of log growth as one interval of signed percentages."""
    return f"{log_percent(low)} to {log_percent(high)}"
