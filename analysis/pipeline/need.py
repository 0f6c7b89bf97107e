"""Need: who is expected, who is reached, what standards ask for, what services note, and what the duty asks."""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import BadArgument
from analysis.model import need
from analysis.model.need.ladder import Rods
from analysis.pipeline.demand import count_people
from analysis.reference.areas import (
    ASKABLE,
    FORCE_AREA,
    Area,
    find_area,
    nearest_names,
    smallest_parts,
    upper_tier_parts,
)
from analysis.reference.indicators import Indicators
from analysis.reference.systems import parts_below
from analysis.sources.known import Known

LARGER_AREAS = ("LLR", "Leicestershire and Rutland")


@dataclass(frozen=True)
class Assessment:
    """The needs assessment: each table is described where the model makes it.

    expected: each row is a survey year, an area and a sex: people expected with their range, or why none can be.
    ladder: each row is a rung from estimated victims to a good result, for an era, an area and a service.
    standards: each row is what a standard asks for in an area; profiles: each row is a need that services note.
    profile_changes: each row is a need in two periods that follow each other, tested.
    reach: each row is a count of a specialist service, or one of which nothing was published.
    equality: each row is a figure that bears on a protected characteristic, or a characteristic with none.
    cards: each row is an indicator: what it is, how it is worked out, what it cannot tell, its sources known by then.
    yearly_return: each row is an item of the worksheet for the ministry's return: a figure, or where it will come from.
    """

    expected: pd.DataFrame
    ladder: pd.DataFrame
    standards: pd.DataFrame
    profiles: pd.DataFrame
    profile_changes: pd.DataFrame
    reach: pd.DataFrame
    equality: pd.DataFrame
    yearly_return: pd.DataFrame
    cards: pd.DataFrame


def find_survey(known: Known) -> pd.Series | None:
    """The newest usable estimate of the survey whose year lies near enough to the local count of residents."""
    near = need.near_enough(known.prevalence, known.population, _assumed(known, known.indicators.need.longest_gap))
    return need.newest_estimate(near, known.indicators.need.series)


def expect_need(known: Known, survey: pd.Series | None) -> pd.DataFrame:
    """People expected by area and sex from the newest usable estimate of the survey."""
    return need.expect(
        known.population,
        survey,
        bands=_bands(known),
        larger_areas={name: upper_tier_parts(name) for name in LARGER_AREAS},
        relative_error=_errors(known),
    )


def assess_need(counts: pd.DataFrame, known: Known, confidence: float) -> Assessment:
    """The needs assessment from everything known; counts: counted flows with their sums."""
    asked, catalogue = known.indicators, known.catalogue
    expected = _expect_every_year(known)
    profiles = need.list_profiles(known.figures, asked.profiles, confidence)
    return Assessment(
        expected=expected,
        ladder=_climb(counts, expected, known, confidence),
        standards=need.apply_standards(known.population, known.standards, asked.standards, _areas(known)),
        profiles=profiles,
        profile_changes=need.compare_profiles(profiles, confidence),
        reach=need.list_reach(known.figures, known.services, catalogue.measures, asked.reach, confidence),
        equality=need.list_equality(known.figures, catalogue.equality),
        yearly_return=need.fill_return(catalogue.yearly_return, known.figures),
        cards=_list_cards(known),
    )


def sheet_of_area(assessment: Assessment, indicators: Indicators, area: Area) -> pd.DataFrame:
    """Everything known of one area's need: each row is an indicator with its value, or why it is not shown."""
    ground = set(smallest_parts(area.name))
    return need.one_area(
        area.name,
        area.code,
        tuple(name for name in ASKABLE if name != area.name and set(smallest_parts(name)) == ground),
        {name: getattr(assessment, name) for name in ("expected", "ladder", "standards", "profiles", "reach")},
        {card.id: (card.group, card.label) for card in indicators.cards},
        indicators.ladder,
    )


