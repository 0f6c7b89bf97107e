"""The exhibit of standard markers: recent trend and process limits of every series, or why there are none."""

import pandas as pd

from analysis.pack.exhibits.exhibit import Exhibit
from analysis.pack.exhibits.labels import add_labels
from analysis.pipeline import Results
from analysis.wording import sentences
from analysis.wording.numbers import count_of, interval, number
from analysis.wording.titles import services as titles

REFUSED = "cannot be calculated"


def recent_trends(results: Results) -> Exhibit:
    """Each series with a marker or process limits on a row of its own; those with neither together, by reason."""
    rows = results.recent_trends
    told = rows["marker"].ne(REFUSED) | rows["limits_reason"].eq("")
    marked = add_labels(rows[told], results)
    refused = rows[~told].groupby(["kind", "marker_reason"], sort=False)
    table = [_told(row) for row in marked.itertuples()] + [_refused(kind, why, same) for (kind, why), same in refused]
    return Exhibit(
        name="recent_trends",
        title=titles.recent_trends(int(told.sum()), len(rows)),
        caption=(
            "The recent-trend marker of Fingertips needs shares or crude rates of five years in a row, with the "
            "numbers of people behind them. Process limits (XmR) need twelve periods of one length in a row. Neither "
            "crosses a break. Whether a direction is good is a property of the measure: more referrals is neither good "
            "nor bad."
        ),
        alternative_text="",
        table=pd.DataFrame(table),
    )


def _told(row) -> dict[str, str]:
    name = f"{row.service_label}, {row.name}" if row.service else f"{row.name} ({row.area})"
    return {
        "Kind": row.kind,
        "Series": f"{name}, {row.era}" if row.era and not row.service else name,
        "Periods in a row": number(row.points),
        "Recent trend": sentences.marker(row.marker, row.judgement, row.marker_reason),
        "Process limits": sentences.process_limits(row, places=1 if row.value_type == "count" else 3),
    }


def _refused(kind: str, why: str, rows: pd.DataFrame) -> dict[str, str]:
    least, most = rows["points"].min(), rows["points"].max()
    return {
        "Kind": kind,
        "Series": count_of(len(rows), "series", "series"),
        "Periods in a row": number(most) if least == most else interval(number(least), number(most)),
        "Recent trend": sentences.marker(REFUSED, "", why),
        "Process limits": f"{REFUSED}: they need twelve points; there are {number(most)} at most.",
    }
