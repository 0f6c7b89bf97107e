"""A pack put together in a folder: documents, workbook, data, manifest."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from analysis.pack.besides import Apart, in_turn
from analysis.pack.content import front_matter, prepare
from analysis.pack.dataset import write_dataset
from analysis.pack.document import render_documents
from analysis.pack.headline_table import number_headlines
from analysis.pack.headlines import list_headlines
from analysis.pack.manifest import Manifest, hash_files, hash_together, write_manifest
from analysis.pack.parts import FrontMatter
from analysis.pack.result_tables import list_tables
from analysis.pack.sections.changed import LookBack, tables_of_changes
from analysis.pack.template import compose
from analysis.pack.workbook import write_workbook
from analysis.pipeline import Results
from analysis.reference.registers import Board
from analysis.sources.catalogue import find_board
from analysis.sources.commentary import commentary_file, load_commentary
from analysis.sources.returns.store import KIND as RETURN

ABOUT = ("Every number is a published figure, or worked out from published figures by the method of the notebooks.",)


def make_pack(
    results: Results,
    data: Path,
    folder: Path,
    warnings: Iterable[str] = (),
    *,
    look_back: LookBack | None = None,
    notebooks: Iterable[Path] = (),
    wait: Callable[[], None] = lambda: None,
    apart: Apart = in_turn,
) -> None:
    """Write a meeting's pack into a folder that may hold the executed notebooks already.

    data: folder of the evidence, for the board's template and people's words; warnings: what the run had to say.
    look_back: the board's last pack against this one, None where there is none; notebooks: as they are before a run.
    wait: called before the files are hashed, for executed notebooks that are still being made; apart: begins work that
    may be done beside the rest, and gives what waits for it.
    Raises BadData for a template that names what the pack has not, RunFailed where a document cannot be made.
    """
    parameters = results.parameters
    board = find_board(results.catalogue.boards, parameters.board)
    front = front_matter(results)
    numbers = apart(_write_numbers, results, look_back, front, folder)
    prepared = prepare(results, load_commentary(data, board.id, parameters.meeting), look_back, apart)
    markdown = compose(data / board.template, prepared.content)
    render_documents(markdown, prepared.content.pictures, front, folder)
    numbers()
    wait()
    listed = hash_files(data, list_inputs(data, board, parameters.meeting))
    record = Manifest(
        board=board.id,
        meeting=parameters.meeting.isoformat(),
        as_of=parameters.as_of.isoformat(),
        audience=parameters.audience,
        parameters=as_text(asdict(parameters)),
        seed=parameters.seed,
        inputs=listed,
        outputs=hash_files(folder),
        headlines=tuple(list_headlines(results)),
        warnings=(*warnings, *prepared.warnings),
        notebooks={one.name: hash_together(one.parent, [one]) for one in notebooks},
        compared={look_back.name: look_back.digest} if look_back else {},
        returns={one.id: one.fingerprint for one in results.catalogue.documents if one.kind == RETURN},
    )
    write_manifest(record, folder)


def _write_numbers(results: Results, look_back: LookBack | None, front: FrontMatter, folder: Path) -> None:
    """The tables as workbook and as data."""
    tables = [number_headlines(results), *list_tables(results), *tables_of_changes(look_back)]
    write_workbook(tables, front, folder / "pack.xlsx", ABOUT)
    write_dataset(tables, front, folder / "data")


def list_inputs(data: Path, board: Board, meeting: date) -> list[Path]:
    """Everything that a pack is made from: the evidence, the words of its board, the words of its authors.

    All of the data folder but examples and the words of other boards and meetings. Returns of providers stand apart in
    the manifest: the plain hash of a file of small counts would let anyone try counts until one fits.
    """
    templates, commentary = data / "templates", data / "commentary"
    words = {data / board.template, *templates.glob("parts/*.md"), commentary_file(data, board.id, meeting)}
    apart = (templates, commentary, data / "examples", data / "returns")
    found = [path for path in data.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(data))]
    return sorted(path for path in found if path in words or not any(folder in path.parents for folder in apart))


def as_text(settings: dict[str, object]) -> dict[str, object]:
    """Parameters as JSON and papermill know them: a day is text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in settings.items()}


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.parts)
