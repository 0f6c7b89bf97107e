"""What each table of the local evidence must look like: columns in order, types, and the values a column may hold.

Rules that join columns or files are in `analysis.sources.relations` and `analysis.sources.validation`.
"""

import pandera.pandas as pa

from analysis.reference.columns import (
    ID,
    PRECISIONS,
    area_column,
    date_column,
    filled_column,
    financial_year_column,
    number_column,
    one_of,
    text_column,
)

FLOWS = ("flow", "stock", "")
BASES = ("per-year", "whole-term", "not stated")
KINDS_OF_MONEY = ("budget", "forecast", "price", "share", "grant", "allocation", "second-hand")
CLAIMED = (
    "increased",
    "increased-each-period",
    "decreased",
    "decreased-each-period",
    "stable",
    "improved",
    "above",
    "share-of",
)
UNITS = ("count", "percent", "gbp", "months", "weeks", "days", "hours", "years", "visits")
RELATIONS = ("part_of", "subset_of", "percent_of", "percent_base", "target_of", "restates")
FIGURES = pa.DataFrameSchema(
    {
        "id": filled_column(ID, unique=True),
        "locator": filled_column(),
        "era": text_column(),
        "service": text_column(),
        "measure": filled_column(),
        "group": filled_column(),
        "area": area_column(empty=True),
        "period_start": date_column(),
        "period_end": date_column(),
        "period_printed": text_column(),
        "exposure_months": number_column(),
        "flow": text_column(one_of(FLOWS)),
        "value": number_column(None),
        "value_low": number_column(None),
        "value_high": number_column(None),
        "unit": filled_column(one_of(UNITS)),
        "precision": filled_column(one_of(PRECISIONS)),
        "value_printed": filled_column(),
        "part_of": text_column(),
        "subset_of": text_column(),
        "percent_of": text_column(),
        "percent_base": text_column(),
        "table": text_column(),
        "target_of": text_column(),
        "restates": text_column(),
        "reason_missing": text_column(),
        "note": text_column(),
    },
    name="figures",
    description="Each row is a published figure: one printing of one number.",
)

CLAIMS = pa.DataFrameSchema(
    {
        "id": filled_column(ID, unique=True),
        "source": filled_column(),
        "locator": filled_column(),
        "era": text_column(),
        "service": text_column(),
        "measure": text_column(),
        "group": filled_column(),
        "area": area_column(empty=True),
        "claim": filled_column(one_of(CLAIMED)),
        "period_start": date_column(),
        "period_end": date_column(),
        "figures": text_column(),
        "paraphrase": filled_column(),
    },
    name="claims.csv",
    description="Each row is something that a paper says of its figures in words; `figures` are ids between spaces.",
)

FUNDING = pa.DataFrameSchema(
    {
        "id": filled_column(ID, unique=True),
        "line": filled_column(ID),
        "funder": filled_column(),
        "stream": filled_column(),
        "service": text_column(),
        "era": text_column(),
        "area": area_column(),
        "amount_gbp": number_column(nullable=False),
        "precision": filled_column(one_of(PRECISIONS)),
        "basis": filled_column(one_of(BASES)),
        "kind": filled_column(one_of(KINDS_OF_MONEY)),
        "financial_year": financial_year_column(empty=True),
        "start": date_column(),
        "end": date_column(),
        "term_reason": text_column(),
        "part_of": text_column(),
        "also_covers": text_column(),
        "replaced_by": text_column(),
        "figure": text_column(),
        "source": filled_column(),
        "locator": filled_column(),
        "note": text_column(),
    },
    name="funding.csv",
    description="Each row is a funding line: one sum from one funder for one stream, as one paper states it.",
)

CONTRACTS = pa.DataFrameSchema(
    {
        "id": filled_column(ID, unique=True),
        "service": text_column(),
        "title": filled_column(),
        "provider": text_column(),
        "commissioner": text_column(),
        "era": text_column(),
        "area": area_column(),
        "start": date_column(),
        "start_printed": text_column(),
        "end": date_column(),
        "end_printed": text_column(),
        "extension_to": date_column(),
        "term_years": number_column(),
        "term_printed": text_column(),
        "status": filled_column(one_of(("running", "ended", "starting", "awarded", "not stated"))),
        "value_gbp": number_column(),
        "value_basis": text_column(one_of((*BASES, ""))),
        "conflict": text_column(),
        "source": filled_column(),
        "locator": filled_column(),
        "reason_missing": text_column(),
        "note": text_column(),
    },
    name="contracts.csv",
    description="Each row is a contract or commissioned post as one paper states it.",
)

EVENTS = pa.DataFrameSchema(
    {
        "id": filled_column(ID, unique=True),
        "date": date_column(),
        "date_end": date_column(),
        "date_printed": text_column(),
        "date_precision": filled_column(one_of(("day", "month", "season", "quarter", "year", "none"))),
        "event": filled_column(),
        "kind": filled_column(),
        "area": area_column(),
        "era": text_column(),
        "source": filled_column(),
        "locator": filled_column(),
        "reason_missing": text_column(),
    },
    name="events.csv",
    description="Each row is an event that a paper mentions; one without a published date has an empty date.",
)

TABLES = (CLAIMS, FUNDING, CONTRACTS, EVENTS)
