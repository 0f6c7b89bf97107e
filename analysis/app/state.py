"""The explorer's state: what a visitor has chosen, and what follows from it. No Panel here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import param

from analysis.app.address import Address, Choice
from analysis.app.offered import Meeting
from analysis.app.roles import PUBLIC, Role
from analysis.app.seen import Seen
from analysis.parameters import Parameters

CONFIDENCES = (0.8, 0.9, 0.95, 0.99)
DEFLATORS = ("gdp", "cpi", "cpih")
# What is offered of these is known only from the results.
LATE = ("area", "scenario", "compare", "without", "paper", "rule", "grade", "figure", "other")
SAME_NAME = ("page", "card", "own", *LATE)


class Explorer(param.Parameterized):
    """What one visitor has chosen.

    meetings: those that this visitor may look at, the latest first; work: gives the results for a set of parameters,
    which all visitors share; data: the folder that it takes; role: decides the audience of every set of parameters.
    """

    page = param.String("overview", doc="Page that is open.")
    meeting = param.String("", doc="Meeting that is looked at, `board/date`.")
    card = param.String("", doc="Card that a link points at.")
    area = param.String("", doc="Area that is looked at; empty is all of it.")
    scenario = param.ClassSelector(default=Choice(), class_=Choice, doc="What is assumed.")
    compare = param.ClassSelector(default=(), class_=tuple, doc="Scenarios beside the chosen one.")
    own = param.String("", doc="Text of the visitor's own scenario file; empty for none.")

    without = param.ClassSelector(default=(), class_=tuple, doc="Ids of the sources of growth that do not count.")
    confidence = param.Selector(default=0.95, objects=list(CONFIDENCES), doc="Coverage of every interval.")
    deflator = param.Selector(default="gdp", objects=list(DEFLATORS), doc="Index that turns pounds into real ones.")
    paper = param.String("", doc="Paper whose findings are listed; empty lists all.")
    rule = param.String("", doc="Test whose findings are listed; empty lists all.")
    grade = param.String("impossible", doc="Grade whose findings are listed; empty lists all.")
    figure = param.String("", doc="Id of the figure that is looked up.")
    other = param.String("", doc="Id of the figure beside it.")

    def __init__(
        self,
        meetings: tuple[Meeting, ...],
        work: Callable,
        role: Role = PUBLIC,
        data: Path | None = None,
        **chosen,
    ):
        super().__init__(**({"meeting": meetings[0].name} | chosen))
        self.meetings, self.role, self.data, self._work = meetings, role, data, work

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
    def seen(self) -> Seen:
        """All that what is shown depends on."""
        return Seen(self.parameters, self.area, self.scenario, self.compare, self.own, self.without)

    @property
    def address(self) -> Address:
        """All that the visitor has chosen, as an address."""
        return Address(
            **{name: getattr(self, name) for name in SAME_NAME},
            meeting=self.meeting,
            confidence=f"{self.confidence * 100:g}",
            prices=self.deflator,
        )

    def go(self, address: Address) -> None:
        """Takes over an address whose values are all offered."""
        self.param.update(
            **{name: getattr(address, name) for name in SAME_NAME},
            meeting=address.meeting or self.meetings[0].name,
            confidence=float(address.confidence) / 100,
            deflator=address.prices,
        )
