"""Exhibits of need: who is expected, who is reached, what standards ask for."""

from functools import partial

import pandas as pd

from analysis import charts
from analysis.pack.exhibits.cells import NONE, limits, sized, span_of_count, text
from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.findings import add_marks
from analysis.pack.exhibits.labels import SURVEYS, all_figures, era_labels, newest_first, service_names
from analysis.pipeline import Results
from analysis.wording.numbers import CANNOT, interval, number, people_estimated, percent, places_of_percent
from analysis.wording.titles import services as titles

SEXES = {"female": "women", "male": "men", "all": "all"}
CASELOAD = "advisers-by-caseload"
COUNCILS = ("Leicester", "Leicestershire", "Rutland")


def need(results: Results) -> Exhibit:
    """Victims that the national survey leads one to expect in each council area."""
    rows = results.need[results.need["area"].ne("England")].sort_values("area", key=_place_of_area, kind="stable")
    title = "People expected to have experienced domestic abuse in a year"
    if rows.empty:
        return Exhibit("need", title, "No survey estimate for both sexes.", "", pd.DataFrame())
    both = rows[rows["sex"].eq("all") & rows["area"].isin(COUNCILS)]
    survey = rows.iloc[0]
    return Exhibit(
        name="need",
        title=_title(both),
        caption=(
            f"Synthetic estimates, not counts: residents aged {survey['age_base']} at the census of 2021 times the "
            f"share found by the Crime Survey for England and Wales in the year to {survey['survey_year']:%B %Y}. "
            f"{_assumed_range(results)}"
        ),
        alternative_text=" ".join(
            f"{row.area}: {people_estimated(row.victims)}, range {limits(row.low, row.high, people_estimated)}."
            for row in both.itertuples()
        ),
        table=_need_table(rows),
        panels=partial(charts.need_ranges, both),
        columns=1,
    )


def _title(both: pd.DataFrame) -> str:
    said = [f"{row.area} {limits(row.low, row.high, people_estimated)}" for row in both.itertuples()]
    return f"People expected to have experienced domestic abuse in a year: {'; '.join(said)}"


def need_by_year(results: Results) -> Exhibit:
    """What each year of the survey would lead one to expect in the board's area: its series break, and none joins."""
    area = _area_of_board(results)
    rows = results.assessment.expected
    rows = rows[rows["area"].eq(area) & rows["sex"].eq("all")].sort_values("survey_year", kind="stable")
    return Exhibit(
        name="need_by_year",
        title=titles.expected_by_year(area, int(rows["victims"].notna().sum()), len(rows)),
        caption=(
            "The survey changed its ages, its fieldwork and its questions: rows of different ages or questions are not "
            "a series. A year without a local count of adults near enough stands with its reason."
        ),
        alternative_text="",
        table=pd.DataFrame(
            {
                "Survey year": [f"year to {day:%B %Y}" for day in rows["survey_year"]],
                "Survey of": rows["series"].map(SURVEYS).fillna(rows["series"]),
                "Share": [NONE if pd.isna(value) else percent(value / 100, 1) for value in rows["percent"]],
                "People expected": [NONE if pd.isna(value) else people_estimated(value) for value in rows["victims"]],
                "Assumed range": [
                    limits(*pair, people_estimated) for pair in zip(rows["low"], rows["high"], strict=True)
                ],
                "Remark": rows["reason"],
            }
        ),
    )


def ladder(results: Results) -> Exhibit:
    """From all victims to a good result, for each area and service, newest system first: how many on each rung."""
    rows = results.assessment.ladder
    # What is estimated of an area, or recorded there, stands once above the services of one system.
    of_area = rows["rung"].isin([rung.id for rung in results.indicators.ladder if rung.kind != "service"])
    once = rows[~(of_area & rows.duplicated(["era", "area", "rung", "period_end", "reason"]))]
    once = once[~once["reason"].str.startswith("Not shown")]
    once = once.sort_values("era", key=lambda eras: newest_first(eras, results), kind="stable")
    shown = [one for _, part in once.groupby(["era", "area", "service"], sort=False) for one in _rungs(part, results)]
    table = pd.DataFrame([cells for cells, _ in shown])
    return Exhibit(
        name="ladder",
        title=titles.ladder(int(once["value"].notna().sum()), len(once)),
        caption=(
            "The newest system first. People on each rung, per 1,000 adults a year with an interval, and beside the "
            "nearest rung above. A share is given only where both count the same people over the same time; any other "
            "figure is a ratio of two numbers. Rungs on which a service published nothing are named together. Services "
            "are never added up. Police figures are the force's: they stand for Leicester, Leicestershire and Rutland "
            "together, and for no one of them."
        ),
        alternative_text="",
        table=add_marks(table, [ids for _, ids in shown], results) if shown else table,
        figures=all_figures(rows["figures"]),
    )


