"""How a page is planned: a question, and cards of which each is one line."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.app.seen import Seen
from analysis.pack.exhibits import Exhibit
from analysis.parameters import Parameters
from analysis.pipeline import Results
from analysis.pipeline.scenarios import Scenarios


@dataclass(frozen=True)
class Shows:
    """A card that shows an exhibit.

    make: the exhibit of a run; kicker: the word above the finding; unit: of what is shown, in words.
    interval: what its intervals cover, `{confidence}` stands for the chosen one; empty where it has none, and said so.
    cannot: what it cannot say; kind: its look in `look.css`; controls: names in `controls.CONTROLS`.
    markup: draws it by hand instead of as a chart, such as the coverage matrix: heading and all.
    follows: fields of `seen.Seen` that change it, beside the parameters; adds: what is slow and of this card alone, as
    the pipeline adds it to the scenarios, whatever the settings in `ignores`. If it follows the area, `make` gets that.
    says: markup of what a choice of the reader changes in it, said aloud; from the results before it.
    empty: what is said where there is nothing to show; as usual that nothing was published.
    """

    make: Callable[..., Exhibit]
    kicker: str
    unit: str
    cannot: str
    interval: str = ""
    kind: str = "plain"
    controls: tuple[str, ...] = ()
    markup: Callable[[Results, Exhibit], str] | None = None
    follows: tuple[str, ...] = ()
    adds: Callable[[Scenarios, Parameters], Scenarios] | None = None
    ignores: tuple[str, ...] = ()
    says: Callable[[Results, Seen], str] | None = None
    empty: str = ""

    @property
    def name(self) -> str:
        """Its key in an address."""
        return self.make.__name__.replace("_", "-")


@dataclass(frozen=True)
class Makes:
    """A card with a life of its own: `build` gives it for an explorer; `name` is its key in an address."""

    name: str
    build: Callable
    kicker: str


@dataclass(frozen=True)
class Page:
    """A page: its key in an address, its name in the navigation, its question, the words below that, its cards.

    lead: from the results; opening: markup in the place of question and lead, for the page that begins it all.
    beside: how many cards stand beside the first, which stays in sight where the screen is wide; none where it is 0.
    """

    id: str
    label: str
    question: str
    cards: tuple[Shows | Makes, ...]
    lead: str = ""
    opening: Callable[[Results], str] | None = None
    beside: int = 0
