"""How long the forensic rules take over many figures: `python tests/bench/forensics_speed.py [figures]`.

Each block is a service's year as papers print it: quarters and year of accepted, not accepted and contact times,
planned and unplanned exits, positive closures with their percentage, and a table of percentages with counts.
"""

import sys
import time

import numpy as np
import pandas as pd

from analysis.model.forensics import check_relations, examine

QUARTERS = (("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"), ("01-01", "03-31"))
PARTS = ("within 48 hours", "within 72 hours", "after 72 hours")
PROFILE = ("mental health", "self-harm", "forced marriage", "high risk", "other")


def make_figures(size: int, seed: int = 20220401, fault_every: int = 0) -> pd.DataFrame:
    """About `size` figures without a fault, or with one wrong total in every `fault_every` services."""
    generator = np.random.default_rng(seed)
    rows: list[dict] = []
    number = 0
    while len(rows) < size:
        rows += _service_year(
            f"service-{number}", 2015 + number % 8, generator, bool(fault_every) and number % fault_every == 0
        )
        number += 1
    return pd.DataFrame(rows[:size] if size < len(rows) - 200 else rows)


def _service_year(service: str, year: int, generator: np.random.Generator, is_faulty: bool) -> list[dict]:
    rows: list[dict] = []
    sums: dict[str, int] = {}
    for quarter, (start, end) in enumerate(QUARTERS):
        of = year + (quarter == 3)
        add = _adder(rows, service, f"{of}-{start}", f"{of}-{end}", f"q{quarter + 1}")
        parts = generator.poisson((80, 10, 20))
        values = {"referrals accepted": int(parts.sum()), "referrals not accepted": int(generator.poisson(9))}
        values |= {f"contact {name}": int(part) for name, part in zip(PARTS, parts, strict=True)}
        values |= {"planned exits": int(generator.poisson(40)), "unplanned exits": int(generator.poisson(20))}
        base = int(generator.integers(20, 40))
        values["positive closures"] = int(generator.binomial(base, 0.8))
        for measure, value in values.items():
            add(measure, value, part_of="referrals accepted" if measure.startswith("contact") else "")
            sums[measure] = sums.get(measure, 0) + value
        sums["base"] = sums.get("base", 0) + base
        add("share of positive closures", _percent(values["positive closures"], base), percent_of="positive closures")
        people = int(generator.integers(100, 300))
        for name in PROFILE:
            count = int(generator.binomial(people, 0.3))
            add(f"people with {name}", count)
            add(
                f"share with {name}",
                _percent(count, people),
                percent_of=f"people with {name}",
                table=f"{service}-profile",
            )
    add = _adder(rows, service, f"{year}-04-01", f"{year + 1}-03-31", "year")
    base = sums.pop("base")
    for measure, value in sums.items():
        add(
            measure,
            value + (is_faulty and measure == "referrals accepted"),
            part_of="referrals accepted" if measure.startswith("contact") else "",
        )
    add("share of positive closures", _percent(sums["positive closures"], base), percent_of="positive closures")
    return rows


def _percent(count: int, base: int) -> int:
    return int(100 * count / base + 0.5)


def _adder(rows: list[dict], service: str, start: str, end: str, when: str):
    def add(measure: str, value: int, part_of: str = "", percent_of: str = "", table: str = "") -> None:
        name = {text: f"{service}-{text.replace(' ', '-')}-{when}" for text in (measure, part_of, percent_of) if text}
        rows.append(
            {
                "id": name[measure], "service": service, "measure": measure, "value": value,
                "unit": "percent" if percent_of else "count", "flow": "flow", "period_start": start, "period_end": end,
                "part_of": name.get(part_of, ""), "percent_of": name.get(percent_of, ""), "table": table,
            }
        )  # fmt: skip

    return add


def main(size: int) -> None:
    """Time the rules over a clean table and over one with faults."""
    for fault_every in (0, 10):
        figures = make_figures(size, fault_every=fault_every)
        start = time.perf_counter()
        faults = check_relations(figures)
        findings = examine(figures)
        seconds = time.perf_counter() - start
        grades = findings["grade"].value_counts().to_dict()
        print(f"{len(figures)} figures, {len(faults)} malformed, {len(findings)} findings {grades}: {seconds:.1f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
