"""Rule `balance`: people who come in against people who go out, and against those held at a date."""

import pandas as pd
from scipy.special import ive

from analysis.model.forensics import arithmetic as text
from analysis.model.forensics.concepts import ENTRY, EXIT, HELD, OPENED, REFERRAL, concept_of, parts_of
from analysis.model.forensics.findings import INCONSISTENT, NOTABLE, Finding, find
from analysis.model.forensics.printed import as_records, grouped
from analysis.model.forensics.repeats import UNLIKELY
from analysis.model.forensics.windows import without_wholes

PLACE = ["source", "era", "service", "area", "group"]
DAY_BEFORE = 1


def find_balances(frame: pd.DataFrame, measures: pd.DataFrame | None = None) -> list[Finding]:
    """Findings on stock and flow: exits above entries, cases above referrals, a flow equal to a stock.

    measures: each row is a measure of the register, with `concept` and `parts`; what it does not know goes by words.
    """
    counts = frame[(frame["unit"] == "count") & frame["is_first"] & frame["low"].notna() & (frame["measure"] != "")]
    counts = counts.assign(concept=concept_of(counts["measure"], measures))
    flows = counts[(counts["flow"] != "stock") & (counts["last_day"] > counts["first_day"]) & counts["is_exact"]]
    found = []
    involved = flows[flows["concept"].isin([ENTRY, EXIT, REFERRAL, OPENED])]
    held = grouped(as_records(counts[(counts["concept"] == HELD) & counts["is_exact"]]), PLACE)
    parts = parts_of(measures)
    for place, rows in grouped(as_records(involved), PLACE).items():
        coming, going, asked, begun = (
            _by_period([row for row in rows if row["concept"] == concept], parts)
            for concept in (ENTRY, EXIT, REFERRAL, OPENED)
        )
        found += _exits_above_entries(coming, going, held.get(place, []))
        found += _opened_above_referrals(asked, begun)
    return found + _flows_equal_to_stocks(counts, flows)


def _by_period(rows: list[dict], parts: dict[str, tuple[str, ...]]) -> list[dict]:
    """The rows of one concept added up by period, without wholes; parts count only where their whole is not printed."""
    measures, ids = {row["measure"] for row in rows}, {row["id"] for row in rows}
    within = {part for whole in measures for part in parts.get(whole, ())}
    rows = [row for row in rows if row["measure"] not in within and row["part_of"] not in ids]
    periods = grouped(rows, ["first_day", "last_day"]).values()
    sums = [{**same[0], "value": sum(row["value"] for row in same), "rows": same} for same in periods]
    sums.sort(key=lambda one: (one["first_day"], -one["last_day"]))
    leaves = without_wholes(sums)
    kinds = {tuple(sorted(row["measure"] for row in one["rows"])) for one in leaves}
    return leaves if len(kinds) == 1 else []  # a period with one part missing is not a sum


def _paired(coming: list[dict], going: list[dict]) -> list[tuple[dict, dict]]:
    """Entries and exits of the same periods, from the first period that both have, as long as none is missing."""
    by_period = {(one["first_day"], one["last_day"]): one for one in going}
    pairs = [(one, by_period[key]) for one in coming if (key := (one["first_day"], one["last_day"])) in by_period]
    unbroken = pairs[:1]
    for pair in pairs[1:]:
        if pair[0]["first_day"] != unbroken[-1][0]["last_day"] + 1:
            break
        unbroken.append(pair)
    return unbroken


def _exits_above_entries(entries: list[dict], exits: list[dict], held: list[dict]) -> list[Finding]:
    pairs = _paired(entries, exits)
    need, until, running = 0.0, 0, 0.0
    for number, (coming, going) in enumerate(pairs, 1):
        running += going["value"] - coming["value"]
        if running > need:
            need, until = running, number
    return [_describe_need(pairs[:until], need, held)] if need else []


