"""Zip archives (Word, Excel) read and written so that the same parts give the same bytes."""

import zipfile
from io import BytesIO
from pathlib import Path

# The earliest day that a zip archive can hold.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def read_archive(path: Path) -> dict[str, bytes]:
    """The parts of an archive by name, in its order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_archive(files: dict[str, bytes]) -> bytes:
    """An archive of the parts in the order given, without times, users or systems."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            part = zipfile.ZipInfo(name, NO_TIME)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(part, content)
    return made.getvalue()
