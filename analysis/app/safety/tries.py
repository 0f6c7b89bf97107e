"""Wrong tries at signing in: counted by name, whoever makes them, and forgotten after a while."""

from analysis.app.safety.passwords import NAME

MOST_TRIES, QUARTER_SECONDS = 5, 900


class Tries:
    """When each name was tried of late; what cannot be a name counts as one. Times are seconds of any one clock."""

    def __init__(self):
        self._times: dict[str, list[float]] = {}

    def are_too_many(self, name: str, now: float) -> bool:
        """Whether this name has to wait."""
        self._times = {one: kept for one, times in self._times.items() if (kept := _recent(times, now))}
        return len(self._times.get(_counted(name), ())) >= MOST_TRIES

    def count(self, name: str, now: float) -> None:
        """One more try of this name."""
        self._times.setdefault(_counted(name), []).append(now)

    def forget(self, name: str) -> None:
        """The name was signed in."""
        self._times.pop(_counted(name), None)


def _counted(name: str) -> str:
    return name if NAME.fullmatch(name) else ""


def _recent(times: list[float], now: float) -> list[float]:
    return [one for one in times if now - one < QUARTER_SECONDS]
