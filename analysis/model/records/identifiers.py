"""What tells of a person, or how to reach one: names of columns and contents of cells that no extract may have."""

import re
from itertools import pairwise

import ibis

NHS_DIGITS = 10
NHS_MODULUS = 11  # NHS Data Dictionary: the tenth digit of an NHS number is a check modulo 11
# Words of a column's name, and what it would hold. Joined and plain, so that «NHS no.» and «nhs_no» are the same.
COLUMNS = {
    "a name": (
        "name", "names", "forename", "forenames", "firstname", "surname", "lastname", "fullname", "maiden", "alias",
        "middlename", "givenname", "familyname", "knownas", "initials", "nickname", "clientname", "title",
    ),
    "a postcode": ("postcode", "postalcode", "zip", "zipcode", "uprn", "lsoa"),
    "an NHS number": ("nhs", "nhsno", "nhsnumber", "nhsnum", "nhsid"),
    "a telephone number": ("phone", "telephone", "tel", "mobile", "mobileno", "telno", "phoneno", "phonenumber"),
    "an e-mail address": ("email", "mail", "emailaddress"),
    "an address": ("address", "street", "house", "housenumber", "town", "ipaddress", "addressline"),
    "a date of birth": ("dob", "birth", "birthdate", "birthday", "dateofbirth", "born"),
    "a national insurance number": ("nino", "nationalinsurance", "nationalinsurancenumber"),
    "free text": ("note", "notes", "comment", "comments", "narrative", "description", "details"),
}  # fmt: skip
# Of contents, in lower case. Written so that RE2 (DuckDB), Java (Spark) and PostgreSQL read them alike.
POSTCODE = "[a-z]{1,2}[0-9][a-z0-9]?[ _-]?[0-9][a-z]{2}"
NHS_NUMBER = "[0-9]{3}[ _-]?[0-9]{3}[ _-]?[0-9]{4}"
TELEPHONE = "([+]?44|0)[ ()]*[1235789][0-9 ()_-]{8,13}"
E_MAIL = "[^@]+@[^@]+"
INSURANCE = "[a-z]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[0-9]{2}[ ]?[a-d]"
BIRTHDAY = "(19|20)?[0-9]{2}[-_/.][0-9]{1,2}[-_/.](19|20)?[0-9]{2}"
# A pseudonym is one word with a digit in it: whatever is letters alone may be a name.
LETTERS_ONLY = "[^0-9]*"
SHORTEST, LONGEST = 4, 64
PLAIN = "[a-z0-9_-]"
# Given names and family names that are common here: a pseudonym holds none of them as a word of its own.
NAMES = (
    "aisha", "ahmed", "ali", "amina", "amy", "andrew", "anna", "anne", "begum", "brown", "charlotte", "christine",
    "claire", "clarke", "daniel", "david", "davies", "edwards", "elizabeth", "emily", "emma", "evans", "fatima",
    "george", "grace", "green", "hall", "hannah", "harris", "hughes", "hussain", "ibrahim", "jack", "jackson",
    "jake", "james", "jane", "jessica", "john", "johnson", "jones", "karen", "kate", "kaur", "khan", "laura",
    "lewis", "linda", "lisa", "louise", "margaret", "maria", "mary", "michael", "michelle", "mohammed", "muhammad",
    "nicola", "olivia", "patel", "patricia", "paul", "peter", "priya", "rachel", "rebecca", "robert", "roberts",
    "robinson", "sarah", "sharon", "shah", "singh", "smith", "sophie", "susan", "taylor", "thomas", "thompson",
    "tracey", "victoria", "walker", "white", "william", "williams", "wilson", "wood", "wright", "zara",
)  # fmt: skip
NAMED = f"(^|[^a-z])({'|'.join(NAMES)})([^a-z]|$)"
# The order in which a cell is asked what it looks like: the surest first.
LOOKS_LIKE = {
    "an e-mail address": E_MAIL,
    "a postcode": POSTCODE,
    "a national insurance number": INSURANCE,
    "a date of birth": BIRTHDAY,
    "a telephone number": TELEPHONE,
}


def column_tells(name: str) -> str:
    """What a column of this name would hold of a person, or nothing."""
    words = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower())
    joined = ["".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    return next((what for what, said in COLUMNS.items() if any(part in said for part in joined)), "")


def cell_tells(text: str) -> str:
    """What a cell seems to hold of a person, or nothing."""
    plain = text.strip().lower()
    if is_nhs_number(plain):
        return "an NHS number"
    for what, pattern in LOOKS_LIKE.items():
        if re.fullmatch(pattern, plain):
            return what
    parts = re.split(r"[\s,;]+", plain)
    if any(re.fullmatch(POSTCODE, "".join(pair)) for pair in pairwise(parts)):
        return "a postcode"
    is_word = len(plain) > 1 and re.fullmatch(r"[^\W\d_][^\d_]*", plain) is not None
    return "a name" if re.search(NAMED, plain) or is_word else ""


def is_nhs_number(text: str) -> bool:
    """Whether a text is an NHS number: ten digits of which the last is the check digit of the others."""
    digits = re.sub("[ _-]", "", text)
    if not re.fullmatch(NHS_NUMBER, text) or len(digits) != NHS_DIGITS:
        return False
    total = sum(int(digit) * (NHS_DIGITS - place) for place, digit in enumerate(digits[:-1]))
    return (NHS_MODULUS - total % NHS_MODULUS) % NHS_MODULUS == int(digits[-1])


def is_suspect(text: ibis.Value) -> ibis.Value:
    """Whether a pseudonym may tell of a person, or is none: an expression over a column of texts."""
    lower = text.lower()
    patterns = (*LOOKS_LIKE.values(), LETTERS_ONLY, f"{PLAIN}{{0,{SHORTEST - 1}}}")
    whole = "|".join(f"^({pattern})$" for pattern in patterns)
    return (
        lower.re_search(f"{whole}|[^a-z0-9_-]|{NAMED}")
        | (text.length() > LONGEST)
        # As cases: only what has the form is added up.
        | ibis.cases((lower.re_search(f"^{NHS_NUMBER}$"), _check_digit_fits(lower)), else_=False)
    )


def _check_digit_fits(text: ibis.Value) -> ibis.Value:
    """Whether the digits of a text end in their check digit; of other texts it may say anything."""
    digits = text.replace("-", "").replace("_", "").replace(" ", "")
    number = [digits.substr(place, 1).ascii_str() - ord("0") for place in range(NHS_DIGITS)]
    total = sum((number[place] * (NHS_DIGITS - place) for place in range(1, NHS_DIGITS - 1)), number[0] * NHS_DIGITS)
    return (NHS_MODULUS - total % NHS_MODULUS) % NHS_MODULUS == number[NHS_DIGITS - 1]