def look_at_area(known: Known, asked: str, confidence: float) -> pd.DataFrame:
    """The sheet of the area with this name or code; raises BadArgument with the nearest names for a wrong one."""
    area = find_area(asked)
    counts = count_people(known.figures, known.indicators)
    return sheet_of_area(assess_need(counts, known, confidence), known.indicators, area)


def find_indicator(sheet: pd.DataFrame, indicator: str | None, indicators: Indicators) -> pd.DataFrame:
    """The rows of one indicator, all without one.

    Raises BadArgument with the nearest ids for an unknown one, and with the reason where the area has no figure of it.
    """
    if indicator is None:
        return sheet
    known = [card.id for card in indicators.cards]
    if indicator not in known:
        nearest = ", ".join(nearest_names(indicator, known))
        raise BadArgument(f"--indicator: {indicator} is not known; expected one such as {nearest}.")
    rows = sheet[sheet["indicator"].eq(indicator)].reset_index(drop=True)
    if rows.empty:
        raise BadArgument(f"--indicator: {indicator} is not an indicator of need with figures for this area.")
    if rows["status"].eq("not shown").all():
        raise BadArgument(rows["reason"].iloc[0].rstrip(".") + ".")
    return rows


def _expect_every_year(known: Known) -> pd.DataFrame:
    larger = {name: parts for name, parts in _areas(known).items() if parts != (name,)}
    return need.expect_by_year(
        known.population,
        known.prevalence,
        bands=_bands(known),
        larger_areas=larger,
        relative_error=_errors(known),
        longest_gap_years=_assumed(known, known.indicators.need.longest_gap),
    )


def _climb(counts: pd.DataFrame, expected: pd.DataFrame, known: Known, confidence: float) -> pd.DataFrame:
    councils = {name: upper_tier_parts(name) for name in (*LARGER_AREAS, FORCE_AREA)}
    rods = Rods(
        expected=expected,
        police=known.police,
        police_area=FORCE_AREA,
        adults=need.adults_by_day(known.population, known.population_totals, councils),
        longest_gap_years=_assumed(known, known.indicators.need.longest_gap),
        eras=_spans(known),
    )
    parts = parts_below(known.catalogue.measures)
    return need.build_ladder(counts, known.figures, known.services, known.indicators.ladder, parts, rods, confidence)


def _spans(known: Known) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each era; one without a printed end ends at the next recommissioning."""
    renewed = [one.date for one in known.catalogue.breaks if one.kind == "recommissioning" and one.date]
    spans = {}
    for era in known.catalogue.eras:
        later = [day for day in renewed if era.start and day > era.start]
        spans[era.id] = (pd.Timestamp(era.start), pd.Timestamp(era.end or min(later, default=None)))
    return spans


def _list_cards(known: Known) -> pd.DataFrame:
    """Each row is the card of an indicator, with those of its sources that had been published."""
    published = {document.id for document in known.catalogue.documents}
    cards = pd.DataFrame([vars(card) for card in known.indicators.cards])
    return cards.assign(
        caveats=cards["caveats"].map(" ".join),
        sources=[tuple(source for source in ids if source in published) for ids in cards["sources"]],
    )


def _areas(known: Known) -> dict[str, tuple[str, ...]]:
    """Each area that can be asked for and the areas of the population table that make it up."""
    counted = set(known.population["area"])
    return {name: (name,) if name in counted else smallest_parts(name) for name in ASKABLE}


def _bands(known: Known) -> dict[str, tuple[str, ...]]:
    return {base.age_base: base.bands for base in known.indicators.need.age_bases}


def _errors(known: Known) -> dict[str, float]:
    asked = known.indicators.need
    named = {"female": asked.women_error, "male": asked.men_error, "all": asked.persons_error}
    return {sex: _assumed(known, assumption) for sex, assumption in named.items()}


def _assumed(known: Known, assumption: str) -> float:
    return next(one.value for one in known.catalogue.assumptions if one.id == assumption)
