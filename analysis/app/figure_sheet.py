"""A printed figure as a visitor looks it up: its name, its sheet, and two of them with the verdict."""

import re
from html import escape

import pandas as pd

from analysis.model.comparability import COMPARABLE, NOT_COMPARABLE, compare
from analysis.pack.exhibits.labels import era_labels, short
from analysis.pipeline import Results
from analysis.wording.numbers import long_date, period

KINDS = {COMPARABLE: "may", NOT_COMPARABLE: "not"}
UNRESERVED = "Nothing that we know stands against comparing them."


def figure_names(results: Results) -> dict[str, str]:
    """The name of each figure by its id: what is counted, when, as printed; like ones are told apart by their place."""
    rows = results.figures
    names = pd.Series([_name(row) for row in rows.itertuples()], index=rows["id"])
    placed = names + " · " + rows["locator"].to_numpy()
    names = names.where(~names.duplicated(keep=False), placed)
    return names.where(~names.duplicated(keep=False), names + " · " + names.index).to_dict()


def figure_groups(results: Results) -> dict[str, dict[str, str]]:
    """The figures to pick from, name to id, under the paper that prints them."""
    names, groups = figure_names(results), {}
    for paper in results.catalogue.documents:
        ids = results.figures.loc[results.figures["source"].eq(paper.id), "id"]
        if len(ids):
            groups[f"{paper.body}, {long_date(paper.counts_from)}"] = {names[one]: one for one in ids}
    return groups


def opening_pair(results: Results) -> tuple[str, str]:
    """Two figures to begin with: the latest count of demand, and the first under another system where there is one."""
    shown = results.demand[results.demand["stands_for_demand"]].sort_values(["period_end", "value"])
    earliest = shown[shown["period_end"].eq(shown["period_end"].min())]
    largest = [rows["figures"].iloc[-1][0] for rows in (shown, earliest) if len(rows)]
    return tuple(largest) if largest else (results.figures["id"].iloc[-1], results.figures["id"].iloc[0])


def asked_by(figure: str, name: str) -> str:
    """A button that looks a figure up."""
    return f'<button type="button" class="ask" data-figure="{escape(figure)}">{escape(name)}</button>'


def sheet(figure: str, results: Results) -> str:
    """One figure as it is printed, with its paper, its place and its period."""
    row = results.figures.set_index("id").loc[figure]
    paper = next(one for one in results.catalogue.documents if one.id == row["source"])
    services = results.services.set_index("service")["service_label"]
    said = {
        "Counts": f"{row['measure']}, {row['group']}",
        "Service": services.get(row["service"], ""),
        "System": era_labels(results).get(row["era"], ""),
        "Area": row["area"],
        "Period": _when(row),
        "Paper": f"{paper.body}, {long_date(paper.counts_from)}",
        "Place": row["locator"],
        "Not stated": row["reason_missing"],
        "Note": row["note"],
    }
    lines = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in said.items() if text)
    return f'<p class="printed">{escape(row["value_printed"])}</p><dl>{lines}</dl>'


def verdict(one: str, other: str, results: Results) -> str:
    """Whether two figures may be compared, with every reason against it, the gravest first."""
    figures, known = results.figures.set_index("id", drop=False), results.catalogue
    found = compare(figures.loc[one], figures.loc[other], known.breaks, results.findings, known.measures)
    says = _with_names(one, other, results)
    reasons = "".join(f"<li>{escape(says(limit.sentence))}</li>" for limit in found.reasons)
    listed = f"<ul>{reasons}</ul>" if reasons else f"<p>{UNRESERVED}</p>"
    kind = KINDS.get(found.level, "caveat")
    return (
        f'<div class="verdict {kind}" aria-live="polite"><p>These two figures are</p>'
        f"<strong>{found.level}</strong>{listed}</div>"
    )


def _with_names(one: str, other: str, results: Results):
    """What puts the names that readers know in place of ids."""
    services = dict(zip(results.services["service"], results.services["service_label"].map(short), strict=True))
    names = services | era_labels(results) | {other: "the second figure", one: "the first figure"}
    longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    known = re.compile(rf"(?<![\w-])({longest_first})(?![\w-])")

    def says(sentence: str) -> str:
        text = known.sub(lambda found: names[found[1]], sentence)
        return text[:1].upper() + text[1:]

    return says


def _name(row) -> str:
    group = "" if row.group == "all" else f" ({row.group})"
    when = period(row.period_start, row.period_end)
    return f"{row.measure[:1].upper()}{row.measure[1:]}{group}, {when}: {row.value_printed}"


def _when(row: pd.Series) -> str:
    when = period(row["period_start"], row["period_end"])
    printed = f"; printed «{row['period_printed']}»" if row["period_printed"] else ""
    months = row["exposure_months"]
    operated = f"; {months:g} {'month' if months == 1 else 'months'} of operation" if pd.notna(months) else ""
    return f"{when}{printed}{operated}"
