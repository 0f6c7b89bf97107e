"""What the tables of `data/reference/` must look like: national figures, populations, prices."""

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

POPULATION_CENSUS = pa.DataFrameSchema(
    {
        "area_code": filled_column(),
        "area": area_column(),
        "sex": filled_column(one_of(("female", "male"))),
        "age_band": filled_column(),
        "persons": number_column(nullable=False),
        "reference_date": date_column(nullable=False),
        "source": filled_column(),
    },
    name="reference/population_census_2021.csv",
    description="Each row is an area, a sex and an age band: usual residents on the census day.",
    unique=["area", "sex", "age_band"],
)

POPULATION_TOTALS = pa.DataFrameSchema(
    {
        "area_code": filled_column(),
        "area": area_column(),
        "reference_date": date_column(nullable=False),
        "persons": number_column(nullable=False),
        "persons_16_plus": number_column(),
        "source": filled_column(),
        "note": text_column(),
    },
    name="reference/population_totals.csv",
    description="Each row is an area and a reference date: residents of all ages and from 16.",
    unique=["area", "reference_date"],
)

PREVALENCE = pa.DataFrameSchema(
    {
        "year_ending": date_column(nullable=False),
        "series": filled_column(one_of(("csew-16-59", "csew-16-74", "csew-16+", "csew-new-questions"))),
        "age_base": filled_column(one_of(("16-59", "16-74", "16+"))),
        "persons_percent": number_column(),
        "women_percent": number_column(),
        "men_percent": number_column(),
        "persons": number_column(),
        "women": number_column(),
        "men": number_column(),
        "source": filled_column(),
        "note": text_column(),
    },
    name="reference/prevalence.csv",
    description="Each row is a survey year and a series: who experienced domestic abuse in the last year.",
    unique=["year_ending", "series"],
)

POLICE = pa.DataFrameSchema(
    {
        "area": area_column(),
        "period_start": date_column(nullable=False),
        "period_end": date_column(nullable=False),
        "measure": filled_column(),
        "value": number_column(nullable=False),
        "source": filled_column(),
        "note": text_column(),
    },
    name="reference/police_recorded.csv",
    description="Each row is an area, a period and a measure.",
    unique=["area", "period_start", "period_end", "measure"],
)

SAFE_ACCOMMODATION = pa.DataFrameSchema(
    {
        "area": area_column(),
        "period_start": date_column(nullable=False),
        "period_end": date_column(nullable=False),
        "measure": filled_column(),
        "group": filled_column(),
        "value": number_column(nullable=False),
        "source": filled_column(),
        "note": text_column(),
    },
    name="reference/safe_accommodation.csv",
    description="Each row is a year, a measure and a group.",
    unique=["area", "period_start", "period_end", "measure", "group"],
)

STANDARDS = pa.DataFrameSchema(
    {
        "standard": filled_column(ID, unique=True),
        "value": number_column(nullable=False),
        "unit": filled_column(),
        "meaning": filled_column(),
        "source": filled_column(),
        "note": text_column(),
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
        "financial_year": financial_year_column(unique=True),
        "gdp_deflator": number_column(nullable=False),
        "cpi": number_column(),
        "cpih": number_column(),
        "status": filled_column(one_of(("outturn", "forecast"))),
        "source": filled_column(),
    },
    name="reference/deflators.csv",
    description="Each row is a financial year: price indices of one dated release, each with its own base.",
)

OTHER_DUTY_GRANTS = pa.DataFrameSchema(
    {
        "area": area_column(),
        "financial_year": financial_year_column(),
        "amount_gbp": number_column(nullable=False),
        "precision": filled_column(one_of(PRECISIONS)),
        "source": filled_column(),
        "note": text_column(),
    },
    name="reference/duty_grant_other_authorities.csv",
    description="Each row is an authority and a year: its duty grant, at second hand.",
    unique=["area", "financial_year"],
)

CONTRACT_NOTICES = pa.DataFrameSchema(
    {
        "service": filled_column(),
        "area": area_column(),
        "value_gbp": number_column(nullable=False),
        "start": date_column(),
        "end": date_column(),
        "extension_to": date_column(),
        "source": filled_column(),
        "note": text_column(),
    },
    name="reference/contracts_2022.csv",
    description="Each row is a lot in a copied notice: shown as a conflict, never as a funding line.",
)

TABLES = (
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
