"""What published counts are turned into, as `indicators.yml` tells."""

from pathlib import Path

from analysis.reference.indicators import Indicators
from analysis.sources.registers import load_record

FILE = "indicators.yml"


def load_indicators(folder: Path) -> Indicators:
    """The indicators of the data folder; raises BadData with all faults of the file."""
    return load_record(folder, FILE, Indicators)
