"""What published counts are turned into, as `indicators.yml` tells."""

from pathlib import Path

from analysis.errors import BadData
from analysis.reference.indicators import Indicators
from analysis.sources.reading import read_yaml
from analysis.sources.registers import build_record

FILE = "indicators.yml"


def load_indicators(folder: Path) -> Indicators:
    """The indicators of the data folder; raises BadData with all faults of the file."""
    content, faults = read_yaml(folder, FILE)
    indicators, wrong = (None, []) if faults else build_record(Indicators, content, 1, FILE)
    if faults or wrong:
        raise BadData(faults + wrong)
    return indicators
