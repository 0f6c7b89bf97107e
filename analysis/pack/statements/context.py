"""What is said around the figures: the systems, what is new, how sure all of it is, and the whole in short."""

from datetime import date

import pandas as pd

from analysis.pack.statements import demand, money
from analysis.pack.statements.statement import Statement
from analysis.pipeline import Results
from analysis.sources.returns.store import KIND as RETURN
from analysis.wording.numbers import count_of, join, long_date, period, released

DAYS_UNTIL_STALE = 365


def of_systems(results: Results) -> list[dict[str, str]]:
    """The contract systems known by the date: `label`, `dates` and `services`, ready for a paragraph each."""
    known = results.services[results.services["kind"].ne("aggregate")]
    eras = {era.id: era for era in results.catalogue.eras}
    return [
        {"label": eras[era].label, "dates": _dates(eras[era]), "services": _services(rows)}
        for era, rows in known.groupby("era", sort=False)
    ]


def of_changes(results: Results) -> list[Statement]:
    """What has been published, and what has happened, since the board last met."""
    parameters = results.parameters
    board = next(board for board in results.catalogue.boards if board.id == parameters.board)
    earlier = [meeting.date for meeting in board.meetings if meeting.date < parameters.meeting]
    if not earlier:
        return [Statement("This is the first meeting of the board for which a pack is made, so nothing is compared.")]
    since = max(earlier)
    papers = [one for one in results.catalogue.documents if one.meeting and one.meeting > since]
    named = [f"{one.title} ({one.body}, {long_date(one.meeting)})" for one in papers]
    told = (
        f"{count_of(len(papers), 'paper')} on these services {'was' if len(papers) == 1 else 'were'} published: "
        f"{join(named)}."
        if papers
        else "no paper on these services was published."
    )
    first = f"Since the board's meeting on {long_date(since)}, {told}"
    return [Statement(first), *_returns(results, since), *_events(results, since)]


def _returns(results: Results, since: date) -> list[Statement]:
    """The returns of providers that came since a day; none where none did."""
    came = [one for one in results.catalogue.documents if one.kind == RETURN and one.counts_from > since]
    if not came:
        return []
    named = [f"{one.title} ({one.body}, received on {long_date(one.counts_from)})" for one in came]
    what = count_of(len(came), "return of a provider", "returns of providers")
    return [Statement(f"{what[0].upper()}{what[1:]} came in the same time: {join(named)}.")]


def of_uncertainty(results: Results) -> list[Statement]:
    """What limits every number of the paper: breaks, conflicts, measuring rods, assumptions and silence."""
    dated = [one for one in results.catalogue.breaks if one.date and one.kind == "recommissioning"]
    passed = [one for one in dated if one.date <= results.parameters.as_of]
    breaks = join([f"{long_date(one.date)} ({one.what[0].lower()}{one.what[1:]})" for one in passed])
    made = [
        Statement(f"The published series break whenever services are recommissioned: {breaks}. No trend crosses these.")
    ]
    made += _of_conflicts(results)
    made += [_of_rod(row) for row in results.rods.itertuples() if row.later_than_meeting]
    made += _of_unpublished(results)
    made += [_of_assumption(results)] if len(results.need) else []
    made += demand.of_silence(results)
    return made


def in_short(results: Results) -> list[Statement]:
    """The three things to know first: where the question can be answered, demand, money in real terms."""
    return [
        *money.of_coverage(results)[:1],
        *demand.of_newest(results),
        *demand.of_open_cases(results)[:1],
        *money.of_real_change(results),
    ]


def stale_contacts(results: Results, today: date) -> list[str]:
    """A warning for each public telephone number that nobody has checked within a year."""
    return [
        f"{contact.name} ({contact.number}) was last checked on {long_date(contact.checked)}: check it again."
        for contact in results.catalogue.contacts
        if (today - contact.checked).days > DAYS_UNTIL_STALE
    ]


def _dates(era) -> str:
    start = f" from {long_date(era.start)}" if era.start else ""
    return f",{start}{f' to {long_date(era.end)}' if era.end else ''}" if start else ""


def _services(rows: pd.DataFrame) -> str:
    listed = [f"{row.service_label} ({row.area})" for row in rows.itertuples()]
    if len(listed) > 8:
        return f"{count_of(len(listed), 'service or post', 'services and posts')}, listed in the annexes."
    return f"{join(listed)}."


def _events(results: Results, since: date) -> list[Statement]:
    events = results.catalogue.events
    recent = events[events["date"].gt(pd.Timestamp(since)) & events["date"].le(pd.Timestamp(results.parameters.as_of))]
    kinds = recent[recent["kind"].isin(["contract", "law", "funding"])].sort_values("date")
    if kinds.empty:
        return []
    listed = [
        f"{row.event} ({period(row.date, row.date) if row.date_precision == 'day' else row.date_printed})"
        for row in kinds.itertuples()
    ]
    return [Statement(f"In that time: {'; '.join(listed)}.")]


def _of_conflicts(results: Results) -> list[Statement]:
    facts = [_in_midst(conflict.fact) for conflict in results.catalogue.conflicts]
    if not facts:
        return []
    found = count_of(len(facts), "fact")
    return [
        Statement(
            f"Published papers give {found} in two ways: {'; '.join(facts)}. The annexes say what is used, and why."
        )
    ]


def _in_midst(text: str) -> str:
    """A phrase as it stands within a sentence: a capital stays where it begins an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _of_rod(row) -> Statement:
    return Statement(
        f"A measuring rod is later than this meeting: the {row.rod}, in the release of {long_date(row.published)}. It "
        "changes how pounds and people are compared, not what was known."
    )


def _of_unpublished(results: Results) -> list[Statement]:
    """What had not been published of the measuring rods at hand; nothing where the latest releases are taken."""
    rows = results.unpublished_rods
    if rows.empty:
        return []
    listed = [f"{rod} ({released(list(own))})" for rod, own in rows.groupby("rod", sort=False)["published"]]
    return [
        Statement(
            "Some measuring rods had not been published by this meeting, and are not used: "
            f"{join(listed)}. What needs one of them, and has no earlier one, cannot be calculated; without a price "
            "index money stays in pounds of the day."
        )
    ]


def _of_assumption(results: Results) -> Statement:
    named = {results.indicators.need.women_error, results.indicators.need.men_error}
    used = [one for one in results.catalogue.assumptions if one.id in named]
    listed = join(
        [f"{one.value:g} for {one.id.rsplit('-', 1)[-1]} (could be {one.low:g} to {one.high:g})" for one in used]
    )
    return Statement(
        "The range around expected need is an assumption, not a published interval: half-width as a share of the "
        f"estimate {listed}; quality {used[0].quality} of 5."
    )
