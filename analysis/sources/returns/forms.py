"""The form of a return: what a service is asked in a quarter, from the measures that papers print of it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from analysis.errors import BadArgument
from analysis.reference.areas import nearest_names
from analysis.reference.periods import months_between
from analysis.reference.return_forms import ReturnForm
from analysis.reference.systems import Era, Measure, Service
from analysis.sources.catalogue import Catalogue
from analysis.sources.returns.quarters import Quarter

ANY_OTHER = "any-other-service"
ANSWERABLE = ("count", "percent", "hours")
RECOMMISSIONING = "recommissioning"

# A measure and the group of people it is about: what one row of a form asks.
Key = tuple[str, str]


@dataclass(frozen=True)
class FormRow:
    """One question of a form.

    total: the count that this one is a part of; whole: whether the parts of that total make all of it;
    subset_of: the count that this one counts some of; percent_of, percent_base: the counts behind a percentage.
    """

    measure: str
    group: str
    unit: str
    flow: str
    definition: str
    total: Key | None = None
    whole: bool = False
    subset_of: Key | None = None
    percent_of: Key | None = None
    percent_base: Key | None = None

    @property
    def key(self) -> Key:
        """What tells it from the other rows."""
        return self.measure, self.group


@dataclass(frozen=True)
class Form:
    """What one service is asked for one quarter; start and end are the days of the quarter on which it worked."""

    era: Era
    service: Service
    quarter: Quarter
    start: date
    end: date
    rows: tuple[FormRow, ...]

    @property
    def exposure_months(self) -> float:
        """Months of the quarter in which the service worked."""
        return months_between(self.start, self.end)


def make_form(service_id: str, quarter: Quarter, catalogue: Catalogue, figures: pd.DataFrame) -> Form:
    """The form of a service for a quarter.

    catalogue, figures: everything that is known. Raises BadArgument with the nearest ids for an unknown service, and
    with the term of the service where it did not work in that quarter.
    """
    era, service = find_service(service_id, catalogue)
    first, last = term(era, service, catalogue)
    if (first and first > quarter.end) or (last and last < quarter.start):
        when = f"from {first or 'a day not published'} to {last or 'a day not published'}"
        raise BadArgument(
            f"{service_id}: not in force in {quarter.label}; the service works {when}, expected a quarter of that time."
        )
    rows = list_rows(service_id, catalogue, figures[~figures["source"].str.startswith("return:")])
    start, end = max(first or quarter.start, quarter.start), min(last or quarter.end, quarter.end)
    return Form(era, service, quarter, start, end, rows)


def find_service(service_id: str, catalogue: Catalogue) -> tuple[Era, Service]:
    """A service and its era; raises BadArgument with the nearest ids."""
    found = {service.id: (era, service) for era in catalogue.eras for service in era.services}
    if service_id not in found:
        nearest = ", ".join(nearest_names(service_id, list(found)))
        raise BadArgument(f"{service_id}: not a service of eras.yml; expected one such as {nearest}.")
    return found[service_id]


def term(era: Era, service: Service, catalogue: Catalogue) -> tuple[date | None, date | None]:
    """First and last day of a service; None where no paper lets one be told.

    A service without days of its own has those of its era; an era without an end ends when the next system of
    services was commissioned in its place.
    """
    replaced = sorted(
        (one.date, name) for one in catalogue.breaks if one.kind == RECOMMISSIONING and one.date for name in one.eras
    )
    own = next((day for day, name in replaced if name == era.id), None)
    after = [day for day, _ in replaced if own and day > own]
    last = service.end or era.end or (after[0] - timedelta(days=1) if after else None)
    return service.start or era.start, last


def list_rows(service_id: str, catalogue: Catalogue, figures: pd.DataFrame) -> tuple[FormRow, ...]:
    """The questions to a service: what papers print of it, then what `return_forms.yml` adds."""
    forms = {form.id: form for form in catalogue.return_forms}
    measures = {measure.id: measure for measure in catalogue.measures}
    rows = _gather(service_id, forms, measures, figures, ())
    if not rows and ANY_OTHER in forms:
        rows = _gather(ANY_OTHER, forms, measures, figures, ())
    return tuple(_with_parts(row, rows, measures) for row in rows.values())


def _gather(
    service_id: str,
    forms: dict[str, ReturnForm],
    measures: dict[str, Measure],
    figures: pd.DataFrame,
    seen: tuple[str, ...],
) -> dict[Key, FormRow]:
    form = forms.get(service_id, ReturnForm(service_id))
    rows = _printed_rows(figures[figures["service"].eq(service_id)], measures)
    if form.like and form.like not in (*seen, service_id):
        rows = _gather(form.like, forms, measures, figures, (*seen, service_id)) | rows
    for asked in form.rows:
        if asked.measure in measures:
            rows.setdefault((asked.measure, asked.group), _row(measures[asked.measure], asked.group))
    for asked in form.rows:
        for key in [key for key in rows if key[0] == asked.base_of]:
            rows[key] = replace(rows[key], percent_base=(asked.measure, asked.group))
    return rows


def _row(measure: Measure, group: str) -> FormRow:
    return FormRow(measure.id, group, measure.unit, measure.flow, measure.definition)


def _printed_rows(figures: pd.DataFrame, measures: dict[str, Measure]) -> dict[Key, FormRow]:
    """A row for each count, share or number of hours that papers print of a service over time or at a date."""
    printed = figures[
        figures["flow"].isin(["flow", "stock"]) & figures["unit"].isin(ANSWERABLE) & figures["restates"].eq("")
    ]
    by_id = {figure.id: figure for figure in printed.itertuples(index=False)}
    rows: dict[Key, FormRow] = {}
    for figure in by_id.values():
        key = (figure.measure, figure.group)
        if figure.measure in measures:
            row = rows.get(key, replace(_row(measures[figure.measure], figure.group), flow=figure.flow))
            rows[key] = _with_relations(row, figure, by_id)
    return rows


def _with_relations(row: FormRow, figure, by_id: dict) -> FormRow:
    """The row with the relations that a figure of a whole period is printed in."""

    def other(relation: str) -> Key | None:
        target = by_id.get(getattr(figure, relation))
        # A count since the beginning says nothing of how a quarter's counts go together.
        if target is None or pd.isna(figure.period_end) or target.period_end != figure.period_end:
            return None
        return target.measure, target.group

    return replace(
        row,
        total=other("part_of") or row.total,
        subset_of=other("subset_of") or row.subset_of,
        percent_of=other("percent_of") or row.percent_of,
        percent_base=other("percent_base") or row.percent_base,
    )


def _with_parts(row: FormRow, rows: dict[Key, FormRow], measures: dict[str, Measure]) -> FormRow:
    """The row with the relations that `measures.yml` states, where the form asks for both ends."""

    def asked(measure: str) -> Key | None:
        return (measure, row.group) if (measure, row.group) in rows else None

    of = measures[row.measure]
    wholes = [one for one in measures.values() if row.measure in one.parts and asked(one.id)]
    total = row.total or (asked(wholes[0].id) if wholes else None)
    parts = measures[total[0]].parts if total else ()
    return replace(
        row,
        total=total,
        whole=row.measure in parts and all((part, row.group) in rows for part in parts),
        percent_of=row.percent_of or asked(of.percent_of),
        percent_base=row.percent_base or asked(of.base),
    )
