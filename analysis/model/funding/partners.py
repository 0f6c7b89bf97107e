"""Who pays how much of a joint sum, and sums that look alike and are not joined."""

import pandas as pd

NOT_DIVIDED = "how the others divide the rest was not published"
OTHER_TIME = "the part and the whole are not for the same time"
MORE_THAN_WHOLE = "the parts come to more than the whole"
# Nearer than half a per cent a reader sees the same sum; a year's inflation is further apart.
LOOKS_ALIKE_WITHIN = 0.005
SHARE_COLUMNS = ["whole", "stream", "partner", "amount_gbp", "share", "precision", "reason", "figures"]
ALIKE_COLUMNS = ["id", "stream", "times", "product_gbp", "other", "other_stream", "other_gbp", "figures"]


def partner_shares(lines: pd.DataFrame) -> pd.DataFrame:
    """Each row is a partner's part of a joint sum, as a fraction of it; the rest stands under no name of its own.

    lines: each row is a funding line; `id`, `funder`, `stream`, `amount_gbp`, `precision`, `figure`, and `part_of`, the
    id of the line that it is a part of. Parts and whole are of one basis (a year's part of a year's price).
    Returns rows with `whole`, `stream`, `partner` ("" for all the others together), `amount_gbp` in pounds of the day,
    `share` and `reason`, which says why the rest is not divided, or why there is no share.
    """
    known = lines.set_index("id", drop=False)
    parts = lines[lines["part_of"].isin(known.index)]
    rows = [row for whole, own in parts.groupby("part_of", sort=False) for row in _shares(known.loc[whole], own)]
    return pd.DataFrame(rows, columns=SHARE_COLUMNS)


def _shares(whole: pd.Series, parts: pd.DataFrame) -> list[dict]:
    comparable = parts["basis"].eq(whole["basis"])
    rows = [_of_partner(whole, part, same) for (_, part), same in zip(parts.iterrows(), comparable, strict=True)]
    known = parts[comparable]
    rest = whole["amount_gbp"] - known["amount_gbp"].sum()
    return rows if rest == 0 or known.empty else [*rows, _of_the_others(whole, known, rest)]


def _of_partner(whole: pd.Series, part: pd.Series, same: bool) -> dict:
    return {
        "whole": whole["id"],
        "stream": whole["stream"],
        "partner": part["funder"],
        "amount_gbp": part["amount_gbp"],
        "share": part["amount_gbp"] / whole["amount_gbp"] if same and whole["amount_gbp"] else float("nan"),
        "precision": part["precision"],
        "reason": "" if same else OTHER_TIME,
        "figures": (part["figure"], whole["figure"]),
    }


def _of_the_others(whole: pd.Series, known: pd.DataFrame, rest: float) -> dict:
    amount = rest if rest > 0 else float("nan")
    return {
        "whole": whole["id"],
        "stream": whole["stream"],
        "partner": "",
        "amount_gbp": amount,
        "share": amount / whole["amount_gbp"],
        "precision": whole["precision"],
        "reason": NOT_DIVIDED if rest > 0 else MORE_THAN_WHOLE,
        "figures": (whole["figure"], *known["figure"]),
    }


def resembling_sums(lines: pd.DataFrame, councils: dict[str, int]) -> pd.DataFrame:
    """Each row is a sum that looks like another, or like what several councils get together; nothing is joined.

    councils: for an area that stands for each of several councils, how many there are.
    Only sums of different streams, none a part of the other, are set beside each other. Returns `id`, `times`,
    `product_gbp` (pounds of the day), `other`, `other_gbp` and the ids of the figures.
    """
    one_each = lines.drop_duplicates(["stream", "amount_gbp"])
    rows = [
        _alike(one, other, councils.get(one["area"], 1))
        for _, one in one_each.iterrows()
        for _, other in one_each.iterrows()
        if _may_be_taken_for(one, other, councils)
    ]
    return pd.DataFrame(rows, columns=ALIKE_COLUMNS)


def _may_be_taken_for(one: pd.Series, other: pd.Series, councils: dict[str, int]) -> bool:
    times = councils.get(one["area"], 1)
    once_only = times > 1 or one["id"] < other["id"]
    apart = one["stream"] != other["stream"] and one["part_of"] != other["id"] and other["part_of"] != one["id"]
    alike = abs(times * one["amount_gbp"] - other["amount_gbp"]) <= LOOKS_ALIKE_WITHIN * other["amount_gbp"]
    return once_only and apart and alike


def _alike(one: pd.Series, other: pd.Series, times: int) -> dict:
    return {
        "id": one["id"],
        "stream": one["stream"],
        "times": times,
        "product_gbp": times * one["amount_gbp"],
        "other": other["id"],
        "other_stream": other["stream"],
        "other_gbp": other["amount_gbp"],
        "figures": tuple(figure for figure in (one["figure"], other["figure"]) if figure),
    }
