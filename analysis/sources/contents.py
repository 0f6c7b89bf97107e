"""All of `data/` at once, with every fault of reading it: what the rules between files are held to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import Fault
from analysis.reference import national, schemas
from analysis.sources.catalogue import REGISTERS
from analysis.sources.figures import FOLDER, figures_file, read_figures
from analysis.sources.registers import read_register
from analysis.sources.returns.joining import changed_files
from analysis.sources.returns.store import in_force, read_store
from analysis.sources.tables import read_table


@dataclass(frozen=True)
class Contents:
    """The data folder as read.

    tables: every CSV file below its name, typed, by line; figures: those of them that hold figures, by source;
    registers: the records of every YAML register by line, below the register's name; faults: what could not be read.
    """

    tables: dict[str, pd.DataFrame]
    figures: dict[str, pd.DataFrame]
    registers: dict[str, dict[int, Any]]
    faults: list[Fault]

    def ids(self, register: str) -> set[str]:
        """The ids of a register."""
        return {record.id for record in self.registers[register].values()}

    def printed(self) -> pd.DataFrame:
        """The figures of all papers, with `file` and `row` where each stands."""
        parts = [frame.reset_index().assign(file=figures_file(source)) for source, frame in self.figures.items()]
        empty = pd.DataFrame(columns=["row", *schemas.FIGURES.columns, "file"])
        return pd.concat(parts, ignore_index=True) if parts else empty


def read_contents(folder: Path) -> Contents:
    """Everything of a data folder, read as far as it can be."""
    faults: list[Fault] = []
    registers = {}
    for name, file in REGISTERS.items():
        registers[name], wrong = read_register(folder, *file)
        faults += wrong
    tables = {}
    for schema in (*schemas.TABLES, *national.TABLES):
        tables[schema.name], wrong = read_table(folder, schema, schema.name)
        faults += wrong
    papers = [source.id for source in registers["documents"].values() if source.meeting]
    stored, wrong = read_store(folder)
    returns = in_force(stored)
    faults += [*wrong, *changed_files(folder, returns)]
    figures = {}
    for source in [*papers, *(one.id for one in returns)]:
        figures[source], wrong = read_figures(folder, source)
        faults += wrong
    tables |= {figures_file(source): frame for source, frame in figures.items()}
    return Contents(tables, figures, registers, faults + list(_strays(folder, papers)))


def _strays(folder: Path, papers: list[str]) -> Iterator[Fault]:
    for path in sorted((folder / FOLDER).glob("*")):
        if path.stem not in papers or path.suffix != ".csv":
            expected = "expected a file named for a council paper of sources.yml, such as lscsb-2023-09-29.csv"
            yield Fault(f"{FOLDER}/{path.name}", None, None, "no paper has this id", expected)
