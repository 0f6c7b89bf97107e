"""What a commissioner agreed to pay for results: the entries of `payment_rules.yml`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaymentTerms:
    """Each entry is a rule of payment by results, whose criteria were not published.

    met, partly_met, not_met: measures of the figures that print what is paid; measures: those that are judged, in the
    order in which they are shown; partly_from: id of the assumption about when a target is partly met.
    """

    id: str
    what: str
    met: str
    partly_met: str
    not_met: str
    measures: tuple[str, ...]
    partly_from: str
    source: str
    locator: str
    caveat: str
