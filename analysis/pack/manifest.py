"""What a pack was made from and by, and what came out: enough to make it again and to see what changed."""

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from math import isfinite
from pathlib import Path

from analysis.errors import RunFailed

MANIFEST = "manifest.json"
# The packages whose version can change a number or a page.
PACKAGES = (
    *("dsva", "pandas", "numpy", "scipy", "statsmodels", "matplotlib", "hvplot", "holoviews", "papermill", "jinja2"),
    *("pypandoc_binary", "typst", "gptables", "xlsxwriter"),
)
# Parts of this package that no pack is made by.
NOT_OF_A_PACK = ("app", "commands", "terminal.py", "arguments.py", "__main__.py", "DECISIONS.md", "README.md")
# What would tell of a machine or its user.
TELLTALE = re.compile(r"(?<![\w.:/])(/(?:home|root|Users|tmp|var|work|opt|mnt|srv)/|[A-Za-z]:\\)")


@dataclass(frozen=True)
class Headline:
    """A number that a pack leads with, typed: value with its limits and unit, and as the paper words it.

    figures: ids of the published figures behind it.
    """

    id: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    text: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """The record of a pack; `made_at` is the one field that may differ between two equal runs.

    inputs, outputs: path (below the data folder, below the pack) to SHA-256; notebooks, code: name of a notebook or of
    a part of this package to SHA-256; versions: package to version; compared: name of the pack that «What changed»
    looks back to, to the SHA-256 of its tables; returns: name of each return of a provider that counted, to its
    fingerprint; approval: empty for a draft, else `role` and `date`.
    """

    board: str
    meeting: str
    as_of: str
    audience: str
    parameters: Mapping[str, object]
    seed: int
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    headlines: tuple[Headline, ...] = ()
    warnings: tuple[str, ...] = ()
    status: str = "draft"
    approval: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""
    notebooks: Mapping[str, str] = field(default_factory=dict)
    code: Mapping[str, str] = field(default_factory=lambda: hash_code())
    compared: Mapping[str, str] = field(default_factory=dict)
    returns: Mapping[str, str] = field(default_factory=dict)
    python: str = field(default_factory=platform.python_version)
    versions: Mapping[str, str] = field(default_factory=lambda: installed_versions())
    made_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def write_manifest(manifest: Manifest, folder: Path) -> Path:
    """The path of `manifest.json`, written into a pack; what is not a number becomes null.

    Raises RunFailed for text that names a place on this machine.
    """
    text = _to_json(asdict(manifest))
    if found := TELLTALE.search(text):
        line = text[: found.start()].count("\n")
        raise RunFailed(f"{MANIFEST}: {text.splitlines()[line].strip()} names a place on this machine; expected none.")
    path = folder / MANIFEST
    path.write_text(text, "utf-8", newline="\n")
    return path


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a pack; raises RunFailed where there is none or it is not one."""
    try:
        kept = json.loads((folder / MANIFEST).read_text("utf-8"))
        headlines = tuple(Headline(**one | {"figures": tuple(one["figures"])}) for one in kept.pop("headlines"))
        return Manifest(**kept | {"headlines": headlines, "warnings": tuple(kept["warnings"])})
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise RunFailed(f"{folder.name}/{MANIFEST}: not readable ({_reason(fault)}); make the pack again.") from None


def hash_files(folder: Path, paths: Iterable[Path] | None = None) -> dict[str, str]:
    """Path below `folder` to SHA-256, in order; without `paths`, of every file in it but the manifest."""
    chosen = folder.rglob("*") if paths is None else paths
    files = {path.relative_to(folder).as_posix(): path for path in chosen if path.is_file()}
    files.pop(MANIFEST, None)
    return {name: hashlib.sha256(files[name].read_bytes()).hexdigest() for name in sorted(files)}


def hash_code() -> dict[str, str]:
    """Each part of this package that a pack is made by, to one SHA-256 of its files."""
    package = Path(__file__).parents[1]
    parts: dict[str, list[Path]] = {}
    for path in sorted(package.rglob("*")):
        place = path.relative_to(package)
        if path.is_file() and "__pycache__" not in place.parts and place.parts[0] not in NOT_OF_A_PACK:
            parts.setdefault(place.parts[0].removesuffix(".py"), []).append(path)
    return {name: hash_together(package, paths) for name, paths in sorted(parts.items())}


def hash_together(folder: Path, paths: Iterable[Path]) -> str:
    """One SHA-256 of files with their names below a folder."""
    listed = "".join(f"{name} {digest}\n" for name, digest in hash_files(folder, paths).items())
    return hashlib.sha256(listed.encode()).hexdigest()


def installed_versions() -> dict[str, str]:
    """Name to version of the packages that a pack depends on; one that is not installed is left out."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _to_json(content: dict) -> str:
    return json.dumps(_without_nan(content), ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"


def _without_nan(content: object) -> object:
    """The same content with null for what is not a number: JSON has no word for it."""
    if isinstance(content, dict):
        return {str(key): _without_nan(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_without_nan(value) for value in content]
    return None if isinstance(content, float) and not isfinite(content) else content


def _reason(fault: Exception) -> str:
    # The text of a missing file's error holds its whole path.
    return fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
