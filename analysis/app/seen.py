"""What a card is made from: everything that a visitor's choice can change in it. No Panel."""

from dataclasses import dataclass, replace

from analysis.app.address import Choice
from analysis.parameters import Parameters

EVERYWHERE = ("confidence", "deflator")
AREA, SCENARIO, EVIDENCE = ("area",), ("scenario", "compare", "own"), ("without",)


AS_IT_COMES = Choice()


@dataclass(frozen=True)
class Seen:
    """Parameters, an area, what is assumed, the sources of growth that do not count; alike ones share their cards."""

    parameters: Parameters
    area: str = ""
    scenario: Choice = AS_IT_COMES
    compare: tuple[Choice, ...] = ()
    own: str = ""
    without: tuple[str, ...] = ()

    def only(self, follows: tuple[str, ...]) -> "Seen":
        """The same without what a card does not follow, so that it is not made again for it."""
        usual = Seen(self.parameters)
        return replace(
            self, **{name: getattr(usual, name) for name in (*AREA, *SCENARIO, *EVIDENCE) if name not in follows}
        )
