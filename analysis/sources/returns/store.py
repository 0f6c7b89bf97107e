"""The store of returns below `data/returns/`: whole or not at all, safe against two at once and against being killed.

Each return is a folder `<service>/<quarter>/<vintage>/` with `figures.csv` and `return.json`. It is made aside, in a
folder whose name begins with a full stop, brought to the disk, and moved into its place by renaming. Renaming onto a
folder that is there fails: so the number of a vintage is taken by whoever is first, and no lock is needed that a dead
process could hold. Nothing is ever changed in place, but for what is forgotten.
"""

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from analysis.errors import BadArgument, BadData, CannotWrite, Fault
from analysis.reference.provenance import Source

FOLDER, FIGURES_FILE, RECORD_FILE = "returns", "figures.csv", "return.json"
PREFIX = "return:"
KIND = "return"
MAKING = ".making-"
LICENCE = "not published: figures of a provider, under disclosure control"


@dataclass(frozen=True)
class Stored:
    """One return in the store.

    service, quarter: ids; vintage: 1 for the first of its quarter, 2 for its first correction; received: the day from
    which it counts; sha256: of the file that came; figures_sha256: of the figures as stored; salt: random, so that the
    fingerprint tells nothing of the counts; completed: as the file says, or empty; forgotten: the day on which its
    figures were removed, or empty; order: its number among all that were loaded, since returns may be loaded with an
    earlier day of receipt; withheld: ids of figures that the public did not see when this one was forgotten; was:
    the fingerprint of one that is forgotten, whose hashes and salt are gone with its figures.
    """

    service: str
    quarter: str
    vintage: int
    received: str
    title: str
    body: str
    sha256: str
    figures_sha256: str
    salt: str
    completed: str = ""
    forgotten: str = ""
    order: int = 0
    withheld: tuple[str, ...] = ()
    was: str = ""

    @property
    def id(self) -> str:
        """As figures and documents name it: «return:da-locality:2023-24-q1:1»."""
        return f"{PREFIX}{self.service}:{self.quarter}:{self.vintage}"

    @property
    def fingerprint(self) -> str:
        """What may be shown of the file: a bare hash of small counts could be tried out until one fits."""
        return self.was or hash_of(f"{self.salt}{self.sha256}".encode())

    @property
    def source(self) -> Source:
        """The return as a document of the catalogue."""
        return Source(
            id=self.id, title=self.title, body=self.body, kind=KIND, licence=LICENCE,
            published=date.fromisoformat(self.received), fingerprint=self.fingerprint,
        )  # fmt: skip


def place_of(source_id: str) -> str:
    """The folder of a return below the data folder."""
    _, service, quarter, vintage = source_id.split(":")
    return f"{FOLDER}/{service}/{quarter}/{int(vintage):04d}"


def service_of(source_id: str) -> str:
    """The service that a return is of."""
    return source_id.split(":")[1]


def list_returns(data: Path) -> list[Stored]:
    """Every return of the store, by service, quarter and vintage; raises BadData where a record cannot be read."""
    found, faults = read_store(data)
    if faults:
        raise BadData(faults)
    return found


def read_store(data: Path) -> tuple[list[Stored], list[Fault]]:
    """Every return of the store, and a fault for each record that cannot be read."""
    found, faults = [], []
    for path in sorted((data / FOLDER).glob(f"[!.]*/[!.]*/[!.]*/{RECORD_FILE}")):
        name = path.relative_to(data).as_posix()
        try:
            kept = json.loads(path.read_text("utf-8"))
            record = Stored(**kept | {"withheld": tuple(kept.get("withheld", ()))}, vintage=int(path.parent.name))
            date.fromisoformat(record.received)
            if path.parent != data / place_of(record.id):
                raise ValueError(f"it is of {record.id}")
            found.append(record)
        except (OSError, ValueError, TypeError) as fault:
            faults.append(Fault(name, None, None, f"not the record of a return ({fault})", "expected it as stored"))
    return found, faults


