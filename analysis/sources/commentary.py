"""What people wrote for a meeting: one Markdown file, a section under each heading."""

import re
from datetime import date
from pathlib import Path

HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def load_commentary(folder: Path, board: str, meeting: date) -> dict[str, str]:
    """The sections of `commentary/<board>/<meeting>.md`: heading in small letters to its Markdown.

    Empty where nobody has written anything yet. Text between `<!--` and `-->` is for the authors and left out.
    """
    file = commentary_file(folder, board, meeting)
    if not file.is_file():
        return {}
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in COMMENT.sub("", file.read_text(encoding="utf-8-sig")).splitlines():
        heading = HEADING.match(line)
        if heading:
            lines = sections.setdefault(heading[1].lower(), [])
        else:
            lines.append(line)
    return {name: "\n".join(text).strip() for name, text in sections.items()}


def commentary_file(folder: Path, board: str, meeting: date) -> Path:
    """Where people write for a meeting; the file need not exist."""
    return folder / "commentary" / board / f"{meeting}.md"
