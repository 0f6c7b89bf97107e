"""Whether a number stands on the screen as it stands in its cell: a format can scale it, add to it or hide it."""

import re

# What leaves a number as it is: colours, the sign of a currency, blanks as wide as a sign, filling.
BESIDE = re.compile(r'\[(?:[A-Za-z]+ ?\d*|\$[^\]]*)\]|"£"|\\?£|_.|\*.|\\?[ ()]')
PLAIN = re.compile(r"(?:General|@|(?:#,##)?[#0]*0(?:\.[0#?]+)?%?)?", re.IGNORECASE)
PLACES_OF_NOUGHT = 3  # a format of three parts has one for nought


def is_shown_as_it_is(number: float, number_format: str) -> bool:
    """Whether a spreadsheet program shows a number of this format without scaling it, adding to it or hiding it."""
    parts = (number_format or "General").split(";")
    is_nought = number == 0 and len(parts) >= PLACES_OF_NOUGHT
    shown = parts[PLACES_OF_NOUGHT - 1] if is_nought else parts[0]
    if is_nought and shown.strip('_ -?*"\\') == "" and "-" in shown:
        return True  # the dash of accountants
    plain = BESIDE.sub("", shown)
    return bool(plain) and PLAIN.fullmatch(plain) is not None