def in_force(stored: list[Stored], as_of: date | None = None) -> list[Stored]:
    """The newest return of each service and quarter that had come by a date, in the order in which they came.

    A return whose newest vintage is forgotten has none: what it corrected does not come back.
    """
    newest: dict[tuple[str, str], Stored] = {}
    for one in sorted(stored, key=lambda one: (one.received, one.vintage)):
        if as_of is None or date.fromisoformat(one.received) <= as_of:
            newest[one.service, one.quarter] = one
    kept = [one for one in newest.values() if not one.forgotten]
    return sorted(kept, key=lambda one: (one.received, one.id))


def add(data: Path, record: Stored, figures: str) -> tuple[Stored, bool]:
    """The return as it stands in the store, and whether it is new there.

    record: its vintage is chosen here; figures: text of the figures file. A file that is in the store already changes
    nothing. Raises CannotWrite where the store cannot be written.
    """
    place = data / FOLDER / record.service / record.quarter
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(data)
        made = Path(tempfile.mkdtemp(prefix=f"{MAKING}{os.getpid()}-", dir=place))
        try:
            _write(made / FIGURES_FILE, figures)
            return _take_a_number(data, place, made, record)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as fault:
        raise CannotWrite(f"{data / FOLDER}: cannot be written ({fault.strerror}); nothing was loaded.") from None


def _take_a_number(data: Path, place: Path, made: Path, record: Stored) -> tuple[Stored, bool]:
    while True:
        stored = list_returns(data)
        there = [one for one in stored if (one.service, one.quarter) == (record.service, record.quarter)]
        for one in there:
            if one.sha256 == record.sha256 and not one.forgotten:
                return one, False
        record = replace(record, order=max((one.order for one in stored), default=0) + 1)
        _write(made / RECORD_FILE, _as_text(record))
        _sync(made)
        # Of the same look as above: a number that somebody took since is there already, and moving onto it fails.
        vintage = max((one.vintage for one in there), default=0) + 1
        try:
            os.rename(made, place / f"{vintage:04d}")
        except OSError:
            if not (place / f"{vintage:04d}").exists():
                raise
            continue  # another one was faster: look again, it may have been the same file
        _sync(place)
        return replace(record, vintage=vintage), True


def _as_text(record: Stored) -> str:
    kept = {name: value for name, value in asdict(record).items() if name != "vintage"}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def forget(data: Path, ones: list[Stored], today: date, withheld: tuple[str, ...] = ()) -> None:
    """Remove the figures of returns; that they came, when, and the fingerprint of the file stay.

    The hashes go too: those of small counts could be tried out until one fits. withheld: ids of the figures that the
    public does not see: they stay so, for what protected the forgotten ones must.
    First it is recorded and then removed: whoever is killed between the two has forgotten, and the next that writes
    here removes.
    """
    try:
        _sweep(data)
        for one in ones:
            folder = data / place_of(one.id)
            aside = folder / f".{RECORD_FILE}-{os.getpid()}"
            kept = replace(one, forgotten=today.isoformat(), withheld=withheld, was=one.fingerprint)
            _write(aside, _as_text(replace(kept, sha256="", figures_sha256="", salt="")))
            os.replace(aside, folder / RECORD_FILE)
            _sync(folder)
            (folder / FIGURES_FILE).unlink(missing_ok=True)
    except OSError as fault:
        raise CannotWrite(f"{data / FOLDER}: cannot be written ({fault.strerror}).") from None


def find(data: Path, service: str, quarter: str) -> list[Stored]:
    """The vintages of a service's quarter that are not forgotten; raises BadArgument where there is none."""
    found = [one for one in list_returns(data) if (one.service, one.quarter) == (service, quarter)]
    found = [one for one in found if not one.forgotten]
    if not found:
        raise BadArgument(f"{service} {quarter}: no return of it is in the store; `dsva returns list` shows them.")
    return found


def hash_of(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _sweep(data: Path) -> None:
    """Remove what processes that are no more left half-made or half-forgotten."""
    for folder in (data / FOLDER).glob(f"*/*/{MAKING}*"):
        if not _is_running(folder.name.removeprefix(MAKING).split("-")[0]):
            shutil.rmtree(folder, ignore_errors=True)
    for one in read_store(data)[0]:
        if one.forgotten:
            (data / place_of(one.id) / FIGURES_FILE).unlink(missing_ok=True)


def _is_running(process: str) -> bool:
    # Windows has no signal that only asks.
    if os.name == "nt" or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can do that."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