def _describe_need(pairs: list[tuple[dict, dict]], need: float, held: list[dict]) -> Finding:
    """The finding on the smallest caseload at the start that lets so many people leave."""
    rows = [row for coming, going in pairs for one in (coming, going) for row in one["rows"]]
    first = pairs[0][0]
    where = first["service"] or first["area"] or first["source"]
    when = text.period(first["period_start"], pairs[-1][0]["period_end"])
    shown, least = _balance_text(pairs), text.number(need)
    opening = [one for one in held if one["last_day"] in (first["first_day"] - DAY_BEFORE, first["first_day"])]
    if opening and opening[0]["value"] < need:
        start = text.number(opening[0]["value"])
        sentence = (
            f"{where} held {start} cases at the start and cannot have lost {least} more than it took on in {when}."
        )
        sums = f"{shown}; held at the start {start}"
        return find("balance", INCONSISTENT, [*rows, opening[0]], sentence, sums, where)
    sentence = (
        f"More people left {where} than were accepted in {when}; at least {least} must have been on its books "
        f"before {text.day(first['period_start'])}, a caseload that is {'printed' if opening else 'not printed'}."
    )
    return find("balance", NOTABLE, rows, sentence, shown, where)


def _balance_text(pairs: list[tuple[dict, dict]]) -> str:
    sums = [[row["value"] for pair in pairs for row in pair[side]["rows"]] for side in (1, 0)]
    shown = [
        f"{text.plus(values)} = {text.number(sum(values))}" if len(values) > 1 else text.number(values[0])
        for values in sums
    ]
    exits, entries = (sum(values) for values in sums)
    need = f"{text.number(exits)} − {text.number(entries)} = {text.number(exits - entries)}"
    return f"exits {shown[0]}; entries {shown[1]}; {need}"


def _opened_above_referrals(referrals: list[dict], opened: list[dict]) -> list[Finding]:
    pairs = _paired(referrals, opened)
    above = [(asked, begun) for asked, begun in pairs if begun["value"] > asked["value"]]
    if not above:
        return []
    rows = [row for asked, begun in above for one in (asked, begun) for row in one["rows"]]
    when = text.listed(text.period(asked["period_start"], asked["period_end"]) for asked, _ in above)
    where = rows[0]["service"] or rows[0]["area"] or rows[0]["source"]
    sums = "; ".join(
        f"{text.number(begun['value'])} opened, {text.number(asked['value'])} referred" for asked, begun in above
    )
    sentence = (
        f"{where} opened more cases than were referred to it in {when} ({sums}): cases come from earlier referrals or "
        f"another way in, or one referral opens several."
    )
    return [find("balance", NOTABLE, rows, sentence, sums, str(where))]


def _flows_equal_to_stocks(counts: pd.DataFrame, flows: pd.DataFrame) -> list[Finding]:
    """A count over a period that equals a count at its end, too large for chance."""
    stocks = counts[counts["is_exact"] & (counts["flow"] != "flow") & counts["last_day"].notna()]
    stocks = stocks[stocks["value"].gt(0) & (ive(0, 2 * stocks["value"]) <= UNLIKELY)]
    keys = ["source", "era", "area", "last_day", "value"]
    sure = flows[flows["flow"] == "flow"]
    pairs = stocks.merge(sure, on=keys, suffixes=("", "_flow"))
    # A service may be named in one printing and taken together with others in the next; two named services differ
    # unless one of them is the whole, so people are compared with people only.
    people = pairs["concept_flow"].isin(["engaged", "supported", ENTRY, EXIT, OPENED, ""])
    people &= pairs["concept"].isin(["supported", HELD, "engaged", ""])
    found = []
    for (_, _, _), same in pairs[people].groupby(["source", "measure", "measure_flow"], sort=False):
        rows = [
            frame_row
            for row in as_records(same)
            for frame_row in (
                {"id": row["id"], "source": row["source"]},
                {"id": row["id_flow"], "source": row["source"]},
            )
        ]
        first = same.iloc[0]
        numbers = text.listed(text.number(value) for value in same["value"])
        what = "a number at a date" if first["flow"] == "stock" else "said to be neither a flow nor a stock"
        sentence = (
            f"{first['measure']} ({what}) and {first['measure_flow']} (counted over the period that ends then) are the "
            f"same number: {numbers}. One is probably the other under another name."
        )
        shown = "; ".join(f"{text.number(value)} = {text.number(value)}" for value in same["value"])
        found.append(find("balance", NOTABLE, rows, sentence, shown, first["measure"]))
    return found
