"""What standards ask for in an area: rules times residents, never estimates, and never less what exists."""

import pandas as pd

ADULT_WOMEN, RESIDENTS = "adult women", "residents"
CHILD_BAND = "0-15"
PER = 10_000  # both standards of need are printed «per 10 000»
COLUMNS = ["standard", "area", "of", "base", "value", "low", "high", "reference_date", "source", "reason"]


def apply_standards(
    population: pd.DataFrame, standards: pd.DataFrame, uses, areas: dict[str, tuple[str, ...]]
) -> pd.DataFrame:
    """Each row is a standard in an area: what it asks for, with its own range where it prints one.

    population: residents by area, sex and age band; standards: `standard` and `value`; uses: records with `id`,
    `standard`, `standard_low` and `of` (`adult women`, `residents`, or the id of an earlier use, whose cases one
    worker can take so many of); areas: each area and the areas of `population` that make it up.
    `value` is missing where the rule is a range. Where a standard or its residents are not known, the reason stands.
    """
    rules = standards.set_index("standard")
    rows = [row for area, parts in areas.items() for row in _of_area(_people(population, parts), rules, uses, area)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _of_area(people: dict[str, float], rules: pd.DataFrame, uses, area: str) -> list[dict]:
    asked = dict(people)
    rows = []
    for use in uses:
        base = asked.get(use.of, float("nan"))
        row = {
            "standard": use.id,
            "area": area,
            "of": use.of,
            "base": base,
            "reference_date": people["day"],
            "reason": "",
        }
        names = [name for name in (use.standard, use.standard_low) if name]
        if not set(names) <= set(rules.index):
            row |= {"reason": "The standard has no date, or had not been published by this date."}
        elif pd.isna(base):
            refused = next((earlier["reason"] for earlier in rows if earlier["standard"] == use.of), "")
            row |= {"reason": refused or f"No count of the residents of {area} was published."}
        else:
            amounts = [_amount(base, rules.loc[name, "value"], use.of) for name in names]
            value = amounts[0] if len(amounts) == 1 else float("nan")
            row |= {"value": value, "low": min(amounts), "high": max(amounts), "source": rules.loc[names[0], "source"]}
            asked[use.id] = value
        rows.append(row)
    return rows


def _amount(base: float, rule: float, of: str) -> float:
    return base * rule / PER if of in (ADULT_WOMEN, RESIDENTS) else base / rule


def _people(population: pd.DataFrame, parts: tuple[str, ...]) -> dict[str, object]:
    inside = population[population["area"].isin(parts)]
    if set(inside["area"]) != set(parts) or inside.empty:
        return {"day": pd.NaT}
    women = inside[inside["sex"].eq("female") & inside["age_band"].ne(CHILD_BAND)]
    return {
        ADULT_WOMEN: float(women["persons"].sum()),
        RESIDENTS: float(inside["persons"].sum()),
        "day": inside["reference_date"].max(),
    }
