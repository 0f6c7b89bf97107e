"""Who may see what: three roles, each with the audience whose data its sessions are made from. No Panel."""

from dataclasses import dataclass
from typing import Literal

from analysis.errors import BadArgument


@dataclass(frozen=True)
class Role:
    """What a visitor may see.

    audience: of the parameters that every result of a session is made with, so that a session holds no more than its
    role may see; sees_drafts: whether meetings without an approved pack are offered beside approved ones.
    """

    name: Literal["public", "partner", "analyst"]
    audience: Literal["public", "restricted"] = "public"
    sees_drafts: bool = False


PUBLIC = Role("public")
PARTNER = Role("partner", "restricted")
ANALYST = Role("analyst", "restricted", sees_drafts=True)
ROLES = {role.name: role for role in (PUBLIC, PARTNER, ANALYST)}
RANK = tuple(ROLES)


def find_role(name: str) -> Role:
    """The role of that name; raises BadArgument naming the roles."""
    if name not in ROLES:
        raise BadArgument(f"role: {name} is not a role of the explorer; expected one of {', '.join(ROLES)}.")
    return ROLES[name]