def standards(results: Results) -> Exhibit:
    """What recognised standards ask for in each council area, and what is known to be there."""
    rows = results.assessment.standards
    wanted = (*COUNCILS, "LLR")
    rows = rows[rows["area"].isin(wanted)]
    labels = {card.id: card.label for card in results.indicators.cards}
    wide = rows.assign(cell=[_asked(row) for row in rows.itertuples()]).pivot(
        index="standard", columns="area", values="cell"
    )
    uses = results.indicators.standards
    known = {document.id for document in results.catalogue.documents}
    table = pd.DataFrame({"Standard": [labels[use.id] for use in uses]})
    for area in wanted:
        table[area] = [wide.loc[use.id, area] for use in uses]
    table["Known to be there"] = [_known(use, known) for use in uses]
    reasons = [reason for reason in dict.fromkeys(rows["reason"]) if reason]
    return Exhibit(
        name="standards",
        title=titles.standards("LLR", wide.loc[CASELOAD, "LLR"]),
        caption=" ".join(
            [
                "A standard times residents, women from 16 or cases, by the census of 2021: a rule, not an estimate, "
                "so without an interval. A range is that of the caseload. MARACs are held for the police force's area; "
                "a council's number is its part by population. The guidance on MARACs has no date.",
                *reasons,
            ]
        ),
        alternative_text="",
        table=table,
    )


def _assumed_range(results: Results) -> str:
    """What the range is, with the ratings of the assumptions behind it."""
    asked = results.indicators.need
    known = {one.id: one for one in results.catalogue.assumptions}
    women, men = known[asked.women_error], known[asked.men_error]
    return (
        "The survey's own interval was not among the published figures at hand, so the range is an assumption: "
        f"{percent(women.value)} of the estimate for women either way and {percent(men.value)} for men (rated: quality "
        f"{women.quality} and {men.quality}, impact {women.impact} and {men.impact}, of 5)."
    )


def _area_of_board(results: Results) -> str:
    return next(board.area for board in results.catalogue.boards if board.id == results.parameters.board)


def _rungs(part: pd.DataFrame, results: Results) -> list[tuple[dict[str, str], tuple[str, ...]]]:
    """A ladder in words: the rungs with a number or a reason of their own, then those of which nothing is known."""
    labels = {card.id: card.label for card in results.indicators.cards}
    head = part.iloc[0]
    named = service_names(results).get(head["service"])
    whole = f"{head['area']} as a whole: {era_labels(results)[head['era']]}"
    place = {"Service, area": f"{named}, {head['area']}" if named else whole}
    silent = part["reason"].str.startswith("No data: nothing")
    cells = [(place | _rung(row, labels), row["figures"]) for row in part[~silent].to_dict("records")]
    if silent.any():
        named = ", ".join(labels[rung].lower() for rung in part.loc[silent, "rung"])
        nothing = {"Rung": named.capitalize(), "Period": NONE, "People": "no data"}
        empty = {"Per 1,000 adults a year": NONE, "Beside the rung above": NONE}
        cells.append((place | nothing | empty | {"Remark": "Nothing was published."}, ()))
    return cells


def _rung(row: dict, labels: dict[str, str]) -> dict[str, str]:
    has_value, has_rate = pd.notna(row.get("value")), pd.notna(row.get("rate"))
    estimated = pd.notna(row.get("value_low"))
    write = people_estimated if estimated else number
    people = write(row["value"]) if has_value else row["reason"].partition(":")[0].lower()
    if estimated:
        people += f" ({limits(row['value_low'], row['value_high'], people_estimated)})"
    rate = f"{sized(row['rate'])} ({limits(row['rate_low'], row['rate_high'])})" if has_rate else NONE
    remarks = (row["reason"], text(row.get("rate_reason")), text(row.get("ratio_reason")))
    period = span_of_count(row["period_start"], row["period_end"])
    return {
        "Rung": labels[row["rung"]],
        "Period": period if has_value else NONE,
        "People": people,
        "Per 1,000 adults a year": rate,
        "Beside the rung above": _beside(row, labels),
        "Remark": next((remark for remark in remarks if remark), ""),
    }


def _beside(row: dict, labels: dict[str, str]) -> str:
    if pd.isna(row.get("ratio")):
        return NONE
    write = partial(percent, places=places_of_percent(row["ratio"]))
    of = f"of {labels[row['above']].lower()}"
    kind = "" if row["ratio_kind"] == "share" else "ratio "
    return f"{kind}{write(row['ratio'])} {of} ({limits(row['ratio_low'], row['ratio_high'], write)})"


def _asked(row) -> str:
    if pd.isna(row.low):
        return CANNOT if row.reason else NONE
    return sized(row.low) if row.low == row.high else interval(sized(row.low), sized(row.high))


def _known(use, documents: set[str]) -> str:
    said = [one.says for one in use.known if one.source in documents]
    return f"{use.exists} Known: {'; '.join(said)}." if said else use.exists


def _need_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Area": rows["area"],
            "Sex": rows["sex"].map(SEXES),
            f"Residents {rows['age_base'].iloc[0]}": rows["residents"].map(number),
            "Share": [percent(value / 100, 1) for value in rows["percent"]],
            "People expected": rows["victims"].map(people_estimated),
            "Assumed range": [
                interval(people_estimated(low), people_estimated(high))
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
        }
    )


def _place_of_area(areas: pd.Series) -> pd.Series:
    """The three councils, what they make together, then the districts in the order of the alphabet."""
    first = {area: f" {place}" for place, area in enumerate((*COUNCILS, "Leicestershire and Rutland", "LLR"))}
    return areas.map(lambda area: first.get(area, area))
