"""What `dsva returns` says of a return, to people or to programs."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis import terminal
from analysis.errors import Fault

if TYPE_CHECKING:
    from analysis.sources.returns.arrivals import Arrival
    from analysis.sources.returns.reading import Reading

Format = Literal["text", "json"]
ARRIVAL_COLUMNS = {
    "service": "Service",
    "quarter": "Quarter",
    "state": "State",
    "due": "Due",
    "received": "Received",
    "vintages": "Vintages",
    "figures": "Values",
}


@dataclass(frozen=True)
class Told:
    """What was found out about a file; `reading` is None where it was not looked into."""

    file: Path
    reading: "Reading | None"
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...] = ()
    findings: tuple[dict, ...] = ()


def tell(told: Told, format: Format, outcome: dict[str, Any] | None = None) -> None:
    """Print what was found out; outcome: what became of the file, where it was to be loaded."""
    if format == "json":
        print(terminal.to_json(_record(told) | (outcome or {})), end="")
        return
    for fault in told.faults:
        print(fault.sentence())
    for warning in told.warnings:
        print(f"warning: {warning}")
    for finding in told.findings:
        print(f"{finding['grade']}: {finding['sentence']}")
    print(_last_line(told, outcome or {}))


def tell_arrivals(arrivals: "list[Arrival]", format: Format) -> None:
    """Print which returns have come and which have not."""
    rows = [asdict(one) for one in arrivals]
    if format == "json":
        print(terminal.to_json(rows), end="")
        return
    terminal.print_table(rows, ARRIVAL_COLUMNS, right=("vintages", "figures"))
    late = sum(one.state == "overdue" for one in arrivals)
    print(f"{sum(one.vintages > 0 for one in arrivals)} returns have come, {late} are overdue.")


def unusual_sentence(row: dict) -> str:
    """A size that is unlike the past, as a sentence."""
    seen = f"from {row['seen_low']:.4g} to {row['seen_high']:.4g}" if row["seen"] > 1 else f"{row['seen_low']:.4g}"
    return (
        f"{row['measure']} ({row['group']}) is {row['value']:.10g}, {row['rate_per_month']:.4g} a month; the periods "
        f"known before had {seen}, and chance alone seldom moves a count so far. Is it meant?"
    )


def _record(told: Told) -> dict[str, Any]:
    form = told.reading.form if told.reading else None
    return {
        "file": told.file.name,
        "valid": not told.faults,
        "service": form.service.id if form else None,
        "quarter": form.quarter.label if form else None,
        "faults": [{"sheet": "", "cell": "", **asdict(one), "sentence": one.sentence()} for one in told.faults],
        "warnings": list(told.warnings),
        "findings": list(told.findings),
    }


def _last_line(told: Told, outcome: dict[str, Any]) -> str:
    name = told.file.name
    if told.reading is None or told.faults:
        many = f"{len(told.faults)} {'fault' if len(told.faults) == 1 else 'faults'}"
        if not outcome:
            return f"{name}: {many}."
        where = (
            f"; the report is {outcome['report']}" if outcome["report"] else "; no report could be written beside it"
        )
        return f"{name}: {many}, nothing was loaded{where}."
    what = f"{told.reading.form.service.id}, {told.reading.form.quarter.label}"
    values = sum(bool(row["value"]) for row in told.reading.figures)
    if not outcome:
        return f"{name}: a valid return of {what}, {values} values, {len(told.warnings)} warnings."
    if not outcome["new"]:
        return f"{name}: loaded already as {outcome['source']}, received {outcome['received']}; nothing was changed."
    return f"{name}: loaded as {outcome['source']} ({what}), {values} values, received {outcome['received']}."
