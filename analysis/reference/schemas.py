"""What each table of `data/` must look like: columns in order, types, and the values that a column may hold.

A check's `error` says what was expected, as the end of a sentence. Rules that join columns or files are in
`analysis.sources.validation`.
"""

import pandera.pandas as pa

from analysis.reference.areas import AREAS
from analysis.reference.periods import is_financial_year

PRECISIONS = ("exact", "about", "over", "under", "range")
FLOWS = ("flow", "stock", "")
BASES = ("per-year", "whole-term")
UNITS = ("count", "percent", "gbp", "months", "weeks", "days", "hours", "years", "visits")
RELATIONS = ("part_of", "subset_of", "percent_of", "percent_base", "target_of", "restates")
DATE_TYPE = "datetime64[us]"


def _one_of(allowed) -> pa.Check:
    shown = ", ".join(name or "empty" for name in allowed)
    return pa.Check.isin(list(allowed), error=f"expected one of {shown}")


def _text(*checks: pa.Check, unique: bool = False) -> pa.Column:
    return pa.Column(str, checks=list(checks), unique=unique)


def _filled(*checks: pa.Check, unique: bool = False) -> pa.Column:
    filled = pa.Check.str_length(min_value=1, error="expected something here; this column is never empty")
    return pa.Column(str, checks=[filled, *checks], unique=unique)


def _date(nullable: bool = True) -> pa.Column:
    return pa.Column(DATE_TYPE, nullable=nullable)


def _number(minimum: float | None = 0, nullable: bool = True) -> pa.Column:
    checks = [] if minimum is None else [pa.Check.ge(minimum, error=f"expected {minimum} or more")]
    return pa.Column(float, checks=checks, nullable=nullable)


def _area(empty: bool = False) -> pa.Column:
    return _text(_one_of([*AREAS, ""] if empty else AREAS))


def _financial_year(empty: bool = False) -> pa.Column:
    error = "expected a financial year such as 2022-23"
    check = pa.Check(lambda text: is_financial_year(text) or (empty and text == ""), element_wise=True, error=error)
    return _text(check)


ID = pa.Check.str_matches(r"^[a-z0-9][a-z0-9-]*$", error="expected an id of lower-case letters, digits and hyphens")

FIGURES = pa.DataFrameSchema(
    {
        "id": _filled(ID, unique=True),
        "locator": _filled(),
        "era": _text(),
        "service": _text(),
        "measure": _filled(),
        "group": _filled(),
        "area": _area(empty=True),
        "period_start": _date(),
        "period_end": _date(),
        "period_printed": _text(),
        "exposure_months": _number(),
        "flow": _text(_one_of(FLOWS)),
        "value": _number(None),
        "value_low": _number(None),
        "value_high": _number(None),
        "unit": _filled(_one_of(UNITS)),
        "precision": _filled(_one_of(PRECISIONS)),
        "value_printed": _filled(),
        "part_of": _text(),
        "subset_of": _text(),
        "percent_of": _text(),
        "percent_base": _text(),
        "table": _text(),
        "target_of": _text(),
        "restates": _text(),
        "reason_missing": _text(),
        "note": _text(),
    },
    name="figures",
    description="Each row is a published figure: one printing of one number.",
)

FUNDING = pa.DataFrameSchema(
    {
        "id": _filled(ID, unique=True),
        "funder": _filled(),
        "stream": _filled(),
        "service": _text(),
        "era": _text(),
        "area": _area(),
        "amount_gbp": _number(nullable=False),
        "precision": _filled(_one_of(PRECISIONS)),
        "basis": _filled(_one_of(BASES)),
        "kind": _filled(_one_of(("budget", "forecast", "price", "share", "grant", "allocation"))),
        "financial_year": _financial_year(empty=True),
        "start": _date(),
        "end": _date(),
        "term_reason": _text(),
        "part_of": _text(),
        "figure": _text(),
        "source": _filled(),
        "locator": _filled(),
        "note": _text(),
    },
    name="funding.csv",
    description="Each row is a funding line: one sum from one funder for one stream, as one paper states it.",
)

CONTRACTS = pa.DataFrameSchema(
    {
        "id": _filled(ID, unique=True),
        "service": _text(),
        "title": _filled(),
        "provider": _text(),
        "commissioner": _text(),
        "era": _text(),
        "area": _area(),
        "start": _date(),
        "start_printed": _text(),
        "end": _date(),
        "end_printed": _text(),
        "extension_to": _date(),
        "term_years": _number(),
        "term_printed": _text(),
        "status": _filled(_one_of(("running", "ended", "starting", "awarded", "not stated"))),
        "value_gbp": _number(),
        "value_basis": _text(_one_of((*BASES, ""))),
        "conflict": _text(),
        "source": _filled(),
        "locator": _filled(),
        "reason_missing": _text(),
        "note": _text(),
    },
    name="contracts.csv",
    description="Each row is a contract or commissioned post as one paper states it.",
)

