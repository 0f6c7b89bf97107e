"""The mark by which a finding travels with its figures."""

import re
from collections.abc import Mapping

import pandas as pd


def mark(findings: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The findings with `mark`, F1 onwards in their order.

    names: service id to the name that readers know, put in place of the id in `subject` and `sentence`.
    """
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    known = re.compile(rf"(?<![\w-])({'|'.join(longest_first)})(?![\w-])")
    spoken = {
        column: [known.sub(lambda found: names[found[1]], text) for text in findings[column]]
        for column in ("subject", "sentence")
    }
    return findings.assign(mark=[f"F{number}" for number in range(1, len(findings) + 1)], **spoken)
