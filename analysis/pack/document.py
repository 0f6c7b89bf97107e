"""A paper's Markdown and pictures to HTML, Word and PDF, and again when its status changes."""

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from analysis.errors import RunFailed
from analysis.pack.html import make_html
from analysis.pack.parts import FrontMatter, Picture, Status
from analysis.pack.pdf import make_pdf
from analysis.pack.word import make_word
from analysis.wording.numbers import long_date

DOCUMENTS = ("pack.html", "pack.docx", "pack.pdf")
SOURCE = "source"


def render_documents(markdown: str, pictures: tuple[Picture, ...], front: FrontMatter, folder: Path) -> list[Path]:
    """The paths of `pack.html`, `pack.docx` and `pack.pdf`, written into `folder`.

    What they are made from stays in `folder/source`, so that `rerender` can make them again.
    Raises RunFailed, and writes no document, where one cannot be made.
    """
    source = folder / SOURCE
    (source / "pictures").mkdir(parents=True, exist_ok=True)
    (source / "pack.md").write_text(markdown, "utf-8", newline="\n")
    (source / "front.json").write_text(_to_json(front), "utf-8", newline="\n")
    for picture in pictures:
        (source / "pictures" / f"{picture.name}.svg").write_bytes(picture.svg)
        (source / "pictures" / f"{picture.name}.png").write_bytes(picture.png)
    return _render(source, front, folder)


def rerender(folder: Path, status: Status) -> list[Path]:
    """The documents of a pack made again with another status, from what stands in its `source` folder."""
    source = folder / SOURCE
    front = replace(read_front(folder), status=status)
    (source / "front.json").write_text(_to_json(front), "utf-8", newline="\n")
    return _render(source, front, folder)


def render_pdf(markdown: str, pictures: tuple[Picture, ...], front: FrontMatter) -> bytes:
    """The paper as PDF alone, written nowhere; raises RunFailed where it cannot be made."""
    with tempfile.TemporaryDirectory(prefix="dsva-page-") as name:
        work = Path(name)
        (work / "pictures").mkdir()
        (work / "pack.md").write_text(markdown, "utf-8", newline="\n")
        for picture in pictures:
            (work / "pictures" / f"{picture.name}.svg").write_bytes(picture.svg)
        return make_pdf(work, front, _fields(front))


def read_front(folder: Path) -> FrontMatter:
    """What stands above the paper of a pack; raises RunFailed where it cannot be read."""
    path = folder / SOURCE / "front.json"
    try:
        kept = json.loads(path.read_text("utf-8"))
        status = kept.pop("status")
        days = {name: date.fromisoformat(kept.pop(name)) for name in ("meeting", "as_of")}
        on = date.fromisoformat(status["on"]) if status["on"] else None
        return FrontMatter(**kept, **days, status=Status(status["kind"], status["role"], on))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise RunFailed(
            f"{folder.name}/{SOURCE}/front.json: not readable ({_reason(fault)}); make the pack again."
        ) from None


def _render(source: Path, front: FrontMatter, folder: Path) -> list[Path]:
    """Work aside, so that no half-made document and no trace of the work stays in the pack."""
    fields = _fields(front)
    with tempfile.TemporaryDirectory(prefix="dsva-pack-") as name:
        work = Path(name)
        shutil.copytree(source, work, dirs_exist_ok=True)
        with ThreadPoolExecutor() as pool:  # each waits for a program of its own
            works = (make_html, work, fields), (make_word, work, front, fields), (make_pdf, work, front, fields)
            made = [future.result() for future in [pool.submit(*one) for one in works]]
    paths = [folder / document for document in DOCUMENTS]
    for path, content in zip(paths, made, strict=True):
        path.write_bytes(content)
    return paths


def _fields(front: FrontMatter) -> dict[str, str]:
    """What the templates of the documents print, by name; a name that is not there is not printed."""
    fields = {
        "title": front.title,
        "board": front.board,
        "summary": front.summary or front.title,
        "meeting": long_date(front.meeting),
        "as-of": long_date(front.as_of),
        "date-iso": front.meeting.isoformat(),
        "status": front.status.sentence,
        "lang": "en-GB",
    }
    if front.status.kind == "draft":
        fields["draft"] = "yes"
    if front.audience == "restricted":
        fields["restricted"] = front.audience_sentence
    return fields


def _to_json(front: FrontMatter) -> str:
    return json.dumps(asdict(front), default=date.isoformat, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _reason(fault: Exception) -> str:
    # The text of a missing file's error holds its whole path.
    return fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