EVENTS = pa.DataFrameSchema(
    {
        "id": _filled(ID, unique=True),
        "date": _date(),
        "date_end": _date(),
        "date_printed": _text(),
        "date_precision": _filled(_one_of(("day", "month", "season", "quarter", "year", "none"))),
        "event": _filled(),
        "kind": _filled(),
        "area": _area(),
        "era": _text(),
        "source": _filled(),
        "locator": _filled(),
        "reason_missing": _text(),
    },
    name="events.csv",
    description="Each row is an event that a paper mentions; one without a published date has an empty date.",
)

POPULATION_CENSUS = pa.DataFrameSchema(
    {
        "area_code": _filled(),
        "area": _area(),
        "sex": _filled(_one_of(("female", "male"))),
        "age_band": _filled(),
        "persons": _number(nullable=False),
        "reference_date": _date(nullable=False),
        "source": _filled(),
    },
    name="reference/population_census_2021.csv",
    description="Each row is an area, a sex and an age band: usual residents on the census day.",
    unique=["area", "sex", "age_band"],
)

POPULATION_TOTALS = pa.DataFrameSchema(
    {
        "area_code": _filled(),
        "area": _area(),
        "reference_date": _date(nullable=False),
        "persons": _number(nullable=False),
        "persons_16_plus": _number(),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/population_totals.csv",
    description="Each row is an area and a reference date: residents of all ages and from 16.",
    unique=["area", "reference_date"],
)

PREVALENCE = pa.DataFrameSchema(
    {
        "year_ending": _date(nullable=False),
        "series": _filled(_one_of(("csew-16-59", "csew-16-74", "csew-16+", "csew-new-questions"))),
        "age_base": _filled(_one_of(("16-59", "16-74", "16+"))),
        "persons_percent": _number(),
        "women_percent": _number(),
        "men_percent": _number(),
        "persons": _number(),
        "women": _number(),
        "men": _number(),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/prevalence.csv",
    description="Each row is a survey year and a series: who experienced domestic abuse in the last year.",
    unique=["year_ending", "series"],
)

POLICE = pa.DataFrameSchema(
    {
        "area": _area(),
        "period_start": _date(nullable=False),
        "period_end": _date(nullable=False),
        "measure": _filled(),
        "value": _number(nullable=False),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/police_recorded.csv",
    description="Each row is an area, a period and a measure.",
    unique=["area", "period_start", "period_end", "measure"],
)

SAFE_ACCOMMODATION = pa.DataFrameSchema(
    {
        "area": _area(),
        "period_start": _date(nullable=False),
        "period_end": _date(nullable=False),
        "measure": _filled(),
        "group": _filled(),
        "value": _number(nullable=False),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/safe_accommodation.csv",
    description="Each row is a year, a measure and a group.",
    unique=["area", "period_start", "period_end", "measure", "group"],
)

STANDARDS = pa.DataFrameSchema(
    {
        "standard": _filled(ID, unique=True),
        "value": _number(nullable=False),
        "unit": _filled(),
        "meaning": _filled(),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/standards.csv",
    description="Each row is a standard: what a recognised body says a service should provide for.",
)

SOCIAL_COSTS = pa.DataFrameSchema(
    dict(STANDARDS.columns),
    name="reference/social_costs.csv",
    description="Each row is a cost to society: never the price of a service, never in funding or capacity.",
)

DEFLATORS = pa.DataFrameSchema(
    {
        "financial_year": pa.Column(str, checks=_financial_year().checks, unique=True),
        "gdp_deflator": _number(nullable=False),
        "cpi": _number(),
        "cpih": _number(),
        "status": _filled(_one_of(("outturn", "forecast"))),
        "source": _filled(),
    },
    name="reference/deflators.csv",
    description="Each row is a financial year: price indices of one dated release, each with its own base.",
)

OTHER_DUTY_GRANTS = pa.DataFrameSchema(
    {
        "area": _area(),
        "financial_year": _financial_year(),
        "amount_gbp": _number(nullable=False),
        "precision": _filled(_one_of(PRECISIONS)),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/duty_grant_other_authorities.csv",
    description="Each row is an authority and a year: its duty grant, at second hand.",
    unique=["area", "financial_year"],
)

CONTRACT_NOTICES = pa.DataFrameSchema(
    {
        "service": _filled(),
        "area": _area(),
        "value_gbp": _number(nullable=False),
        "start": _date(),
        "end": _date(),
        "extension_to": _date(),
        "source": _filled(),
        "note": _text(),
    },
    name="reference/contracts_2022.csv",
    description="Each row is a lot in a copied notice: shown as a conflict, never as a funding line.",
)

TABLES = (
    FUNDING,
    CONTRACTS,
    EVENTS,
    POPULATION_CENSUS,
    POPULATION_TOTALS,
    PREVALENCE,
    POLICE,
    SAFE_ACCOMMODATION,
    STANDARDS,
    SOCIAL_COSTS,
    DEFLATORS,
    OTHER_DUTY_GRANTS,
    CONTRACT_NOTICES,
)
