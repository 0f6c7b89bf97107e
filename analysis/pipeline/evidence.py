"""What the published figures say about themselves, and where demand and funding are both known."""

import pandas as pd

from analysis.model import coverage, funding
from analysis.model.disclosure import PRINTED
from analysis.model.forensics import examine, mark
from analysis.reference.registers import Break
from analysis.sources.catalogue import Catalogue
from analysis.sources.known import Known


def prove_figures(known: Known) -> pd.DataFrame:
    """What the printed figures say about themselves, services by the names that readers know."""
    names = dict(
        zip(known.services["service"], known.services["service_label"].str.split(" (", regex=False).str[0], strict=True)
    )
    catalogue, figures = known.catalogue, known.figures
    # Rounded counts add up to nothing: what is wrong with a return is for those who may see it.
    figures = figures[figures["disclosure"].eq(PRINTED)] if "disclosure" in figures else figures
    return mark(examine(figures, catalogue.measures, known.claims, known.contracts, catalogue.conflicts), names)


def known_breaks(catalogue: Catalogue) -> list[Break]:
    """The breaks that a known document names."""
    known = {document.id for document in catalogue.documents}
    return [one for one in catalogue.breaks if one.source in known]


def find_coverage(series: pd.DataFrame, money: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Where demand and funding are both known of one service, area and time."""
    shown = series[series["stands_for_demand"]]
    return coverage.matrix(known.services, shown, funding.add_year_bounds(known.funding, money))
