"""Many runs: progress with counts and time left, and a summary at the end."""

from collections.abc import Iterable

from analysis.errors import BadArgument
from analysis.run.cluster import run_on_cluster
from analysis.run.journal import Journal, progress
from analysis.run.orders import Order, chain
from analysis.run.pool import run_here
from analysis.run.working import DONE, Outcome


def run_many(orders: list[Order], *, jobs: int, cluster: str | None, journal: Journal) -> list[Outcome]:
    """The outcome of every order, in the order given; one that fails stops no other.

    jobs: packs side by side here; cluster: address of a scheduler, None for this machine.
    """
    if jobs < 1:
        raise BadArgument(f"jobs: {jobs} is too few; expected at least one pack at a time.")
    if not orders:
        journal.say("Every pack is approved already: nothing is to be made.")
        return []
    chains = chain(orders)
    outcomes: dict[str, Outcome] = {}
    with progress("Packs", len(orders)) as step:
        for outcome in run_on_cluster(chains, cluster) if cluster else run_here(chains, jobs):
            outcomes[outcome.name] = outcome
            step(outcome.name)
            _tell(outcome, outcomes, len(orders), journal)
    return [outcomes[order.name] for order in orders]


def summarise(outcomes: Iterable[Outcome]) -> str:
    """The runs in a sentence: how many packs were made, how many not, and how long all took together."""
    listed = list(outcomes)
    failed = [one for one in listed if one.exit_code != DONE]
    minutes = sum(one.seconds for one in listed) / 60
    return (
        f"{len(listed) - len(failed)} of {len(listed)} packs were made in {minutes:.1f} minutes of work; "
        f"{len(failed)} failed."
    )


def _tell(outcome: Outcome, outcomes: dict[str, Outcome], total: int, journal: Journal) -> None:
    made = tuple(one.name for one in outcomes.values() if one.exit_code == DONE)
    journal.count(done=len(outcomes), total=total, failed=len(outcomes) - len(made), packs=made)
    ended = f"made in {outcome.seconds:.0f} s" if outcome.exit_code == DONE else f"failed: {outcome.sentence}"
    journal.say(f"{len(outcomes)} of {total}: {outcome.name} {ended}")
