"""Passwords: kept as scrypt leaves them, in a file that one person can read."""

import base64
import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from analysis.app.roles import PUBLIC, find_role
from analysis.app.safety.policy import User
from analysis.errors import BadArgument, CannotWrite

# scrypt (RFC 7914) as OWASP advises for passwords: 32 MB and about a tenth of a second for each try.
COST, BLOCK, PARALLEL, MEMORY_BYTES = 2**15, 8, 1, 64 * 2**20
LEAST_LETTERS, MOST_LETTERS = 12, 200
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
READ_BY_OWNER = 0o600
FOR_OTHERS = 0o027  # a group may read it, as where a system hands out secrets; nobody else may
MODEL = "name:role:scrypt$cost$block$parallel$salt$hash"


def read_users(path: Path) -> dict[str, User]:
    """The users of a password file by name.

    Raises BadArgument for a line that is not one, and for a file that others of the machine can read or change.
    """
    try:
        lines, mode = path.read_text("utf-8").splitlines(), path.stat().st_mode
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is no text"
        raise BadArgument(
            f"{path}: cannot be read ({reason}); expected a password file, see `dsva app --add-user`."
        ) from None
    if os.name == "posix" and mode & FOR_OTHERS:
        raise BadArgument(f"{path}: others of this machine can read or change it; expected `chmod 600 {path}`.")
    users = {}
    for place, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            user = _read_line(line.strip(), f"{path}, line {place}")
            if user.name in users:
                raise BadArgument(f"{path}, line {place}: {user.name} stands there twice; expected each name once.")
            users[user.name] = user
    return users


def add_user(path: Path, name: str, role: str, password: str) -> None:
    """Writes a user into the password file, in place of one of that name; only its owner can read the file."""
    if not NAME.fullmatch(name):
        raise BadArgument(f"--add-user: {name} is not a name; expected letters, digits, full stops and hyphens.")
    if find_role(role) == PUBLIC:
        raise BadArgument("--add-user: who is public needs no login; expected partner or analyst.")
    if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
        raise BadArgument(f"password: expected {LEAST_LETTERS} to {MOST_LETTERS} signs, such as four or five words.")
    users = read_users(path) if path.exists() else {}
    users[name] = User(name, role, hash_password(password))
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READ_BY_OWNER), "w", encoding="utf-8") as out:
            out.writelines(f"{one.name}:{one.role}:{one.hashed}\n" for one in users.values())
        os.replace(aside, path)
    except OSError as fault:
        raise CannotWrite(f"{path}: cannot be written ({fault.strerror}); nobody was added.") from None


def hash_password(password: str) -> str:
    """A password as it is kept: `scrypt$cost$block$parallel$salt$hash`."""
    salt = secrets.token_bytes(16)
    return "$".join(["scrypt", str(COST), str(BLOCK), str(PARALLEL), _text(salt), _text(_scrypt(password, salt))])


def check_password(users: Mapping[str, User], name: str, password: str) -> User | None:
    """The user whose name and password these are, else None; an unknown name takes as long as a known one."""
    user = users.get(name)
    kept = (user or User("", "", NOBODY)).hashed
    _, cost, block, parallel, salt, hashed = kept.split("$")
    tried = _scrypt(password[:MOST_LETTERS], _bytes(salt), int(cost), int(block), int(parallel))
    return user if hmac.compare_digest(tried, _bytes(hashed)) and user else None


def _scrypt(password: str, salt: bytes, cost: int = COST, block: int = BLOCK, parallel: int = PARALLEL) -> bytes:
    text = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=cost, r=block, p=parallel, maxmem=MEMORY_BYTES, dklen=32)


def _read_line(line: str, where: str) -> User:
    name, _, rest = line.partition(":")
    role, _, hashed = rest.partition(":")
    parts = hashed.split("$")
    if not NAME.fullmatch(name) or parts[0] != "scrypt" or len(parts) != 6:
        raise BadArgument(f"{where}: not a user; expected {MODEL}, as `dsva app --add-user` writes it.")
    if parts[1:4] != [str(COST), str(BLOCK), str(PARALLEL)]:
        raise BadArgument(f"{where}: hashed in another way than here; add the user anew with `dsva app --add-user`.")
    try:
        find_role(role)
        _bytes(parts[4]), _bytes(parts[5])
    except (BadArgument, ValueError) as fault:
        raise BadArgument(f"{where}: {fault}") from None
    return User(name, role, hashed)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii"))


NOBODY = f"scrypt${COST}${BLOCK}${PARALLEL}${_text(bytes(16))}${_text(bytes(32))}"
