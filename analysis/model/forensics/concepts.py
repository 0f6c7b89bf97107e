"""What kind of thing a measure counts: somebody coming in, going out, being held, or a share of them."""

import re

import pandas as pd

ENTRY, EXIT, HELD, REFERRAL, OPENED, CONTACT, OUTCOME = (
    "accepted", "exit", "held", "referral", "opened", "contact", "outcome",
)  # fmt: skip

# For measures that the register does not know (a file from elsewhere), the first pattern that fits its words.
WORDS = (
    ("", r"\bnot accepted\b|\bdeclined\b|\brejected\b|\bwait"),
    ("share", r"\bshare\b|\bper ?cent|%|\brate\b|\bproportion\b"),
    (HELD, r"\bcaseload|\bopen cases\b|\bcases open\b|\bcurrently (?:open|held)\b|\bin service\b"),
    (EXIT, r"\bexit|\bleavers?\b|\bleaving\b|\bdischarge|\bcases closed\b|\bcase closures?\b|\bclosed cases\b"),
    (ENTRY, r"\baccepted\b|\bentries\b|\bentered\b|\badmi(?:ssions?|tted)\b|\bstarters?\b|\bstart(?:ing|ed) support\b"),
    (OPENED, r"\bcases opened\b|\bopened cases\b"),
    (REFERRAL, r"\breferrals?(?: received)?$"),
    (CONTACT, r"\bpeople accessing\b"),
)
POSITIVE = r"\bpositive\b|\bsuccess"
# The register's words where they need more than themselves.
BY_NAME = {"cases opened": OPENED, "caseload": HELD, "open cases": HELD, "referrals received": REFERRAL}
PEOPLE = "people accessing the service"  # the one measure of concept `contact` that counts people, not contacts


def concept_of(measures: pd.Series, register: pd.DataFrame | None) -> pd.Series:
    """The concept of each figure's measure: by the register where it is known there, else by its words; "" if none."""
    known = {} if register is None or register.empty else dict(zip(register["id"], register["concept"], strict=True))
    concepts = {measure: _concept(measure, known) for measure in measures.unique()}
    return measures.map(concepts)


def parts_of(register: pd.DataFrame | None) -> dict[str, tuple[str, ...]]:
    """The measures that make up each measure that has parts, by the register."""
    if register is None or register.empty:
        return {}
    return {row.id: tuple(row.parts) for row in register.itertuples() if len(row.parts)}


def _concept(measure: str, known: dict[str, str]) -> str:
    if measure in BY_NAME:
        return BY_NAME[measure]
    if measure in known:
        concept = known[measure]
        return "" if concept in (REFERRAL, CONTACT) and measure != PEOPLE else concept
    words = measure.lower()
    for concept, pattern in WORDS:
        if re.search(pattern, words):
            return OUTCOME if concept in (EXIT, "share") and re.search(POSITIVE, words) else concept
    return ""
