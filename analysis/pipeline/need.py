"""Need: how many people a survey leads one to expect."""

import pandas as pd

from analysis.model import need
from analysis.reference.areas import upper_tier_parts
from analysis.sources.known import Known

LARGER_AREAS = ("LLR", "Leicestershire and Rutland")


def expect_need(known: Known, survey: pd.Series | None) -> pd.DataFrame:
    """People expected by area and sex from the newest usable estimate of the survey."""
    asked = known.indicators.need
    assumed = {assumption.id: assumption.value for assumption in known.catalogue.assumptions}
    return need.expect(
        known.population,
        survey,
        bands={base.age_base: base.bands for base in asked.age_bases},
        larger_areas={name: upper_tier_parts(name) for name in LARGER_AREAS},
        relative_error={"female": assumed[asked.women_error], "male": assumed[asked.men_error]},
    )
