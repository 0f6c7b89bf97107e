"""Money: what each line was worth, nominal and real."""

import pandas as pd

from analysis.model import funding
from analysis.sources.known import Known


def compare_years(money: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Each funding line from its first full year to its last, in real terms by the chosen index and another beside it.

    One index alone misleads: the GDP deflator jumps in 2020-21, when the output of government was priced anew.
    """
    change, other = funding.change_between(money), known.other_deflators
    return change.assign(beside=other.index, change_real_beside=funding.real_change(change, other.values))
