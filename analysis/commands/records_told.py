"""What `dsva records` says of counts, to people or to programs."""

from typing import Literal

from analysis import terminal

Format = Literal["table", "csv", "json"]
COLUMNS = {
    "service": "Service", "measure": "Measure", "group": "Group", "area": "Area", "quarter": "Quarter",
    "shown": "Count",
}  # fmt: skip
SYNTHETIC = "synthetic: invented cases, of which no figure says anything about anybody"
RESTRICTED = "RESTRICTED: counts of a few people stand in this table; for those entitled to it only."


def tell_counts(seen, format: Format, audience: str, synthetic: bool) -> None:
    """Print counts with their audience, and whether they are of invented cases."""
    seen = seen.assign(audience=audience, origin="synthetic" if synthetic else "records")
    records = seen.to_dict("records")
    if format == "csv":
        print(terminal.to_csv(records, list(seen.columns)), end="")
    elif format == "json":
        print(terminal.to_json(records), end="")
    else:
        rows = [row | {"shown": "[c]" if row["value"] != row["value"] else row["value"]} for row in records]
        title = ". ".join(part for part in (RESTRICTED * (audience == "restricted"), SYNTHETIC * synthetic) if part)
        terminal.print_table(rows, COLUMNS, right=("shown",), title=title)
        withheld = sum(row["shown"] == "[c]" for row in rows)
        print(
            f"{len(rows)} counts, {withheld} withheld ([c]), the others rounded to 5."
            if audience == "public"
            else RESTRICTED
        )
