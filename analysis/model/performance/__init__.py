"""How services do: shares with intervals, targets and promises, and one table over all parts of the system."""

from analysis.model.performance.dashboard import build_dashboard
from analysis.model.performance.implied import add_implied_limits
from analysis.model.performance.known_outcomes import share_known
from analysis.model.performance.promises import check_promises
from analysis.model.performance.shares import net_flow, pool_periods, printed_shares, shares
from analysis.model.performance.targets import check_targets
from analysis.model.performance.watch import watch_register

__all__ = [
    "add_implied_limits",
    "build_dashboard",
    "check_promises",
    "check_targets",
    "net_flow",
    "pool_periods",
    "printed_shares",
    "share_known",
    "shares",
    "watch_register",
]
