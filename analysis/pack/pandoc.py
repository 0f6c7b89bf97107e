"""Markdown through pandoc, a separate program, to other formats; what it cannot do is one sentence."""

import os
import subprocess
from datetime import UTC, date, datetime, time
from pathlib import Path

from analysis.errors import RunFailed

ASSETS = Path(__file__).with_name("assets")
# Mathematics, raw HTML and citations are off: «£1.1m to $2», «<» and «@» are text in a board paper.
# A heading is one also without the blank line before it that a template may have lost.
READER = (
    "markdown-tex_math_dollars-raw_html-raw_tex-raw_attribute-citations-example_lists-yaml_metadata_block"
    "-blank_before_header"
)


def convert(folder: Path, output: str, *, document: str, to: str, fields: dict[str, str], options: list[str]) -> None:
    """Write `output` into `folder` from its `pack.md`; pictures are found beside it.

    document: what it is for, as an error names it; fields: metadata, taken as plain text;
    options: more arguments of pandoc.
    Raises RunFailed with the document and pandoc's reason; a warning of pandoc is a failure too.
    """
    command = [_program(), "pack.md", "--from", READER, "--to", to, "--output", output, "--standalone", "--wrap=none"]
    command += ["--fail-if-warnings", "--data-dir", str(folder / "no-data"), "--lua-filter", str(ASSETS / "pack.lua")]
    command += [part for name, value in fields.items() for part in ("--metadata", f"{name}={value}")]
    done = subprocess.run([*command, *options], cwd=folder, env=_environment(fields["date-iso"]), capture_output=True)
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split()) or f"exit code {done.returncode}"
        raise RunFailed(f"{document} could not be made: pandoc said «{reason}».")


def seconds_of(day: date) -> int:
    """Midnight of a day in seconds since 1970: the one time that stands in the files of a pack."""
    return int(datetime.combine(day, time(), UTC).timestamp())


def _program() -> str:
    import pypandoc

    return pypandoc.get_pandoc_path()


def _environment(day: str) -> dict[str, str]:
    # Nothing of the user's own: no locale, no time zone, no settings of pandoc.
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP") if name in os.environ}
    stable = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(ASSETS)}
    return kept | stable | {"SOURCE_DATE_EPOCH": str(seconds_of(date.fromisoformat(day)))}
