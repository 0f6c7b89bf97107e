"""The names of the section on money: what a template can say about funding, who pays it and what is ahead."""

from collections.abc import Callable

from analysis.pack.exhibits.money import money_basis
from analysis.pack.statements import money, money_ahead, shares
from analysis.pipeline import Results


def name_money(results: Results, said: Callable, charted: dict[str, bool]) -> dict[str, object]:
    """The names of the section on money; `said` marks sources, `charted` tells which exhibits have a picture."""
    return {
        "funding": {
            "basis": money_basis(results),
            "statements": said(money.of_funding(results)),
            "undated": said(money.of_undated(results)),
            "charted": charted.get("funding_real", False),
            "partners": said([*shares.of_partners(results), *shares.of_alike(results)]),
            "heads": said(shares.of_heads(results)),
            "persons": said(shares.of_persons(results)),
            "payment": said(shares.of_payment(results)),
        },
        "committed": {
            "statements": said(money_ahead.of_quarters(results)),
            "charted": charted.get("committed", False),
        },
        "endings": {"statements": said(money_ahead.of_endings(results)), "charted": charted.get("endings", False)},
        "coverage": {"statements": said(money.of_coverage(results))},
    }
