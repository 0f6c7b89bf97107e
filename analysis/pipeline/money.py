"""Money: what each line was worth, who pays it, what it is by head and by person, and what is committed ahead."""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import MissingDeflator
from analysis.model import funding
from analysis.model.payment import PaymentRule, earned, find_rule
from analysis.model.standstill import standstill_costs
from analysis.parameters import Parameters
from analysis.pipeline.evidence import known_breaks
from analysis.reference.areas import AREAS, DISTRICTS
from analysis.reference.scenario import Scenario, Spread
from analysis.sources.known import Known
from analysis.sources.money import Deflators

INFLATION = "inflation-after-release"
NO_RELEASE = "not published"
# The quarter of the meeting and the two years after it: as far as any paper of ours commits money, and one beyond.
QUARTERS_AHEAD = 9
COUNCILS = {name: len(DISTRICTS) for name in AREAS if name == "each district of Leicestershire"}


@dataclass(frozen=True)
class Money:
    """What one run worked out of money; pounds are of the day unless a name says `real`.

    no_index: why nothing can be in real terms, where no price index had been published; else empty.
    by_index: each row is a funding line in a financial year, real by every price index side by side.
    deflators: each row is a financial year of the chosen index, its status «outturn», «forecast» or «assumed».
    shares: each row is a partner's part of a joint sum, or the rest that is not divided.
    alike: each row is a sum that looks like another and is not joined to it.
    by_head: each row is a funding line in a financial year: pounds for each resident and adult, or why there are none.
    by_person: each row is a service in a financial year: pounds for each person, or why there are none.
    standstill: each row is a service and a year: what the base year's service would cost then, or why nobody can say.
    payment_rule: what the rule of payment by results pays, None where none is known; payment: each row is an indicator.
    endings: each row is an end of a contract, post, option or line of money, its date printed, worked out or unknown.
    committed: each row is a funding line in a quarter ahead; quarters: each row is a quarter, its sum and the unknown.
    """

    no_index: str
    by_index: pd.DataFrame
    deflators: pd.DataFrame
    shares: pd.DataFrame
    alike: pd.DataFrame
    by_head: pd.DataFrame
    by_person: pd.DataFrame
    standstill: pd.DataFrame
    payment_rule: PaymentRule | None
    payment: pd.DataFrame
    endings: pd.DataFrame
    committed: pd.DataFrame
    quarters: pd.DataFrame


def price_lines(known: Known, parameters: Parameters, scenario: Scenario) -> pd.DataFrame:
    """Each row is a funding line in a financial year, nominal and real, with the basis of its real pounds.

    Years after the end of the release take the scenario's inflation; `deflator_status` marks them. The price year
    itself must be one of the release. Where no release had been published, real pounds are missing and marked so.
    """
    lines, release = funding.spread(known.funding), known.deflators.values
    if not known.deflators.missing and parameters.price_year not in release.index:
        raise MissingDeflator(
            f"No deflator for {parameters.price_year}; the release has {release.index.min()} to {release.index.max()}."
        )
    extended = extend(known.deflators, lines, known, scenario)
    priced = funding.real_terms(lines, extended["deflator"], price_year=parameters.price_year)
    return priced.assign(
        price_year=parameters.price_year,
        deflator=parameters.deflator,
        deflator_status=NO_RELEASE if known.deflators.missing else priced["financial_year"].map(extended["status"]),
    )


def extend(deflators: Deflators, lines: pd.DataFrame, known: Known, scenario: Scenario) -> pd.DataFrame:
    """A price index as far as the lines of money reach, years after its release marked «assumed».

    They take the middle of the scenario's inflation, or the rated assumption where the scenario leaves it at that.
    """
    years = funding.years_after_release(deflators.values, lines["financial_year"])
    yearly = _inflation(scenario, known) if years else 0.0
    return funding.deflators_ahead(deflators.values, yearly, years, deflators.status)


def compare_years(money: pd.DataFrame, known: Known) -> pd.DataFrame:
    """Each funding line from its first full year to its last, in real terms by the chosen index and another beside it.

    One index alone misleads: the GDP deflator jumps in 2020-21, when the output of government was priced anew.
    """
    change, other = funding.change_between(money), known.other_deflators
    return change.assign(
        price_year=money["price_year"].iloc[0] if len(money) else "",
        beside=other.index,
        change_real_beside=funding.real_change(change, other.values),
    )


def weigh_money(
    money: pd.DataFrame, series: pd.DataFrame, known: Known, parameters: Parameters, scenario: Scenario
) -> Money:
    """All that is worked out of money besides its lines; `money` is rows of `price_lines`, `series` those of demand."""
    extended = extend(known.deflators, money, known, scenario)
    indices = {name: extend(one, money, known, scenario) for name, one in known.price_indices.items()}
    demand = series[series["stands_for_demand"]]
    years = funding.service_years(money, demand, parameters.confidence)
    rule, payment = _judge_payment(known, parameters.confidence)
    return Money(
        no_index=known.deflators.missing,
        by_index=funding.real_by_index(money, indices, price_year=parameters.price_year),
        deflators=extended.reset_index(),
        shares=funding.partner_shares(known.funding),
        alike=funding.resembling_sums(known.funding, COUNCILS),
        by_head=funding.per_head(_with_area(money, known), _count_people(known)),
        by_person=years,
        standstill=standstill_costs(
            years,
            demand,
            extended["deflator"],
            parameters.confidence,
            breaks=known_breaks(known.catalogue),
            no_index=known.deflators.missing,
        ),
        payment_rule=rule,
        payment=payment,
        **_look_ahead(known, parameters),
    )


def _inflation(scenario: Scenario, known: Known) -> float:
    if isinstance(scenario.inflation, Spread):
        return scenario.inflation.value
    return next(one.value for one in known.catalogue.assumptions if one.id == INFLATION)


def _with_area(money: pd.DataFrame, known: Known) -> pd.DataFrame:
    """The area whose people a sum is set against: that of the printed figure, which for a share is who pays it."""
    printed = known.figures.set_index("id")["area"]
    area = money["figure"].map(printed)
    return money.assign(per_area=area.where(area.notna() & area.ne(""), money["area"]))


def _count_people(known: Known) -> pd.DataFrame:
    return funding.people_by_area(known.population_totals, known.population)


def _judge_payment(known: Known, confidence: float) -> tuple[PaymentRule | None, pd.DataFrame]:
    """The rule of payment by results that is known, and what its indicators would have earned."""
    assumed = {one.id: one for one in known.catalogue.assumptions}
    for terms in known.catalogue.payment_rules:
        rule = find_rule(known.figures, met=terms.met, partly_met=terms.partly_met, not_met=terms.not_met)
        if rule is not None:
            bar = assumed[terms.partly_from]
            judged = earned(known.figures, terms.measures, rule, (bar.value, bar.low, bar.high), confidence)
            return rule, judged
    return None, pd.DataFrame()


def _look_ahead(known: Known, parameters: Parameters) -> dict[str, pd.DataFrame]:
    """What ends when, and the pounds known for each quarter from that of the meeting."""
    day = pd.Timestamp(parameters.as_of)
    quarters = funding.list_quarters(day, QUARTERS_AHEAD)
    ends = funding.endings(known.contracts, known.funding, day)
    committed = funding.commitments(known.funding, known.contracts, quarters)
    aggregates = frozenset(known.services.loc[known.services["kind"].eq("aggregate"), "service"])
    return {
        "endings": ends,
        "committed": committed,
        "quarters": funding.total_by_quarter(committed, quarters, ends, aggregates),
    }
