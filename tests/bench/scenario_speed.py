"""How fast a scenario and a frontier are, by the wall and by the processor, with the load of the machine beside them.

Run: python tests/bench/scenario_speed.py. What was asked: 10,000 paths x 40 quarters x one scenario in under 0.1 s,
and a frontier of 41 x 41 in under 2 s, on 2 cores. The best of several runs is what the code takes; the worst is what a
reader waits on a busy machine.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analysis import pipeline
from analysis.model import scenarios as model
from analysis.parameters import Parameters
from analysis.reference.scenario import FROM_EVIDENCE

PATHS, QUARTERS, REPEATS = 10_000, 40, 9
SCENARIO_SECONDS, FRONTIER_SECONDS = 0.1, 2.0


def measure(work: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds by the wall (best and worst) and by the processor (best)."""
    walls, processors = [], []
    for _ in range(REPEATS):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), max(walls), min(processors)


def main() -> None:
    results = pipeline.run(Parameters())
    base, scenario = results.scenarios.base, results.scenarios.described[0]
    long = replace(scenario, horizon=QUARTERS, growth=FROM_EVIDENCE)

    def draw() -> model.Draws:
        return model.draw(np.random.Generator(np.random.SFC64(1)), paths=PATHS, quarters=QUARTERS)

    draws = draw()
    print(f"load of the machine (1, 5, 15 minutes): {os.getloadavg()}, cores: {os.cpu_count()}")
    asked = [
        ("draws of 10,000 x 40, once for all scenarios", draw, None),
        ("one scenario, 10,000 x 40", lambda: model.simulate(long, base, draws), SCENARIO_SECONDS),
        ("the same with two teams", lambda: model.simulate(replace(long, teams="separate"), base, draws), None),
        ("draws and scenario together", lambda: model.simulate(long, base, draw()), SCENARIO_SECONDS),
        ("frontier 41 x 41, 20 quarters", lambda: model.frontier(scenario, base, draws), FRONTIER_SECONDS),
    ]
    missed = []
    for name, work, limit in asked:
        best, worst, processor = measure(work)
        said = f"{name}: best {best:.3f} s, worst {worst:.3f} s, processor {processor:.3f} s"
        print(said if limit is None else f"{said}; asked for {limit:g} s")
        missed += [name] if limit is not None and best > limit else []
    sys.exit(f"too slow: {', '.join(missed)}" if missed else 0)


if __name__ == "__main__":
    main()
