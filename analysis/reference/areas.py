"""Areas: their names, codes and parts."""

from dataclasses import dataclass
from difflib import get_close_matches

from analysis.errors import BadArgument

NAMES_OFFERED = 4
DISTRICTS = (
    "Blaby",
    "Charnwood",
    "Harborough",
    "Hinckley and Bosworth",
    "Melton",
    "North West Leicestershire",
    "Oadby and Wigston",
)


@dataclass(frozen=True)
class Area:
    """A place that figures are about.

    code: Office for National Statistics code, empty where several areas are taken together;
    parts: names of the areas that make it up without rest, empty where none are used here.
    """

    name: str
    code: str = ""
    parts: tuple[str, ...] = ()


AREAS = {
    area.name: area
    for area in (
        Area("Leicester", "E06000016"),
        Area("Rutland", "E06000017"),
        Area("Leicestershire", "E10000018", DISTRICTS),
        Area("Leicestershire and Rutland", parts=("Leicestershire", "Rutland")),
        Area("LLR", parts=("Leicester", "Leicestershire", "Rutland")),
        # The force is one figure for all three councils: a comparison between them cannot come from it.
        Area("Leicestershire Police force area", "E23000021", ("Leicester", "Leicestershire", "Rutland")),
        Area("England", "E92000001"),
        Area("England and Wales", "K04000001"),
        Area("Blaby", "E07000129"),
        Area("Charnwood", "E07000130"),
        Area("Harborough", "E07000131"),
        Area("Hinckley and Bosworth", "E07000132"),
        Area("Melton", "E07000133"),
        Area("North West Leicestershire", "E07000134"),
        Area("Oadby and Wigston", "E07000135"),
        # The papers give each district council the same sum without naming the councils.
        Area("each district of Leicestershire"),
    )
}


FORCE_AREA = "Leicestershire Police force area"
# Places of which an indicator can be asked: each has a code, or is the sum of some that have.
ASKABLE = tuple(area.name for area in AREAS.values() if area.code or area.parts)
# Names that people use, and the name here.
ALSO_CALLED = {
    "leicester, leicestershire and rutland": "LLR",
    "leicestershire, leicester and rutland": "LLR",
    "leicestershire county": "Leicestershire",
    "leicester city": "Leicester",
    "city of leicester": "Leicester",
    "leicestershire police": FORCE_AREA,
}


def find_area(asked: str) -> Area:
    """The area of a name or an Office for National Statistics code, without regard to case or spaces around it.

    Raises BadArgument with the nearest names where nothing is called so.
    """
    plain = " ".join(asked.split()).lower()
    by_name = {name.lower(): AREAS[name] for name in ASKABLE}
    by_code = {area.code.lower(): area for area in AREAS.values() if area.code}
    found = by_name.get(plain) or by_code.get(plain) or AREAS.get(ALSO_CALLED.get(plain, ""))
    if found is None:
        nearest = ", ".join(_nearest(" ".join(asked.split())))
        raise BadArgument(f"area: «{asked}» is not known; expected a name or an ONS code, such as {nearest}.")
    return found


def _nearest(asked: str) -> list[str]:
    """Names near to what was asked; for what looks like a code, the nearest codes with their names."""
    codes = {area.code: area.name for area in AREAS.values() if area.code}
    if asked[1:].isdigit():
        return [f"{code} ({codes[code]})" for code in nearest_names(asked, list(codes))[:NAMES_OFFERED]]
    return nearest_names(asked, list(ASKABLE))[:NAMES_OFFERED]


def is_whole_force(name: str) -> bool:
    """Whether an area is all that one police force covers: only for such does a figure of the force stand."""
    return set(smallest_parts(name)) >= set(smallest_parts(FORCE_AREA))


def smallest_parts(name: str) -> tuple[str, ...]:
    """Names of the areas that a named area comes down to: districts and unitary councils."""
    area = AREAS[name]
    if not area.parts:
        return (name,)
    return tuple(small for part in area.parts for small in smallest_parts(part))


def upper_tier_parts(name: str) -> tuple[str, ...]:
    """Names of the upper-tier councils in an area: LLR is Leicester, Leicestershire and Rutland."""
    area = AREAS[name]
    if not area.parts or area.parts == DISTRICTS:
        return (name,)
    return tuple(council for part in area.parts for council in upper_tier_parts(part))


def nearest_names(unknown: str, known: list[str], limit: int = 3) -> list[str]:
    """The known names closest in spelling to an unknown one, best first; all of them where none is close."""
    lowered = {name.lower(): name for name in known}
    within = [name for key, name in lowered.items() if unknown.lower() in key]
    close = [lowered[key] for key in get_close_matches(unknown.lower(), list(lowered), limit, 0.5)]
    return list(dict.fromkeys(close + within))[:limit] or list(known)
