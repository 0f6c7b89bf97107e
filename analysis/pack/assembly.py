"""A pack put together in a folder: documents, workbook, data, manifest."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from analysis.pack.content import front_matter, prepare
from analysis.pack.dataset import write_dataset
from analysis.pack.document import render_documents
from analysis.pack.headlines import list_headlines
from analysis.pack.manifest import Manifest, hash_files, write_manifest
from analysis.pack.result_tables import list_tables
from analysis.pack.template import compose
from analysis.pack.workbook import write_workbook
from analysis.pipeline import Results
from analysis.sources.catalogue import find_board
from analysis.sources.commentary import commentary_file, load_commentary

ABOUT = ("Every number is a published figure, or worked out from published figures by the method of the notebooks.",)


def make_pack(results: Results, data: Path, folder: Path, warnings: Iterable[str] = ()) -> None:
    """Write a meeting's pack into a folder that may hold the executed notebooks already.

    data: folder of the evidence, for the board's template and people's words; warnings: what the run had to say.
    Raises BadData for a template that names what the pack has not, RunFailed where a document cannot be made.
    """
    parameters = results.parameters
    board = find_board(results.catalogue.boards, parameters.board)
    prepared = prepare(results, load_commentary(data, board.id, parameters.meeting))
    front, tables = front_matter(results), list_tables(results)
    markdown = compose(data / board.template, prepared.content)
    render_documents(markdown, prepared.content.pictures, front, folder)
    write_workbook(tables, front, folder / "pack.xlsx", ABOUT)
    write_dataset(tables, front, folder / "data")
    write_manifest(
        Manifest(
            board=board.id,
            meeting=parameters.meeting.isoformat(),
            as_of=parameters.as_of.isoformat(),
            audience=parameters.audience,
            parameters=_as_text(asdict(parameters)),
            seed=parameters.seed,
            inputs=hash_files(data, _inputs(data, board.template, board.id, parameters.meeting)),
            outputs=hash_files(folder),
            headlines=tuple(list_headlines(results)),
            warnings=(*warnings, *prepared.warnings),
        ),
        folder,
    )


def _inputs(data: Path, template: str, board: str, meeting: date) -> list[Path]:
    """Everything that a pack is made from: the evidence, the words of its board, the words of its authors."""
    tables = [*data.glob("*.yml"), *data.glob("*.csv"), *data.glob("figures/*.csv"), *data.glob("reference/*.csv")]
    words = [data / template, *data.glob("templates/parts/*.md"), commentary_file(data, board, meeting)]
    return [path for path in (*tables, *words) if path.is_file()]


def _as_text(settings: dict[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in settings.items()}
