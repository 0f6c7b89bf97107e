"""What an earlier run of a meeting has done already, told by what it was made from."""

import hashlib
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.execution import Page, origin_of

if TYPE_CHECKING:
    from analysis.pipeline import Results


def name_origins(pages: list[Page], results: "Results", data: Path) -> list[Page]:
    """The pages with a digest of everything that their executed copies are made from."""
    from analysis.pack.assembly import as_text, list_inputs
    from analysis.pack.manifest import hash_code, hash_files, installed_versions
    from analysis.sources.catalogue import find_board

    parameters = results.parameters
    board = find_board(results.catalogue.boards, parameters.board)
    shared = {
        "parameters": as_text(asdict(parameters)),
        "inputs": hash_files(data, list_inputs(data, board, parameters.meeting)),
        "documents": [(one.id, one.fingerprint) for one in results.catalogue.documents],
        "code": hash_code(),
        "versions": installed_versions(),
    }
    return [replace(page, made_from=_digest(page.notebook.read_bytes(), shared)) for page in pages]


def take_up(pages: list[Page], leftovers: list[Path]) -> list[Page]:
    """The pages that are still to be executed: finished copies of the others are taken from what was left."""
    missing = []
    for page in pages:
        found = next((left for left in leftovers if origin_of(left / page.copy.name) == page.made_from), None)
        if found is None:
            missing.append(page)
        else:
            shutil.copyfile(found / page.copy.name, page.copy)
    return missing


def is_whole(folder: Path, pages: list[Page], compared: dict[str, str]) -> bool:
    """Whether a pack stands that was made of the same: every page by its origin, every file as it was written."""
    from analysis.errors import RunFailed
    from analysis.pack.manifest import hash_files, read_manifest

    try:
        manifest = read_manifest(folder)
    except RunFailed:
        return False
    same = all(origin_of(folder / "notebooks" / page.copy.name) == page.made_from for page in pages)
    return same and dict(manifest.compared) == compared and hash_files(folder) == dict(manifest.outputs)


def _digest(notebook: bytes, shared: dict[str, object]) -> str:
    told = json.dumps(shared, sort_keys=True, default=str).encode()
    return hashlib.sha256(hashlib.sha256(notebook).digest() + told).hexdigest()
