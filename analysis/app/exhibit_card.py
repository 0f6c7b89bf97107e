"""An exhibit as a card: the finding, its pictures, what they say in words, the table, and all that stands with it."""

from analysis.app.drawing import Picture
from analysis.app.markup import definitions, details, heading, paragraph, picture_title, sources_line, table, tools
from analysis.app.plan import Shows
from analysis.pack.exhibits import Exhibit
from analysis.pack.exhibits.findings import marks_of
from analysis.pipeline import Results
from analysis.wording.numbers import confidence_label, long_date

EMPTY = (
    "Nothing of this was published by {day} for this board. That is a result: it cannot be shown, and nothing is put "
    "in its place."
)
ANSWER = '<div class="seen" role="status" data-answer></div>'
NO_INTERVAL = "none: what is shown is as printed"


def contents(spec: Shows, exhibit: Exhibit, pictures: tuple[Picture, ...], results: Results) -> dict[str, object]:
    """What the card of an exhibit shows, by the names of `Card`'s parameters."""
    if exhibit.is_empty:
        said = paragraph(spec.empty or EMPTY.format(day=long_date(results.parameters.as_of)), "empty")
        return {"before": heading(exhibit.title, "", spec.kicker) + said, "pictures": [], "after": ""}
    head = spec.markup(results, exhibit) if spec.markup else heading(exhibit.title, exhibit.caption, spec.kicker)
    return {"before": head, "pictures": hung(pictures), "after": behind(spec, exhibit, results)}


def behind(spec: Shows, exhibit: Exhibit, results: Results) -> str:
    """What stands below the pictures: findings, words, table, about this figure, sources, files and link."""
    spoken = details("In words", paragraph(exhibit.alternative_text)) if exhibit.alternative_text else ""
    shown = table(exhibit.table, exhibit.title)
    # A card that is nothing but a table shows it; beside a chart it opens on request.
    rows = (
        details("The table behind it", shown) if exhibit.panels or spec.markup else f'<div class="rows">{shown}</div>'
    )
    about = details("About this figure", definitions(about_figure(spec, exhibit, results)))
    return (
        f"{ANSWER if spec.says else ''}{_warning(exhibit, results)}{spoken}{rows}{about}"
        f"{sources_line(sources_of(exhibit, results))}"
        f"{tools(exhibit.title, pictured=exhibit.panels is not None)}"
    )


def about_figure(spec: Shows, exhibit: Exhibit, results: Results) -> dict[str, str]:
    """What a reader should know of what is shown, name by name."""
    parameters = results.parameters
    interval = spec.interval.format(confidence=f"{confidence_label(parameters.confidence)} intervals")
    found = marks_of(exhibit.figures, results)
    return {
        "Shows": exhibit.caption,
        "Unit": spec.unit,
        "Interval": interval or NO_INTERVAL,
        "Cannot say": spec.cannot,
        "Findings": f"{', '.join(found)} warn of figures shown here" if found else "none that warn",
        "Known by": f"evidence published by {long_date(parameters.as_of)}",
    }


def sources_of(exhibit: Exhibit, results: Results) -> list[str]:
    """The papers behind an exhibit, each with the body it was written for and its date."""
    shown, figures = set(exhibit.figures), results.figures
    behind_it = {source for id, source in zip(figures["id"], figures["source"], strict=True) if id in shown}
    return [f"{one.body}, {long_date(one.counts_from)}" for one in results.catalogue.documents if one.id in behind_it]


def hung(pictures: tuple[Picture, ...]) -> list[dict[str, str]]:
    """Pictures as a card takes them; what each says stands once below them all, in words and in the table."""
    return [
        {"title": picture_title(one.title) + one.legend, "description": one.description, "item": one.item}
        for one in pictures
    ]


def _warning(exhibit: Exhibit, results: Results) -> str:
    found = marks_of(exhibit.figures, results)
    if not found:
        return ""
    said = f"{'Finding' if len(found) == 1 else 'Findings'} {', '.join(found)} warn of figures shown here."
    link = '<a href="?v=1&amp;page=evidence&amp;card=findings" data-page="evidence">See what was found</a>'
    return f'<p class="warned"><b aria-hidden="true">!</b> {said} {link}</p>'
