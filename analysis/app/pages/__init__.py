"""The seven pages in the order of the navigation; each is a module with a list of its cards."""

from analysis.app.pages.capacity import CAPACITY
from analysis.app.pages.contracts import CONTRACTS
from analysis.app.pages.evidence import EVIDENCE
from analysis.app.pages.explore import EXPLORE
from analysis.app.pages.need import NEED
from analysis.app.pages.overview import OVERVIEW
from analysis.app.pages.performance import PERFORMANCE
from analysis.app.plan import Makes, Page, Shows

PAGES = {page.id: page for page in (OVERVIEW, EXPLORE, CAPACITY, NEED, PERFORMANCE, CONTRACTS, EVIDENCE)}

__all__ = ["PAGES", "Makes", "Page", "Shows"]
