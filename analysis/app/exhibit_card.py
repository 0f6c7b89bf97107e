"""An exhibit as a card: the finding, its pictures, what they say in words, the table behind them, the sources."""

from dataclasses import asdict

from analysis.app.drawing import Picture
from analysis.app.markup import details, heading, paragraph, picture_title, sources_line, table
from analysis.pack.exhibits import Exhibit
from analysis.pipeline import Results
from analysis.wording.numbers import long_date


def contents(exhibit: Exhibit, pictures: tuple[Picture, ...], results: Results, kicker: str) -> dict[str, object]:
    """What the card of an exhibit shows, by the names of `Card`'s parameters."""
    return {
        "before": heading(exhibit.title, exhibit.caption, kicker),
        "pictures": hung(pictures),
        "after": behind(exhibit, results),
    }


def behind(exhibit: Exhibit, results: Results) -> str:
    """What stands below the pictures: words, table, sources."""
    spoken = details("In words", paragraph(exhibit.alternative_text)) if exhibit.alternative_text else ""
    rows = details("The table behind it", table(exhibit.table, exhibit.title))
    return f"{spoken}{rows}{sources_line(sources_of(exhibit, results))}"


def sources_of(exhibit: Exhibit, results: Results) -> list[str]:
    """The papers behind an exhibit, each with the body it was written for and its date."""
    figures = results.figures[results.figures["id"].isin(exhibit.figures)]
    papers = [one for one in results.catalogue.documents if one.id in set(figures["source"])]
    return [f"{one.body}, {long_date(one.counts_from)}" for one in papers]


def hung(pictures: tuple[Picture, ...]) -> list[dict[str, str]]:
    """Pictures as a card takes them; what each says stands once below them all, in words and in the table."""
    return [asdict(picture) | {"title": picture_title(picture.title)} for picture in pictures]
