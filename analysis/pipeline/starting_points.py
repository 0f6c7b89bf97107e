"""What the evidence of a run gives scenarios to start from."""

from collections.abc import Mapping
from math import expm1

import pandas as pd

from analysis.model.growth import GrowthChoice
from analysis.model.scenarios.draws import Z_OF_95
from analysis.model.scenarios.evidence import Published
from analysis.parameters import Parameters
from analysis.reference.scenario import Spread
from analysis.sources.known import Known

OPENING_MULTIPLE = "capacity-opening-above-smallest"
UNPLANNED = "unplanned-exits"
ASSUMED = {
    "inflation": "inflation-after-release",
    "caseload": "capacity-caseload",
    "length_of_support": "capacity-length-of-support",
    "occupancy": "capacity-occupancy",
    "high_risk_share": "capacity-high-risk-share",
}


def gather_published(
    known: Known, growth: Mapping[str, object], flows: pd.DataFrame, pooled: pd.DataFrame, parameters: Parameters
) -> Published:
    """What scenarios may start from.

    growth: `growth_drawn` and `growth_choice` of the run; flows, pooled: its flows and pooled shares.
    """
    assumed = {one.id: Spread(one.low, one.value, one.high) for one in known.catalogue.assumptions}
    return Published(
        flows=flows,
        growth=growth["growth_drawn"],
        choice=_spread(growth["growth_choice"]),
        unplanned=pooled[pooled["indicator"].eq(UNPLANNED)] if len(pooled) else pooled,
        labels=known.services.set_index("service")["service_label"].to_dict(),
        assumed={field: assumed[id] for field, id in ASSUMED.items()},
        assumption_ids=ASSUMED,
        opening_multiple=assumed[OPENING_MULTIPLE],
        as_of=parameters.as_of,
    )


def _spread(choice: GrowthChoice | None) -> Spread | None:
    if choice is None:
        return None
    reach = Z_OF_95 * choice.deviation
    return Spread(*(expm1(choice.central + step) for step in (-reach, 0.0, reach)))
