"""Counts of records as the answers of a return."""

from analysis.errors import BadArgument
from analysis.pipeline.records import EVERYBODY, Counted
from analysis.sources.returns.forms import Form, FormRow

NOT_IN_RECORDS = "not in case records"
NO_BASE = "a share of none"
DECIMALS = 1


def to_return(counted: Counted, form: Form) -> list[tuple[FormRow, float | None, str]]:
    """For each question of a form its value, exact, and the reason where there is none.

    Raises BadArgument for invented cases, and where nothing of the service and quarter was counted.
    """
    if counted.synthetic:
        raise BadArgument("return: the cases are synthetic; no figure is made of them.")
    counts = counted.counts
    own = counts[
        counts["service"].eq(form.service.id)
        & counts["quarter"].eq(form.quarter.label)
        & counts["area"].eq(form.service.area)
        & counts["group"].eq(EVERYBODY)
    ]
    if own.empty:
        raise BadArgument(
            f"return: the extract has no cases of {form.service.id} in {form.quarter.label}; expected some."
        )
    value = {(measure, EVERYBODY): float(count) for measure, count in own[["measure", "value"]].to_numpy()}
    return [_answer(row, value) for row in form.rows]


def _answer(row: FormRow, value: dict[tuple[str, str], float]) -> tuple[FormRow, float | None, str]:
    if row.key in value:
        return row, value[row.key], ""
    top, base = value.get(row.percent_of), value.get(row.percent_base)
    if top is None or base is None:
        return row, None, NOT_IN_RECORDS
    return (row, round(100 * top / base, DECIMALS), "") if base else (row, None, NO_BASE)
