"""People's words in a pack: kept as written, with a flag where a number that they cite has changed since."""

import re
from functools import partial

import pandas as pd

from analysis.pack.manifest import Headline

# [191]{cites=da-locality-latest}: the author saw 191 under that id, a headline's or a published figure's.
CITED = re.compile(r"\[([^\]]*)\]\{cites=([^}\s]+)\}")


def check_citations(
    sections: dict[str, str], headlines: list[Headline], figures: pd.DataFrame
) -> tuple[dict[str, str], list[str]]:
    """The sections with every citation printed as its number, and a warning for each that no longer holds.

    A number that has changed keeps the author's words and says the new value beside them; an id that the pack does not
    have is said too. Nothing that people wrote is lost.
    """
    known = dict(zip(figures["id"], figures["value_printed"], strict=True)) | {one.id: one.text for one in headlines}
    warnings: list[str] = []

    def check(section: str, mark: re.Match) -> str:
        seen, name = mark[1], mark[2]
        if known.get(name) == seen:
            return seen
        now = f"now {known[name]}" if name in known else "not in this pack"
        warnings.append(f"commentary, {section}: {seen} cites {name}, which is {now}.")
        return f"{seen} **(to be checked by the report author: {now})**"

    return {name: CITED.sub(partial(check, name), text) for name, text in sections.items()}, warnings
