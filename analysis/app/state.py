"""The explorer's state: what a visitor has chosen, and what follows from it. No Panel here."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import param

from analysis.model.standstill import break_even_growth, standstill_indices
from analysis.parameters import Parameters
from analysis.wording.conditional import break_even_sentence, standstill_sentence

CONFIDENCES = (0.8, 0.9, 0.95, 0.99)
DEFLATORS = ("gdp", "cpi", "cpih")
SLOWEST_PERCENT, FASTEST_PERCENT = -10, 15
FURTHEST_YEARS = 10


def _growth(default: int, doc: str) -> param.Integer:
    return param.Integer(default, bounds=(SLOWEST_PERCENT, FASTEST_PERCENT), doc=f"{doc}, in per cent a year.")


class Explorer(param.Parameterized):
    """What one visitor has chosen.

    start: the parameters of the meeting that is looked at; show: gives what is shown for a set of parameters, and is
    shared by all visitors.
    """

    confidence = param.Selector(default=0.95, objects=list(CONFIDENCES), doc="Coverage of every interval.")
    deflator = param.Selector(default="gdp", objects=list(DEFLATORS), doc="Index that turns pounds into real ones.")
    demand_growth = _growth(3, "Growth of demand that the visitor assumes")
    price_growth = _growth(2, "Growth of prices that the visitor assumes")
    funding_growth = _growth(0, "Growth of funding that the visitor assumes")
    years = param.Integer(5, bounds=(1, FURTHEST_YEARS), doc="Years ahead that the visitor looks.")

    paper = param.String("", doc="Paper whose findings are listed; empty lists all.")
    rule = param.String("", doc="Test whose findings are listed; empty lists all.")
    grade = param.String("impossible", doc="Grade whose findings are listed; empty lists all.")
    figure = param.String("", doc="Id of the figure that is looked up.")
    other = param.String("", doc="Id of the figure beside it.")

    def __init__(self, start: Parameters, show: Callable[[Parameters], object], **chosen):
        super().__init__(**({"confidence": start.confidence, "deflator": start.deflator} | chosen))
        self._start = start
        self._show = show

    @property
    def parameters(self) -> Parameters:
        """The parameters of a run that answers what the visitor has chosen."""
        return replace(self._start, confidence=self.confidence, deflator=self.deflator)

    @property
    def shown(self):
        """What is shown for the visitor's choice."""
        return self._show(self.parameters)

    @property
    def growths(self) -> dict[str, float]:
        """The three growths that the visitor assumes, as fractions a year."""
        names = ("demand_growth", "price_growth", "funding_growth")
        return {name: getattr(self, name) / 100 for name in names}

    @property
    def indices(self) -> pd.DataFrame:
        """Rows of `model.standstill.standstill_indices` under the visitor's assumption."""
        return standstill_indices(self.years, **self.growths)

    def conditional(self, start: str) -> str:
        """What follows from the visitor's assumption, in words; `start` is the year that stands at 100."""
        growths = self.growths
        even = break_even_growth(demand_growth=growths["demand_growth"], price_growth=growths["price_growth"])
        return f"{standstill_sentence(self.indices, start, **growths)} {break_even_sentence(even)}"
