"""Marks of sources to numbers, and the list of sources at the end; one place in one source has one number."""

from collections.abc import Iterable

from analysis.errors import BadArgument
from analysis.pack.markdown import MARK, escape
from analysis.pack.parts import Reference

HEADING = "## Sources {#sources .unnumbered}"


def number_sources(text: str, references: Iterable[Reference], list_here: str) -> str:
    """The text with a numbered link for every mark, and the sources listed where `list_here` stands, else at the end.

    Raises BadArgument for a mark of a source that is not among the references.
    """
    known = {reference.id: reference for reference in references}
    mentions: dict[tuple[str, str], int] = {}

    def link(mark) -> str:
        place = (mark[1], mark[2].strip())
        if place[0] not in known:
            raise BadArgument(
                f"source {place[0]}: not among the sources of the pack; expected one of {', '.join(known)}."
            )
        mentions[place] = mentions.get(place, 0) + 1
        number = list(mentions).index(place) + 1
        name = f'#mention-{number}-{mentions[place]} .mention aria-label="Source {number}"'
        return f"[\\[{number}\\]](#source-{number}){{{name}}}"

    numbered = MARK.sub(link, text)
    listed = _list([(known[source], locator, times) for (source, locator), times in mentions.items()])
    if list_here in numbered:
        return numbered.replace(list_here, listed)
    return f"{numbered}\n{listed}" if listed else numbered


def _list(places: list[tuple[Reference, str, int]]) -> str:
    items = [_item(number, *place) for number, place in enumerate(places, start=1)]
    return "\n".join([HEADING, "", *items, ""]) if items else ""


def _item(number: int, reference: Reference, locator: str, times: int) -> str:
    citation = f"[{escape(reference.citation)}]({reference.link})" if reference.link else escape(reference.citation)
    words = f"{citation}, {escape(locator)}" if locator else citation
    back = " ".join(_back(number, mention) for mention in range(1, times + 1))
    return f"{number}. [{words}.]{{#source-{number}}} {back}"


def _back(number: int, mention: int) -> str:
    label = f"Back to mention {mention} of source {number}"
    return f'[↩](#mention-{number}-{mention}){{.back-link aria-label="{label}"}}'
