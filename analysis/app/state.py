"""The explorer's state: what a visitor has chosen, and what follows from it. No Panel here."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import param

from analysis.app.address import Address, Choice, Setting
from analysis.app.offered import Meeting
from analysis.app.roles import PUBLIC, Role
from analysis.model.standstill import break_even_growth, standstill_indices
from analysis.parameters import Parameters
from analysis.wording.conditional import break_even_sentence, standstill_sentence

CONFIDENCES = (0.8, 0.9, 0.95, 0.99)
DEFLATORS = ("gdp", "cpi", "cpih")
SLOWEST_PERCENT, FASTEST_PERCENT = -10, 15
FURTHEST_YEARS = 10
USUAL = {"demand_growth": 3, "price_growth": 2, "funding_growth": 0, "years": 5}
SETTINGS = {
    "demand_growth": Setting(SLOWEST_PERCENT, FASTEST_PERCENT, "Growth of demand", " per cent a year"),
    "price_growth": Setting(SLOWEST_PERCENT, FASTEST_PERCENT, "Growth of prices", " per cent a year"),
    "funding_growth": Setting(SLOWEST_PERCENT, FASTEST_PERCENT, "Growth of funding", " per cent a year"),
    "years": Setting(1, FURTHEST_YEARS, "Years ahead", " years"),
}
SAME_NAME = ("page", "card", "area", "compare", "paper", "rule", "grade", "figure", "other")


def _growth(name: str) -> param.Integer:
    limits = SETTINGS[name]
    return param.Integer(USUAL[name], bounds=(limits.low, limits.high), doc=f"{limits.label}, in per cent a year.")


class Explorer(param.Parameterized):
    """What one visitor has chosen.

    meetings: those that this visitor may look at, the latest first; work: gives the results for a set of parameters,
    which all visitors share; role: decides the audience of every set of parameters that is asked for.
    """

    page = param.String("overview", doc="Page that is open.")
    meeting = param.String("", doc="Meeting that is looked at, `board/date`.")
    card = param.String("", doc="Card that a link points at.")
    area = param.String("", doc="Area that is looked at; empty is all of it.")
    compare = param.ClassSelector(default=(), class_=tuple, doc="Scenarios beside the chosen one.")
    preset = param.String("", doc="Scenario that the settings start from.")

    confidence = param.Selector(default=0.95, objects=list(CONFIDENCES), doc="Coverage of every interval.")
    deflator = param.Selector(default="gdp", objects=list(DEFLATORS), doc="Index that turns pounds into real ones.")
    demand_growth = _growth("demand_growth")
    price_growth = _growth("price_growth")
    funding_growth = _growth("funding_growth")
    years = param.Integer(USUAL["years"], bounds=(1, FURTHEST_YEARS), doc="Years ahead that the visitor looks.")

    paper = param.String("", doc="Paper whose findings are listed; empty lists all.")
    rule = param.String("", doc="Test whose findings are listed; empty lists all.")
    grade = param.String("impossible", doc="Grade whose findings are listed; empty lists all.")
    figure = param.String("", doc="Id of the figure that is looked up.")
    other = param.String("", doc="Id of the figure beside it.")

    def __init__(self, meetings: tuple[Meeting, ...], work: Callable, role: Role = PUBLIC, **chosen):
        super().__init__(**({"meeting": meetings[0].name} | chosen))
        self.meetings, self.role, self._work = meetings, role, work

    @property
    def chosen_meeting(self) -> Meeting:
        """The meeting that is looked at."""
        return next(one for one in self.meetings if one.name == self.meeting)

    @property
    def parameters(self) -> Parameters:
        """The parameters of a run that answers what the visitor has chosen, never beyond the visitor's role."""
        start = self.chosen_meeting.parameters
        return replace(start, confidence=self.confidence, deflator=self.deflator, audience=self.role.audience)

    @property
    def results(self):
        """The results for the visitor's choice."""
        return self._work(self.parameters)

    @property
    def address(self) -> Address:
        """All that the visitor has chosen, as an address."""
        return Address(
            **{name: getattr(self, name) for name in SAME_NAME},
            meeting=self.meeting,
            scenario=self.scenario,
            confidence=f"{self.confidence * 100:g}",
            prices=self.deflator,
        )

    @property
    def scenario(self) -> Choice:
        """What the visitor assumed otherwise than usual."""
        return Choice(self.preset, tuple((n, getattr(self, n)) for n in sorted(USUAL) if getattr(self, n) != USUAL[n]))

    def go(self, address: Address) -> None:
        """Takes over an address whose values are all offered."""
        settings = {name: int(value) for name, value in address.scenario.settings}
        self.param.update(
            **{name: getattr(address, name) for name in SAME_NAME},
            **USUAL | settings,
            meeting=address.meeting or self.meetings[0].name,
            preset=address.scenario.preset,
            confidence=float(address.confidence) / 100,
            deflator=address.prices,
        )

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
