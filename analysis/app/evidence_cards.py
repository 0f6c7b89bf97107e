"""The evidence on the page: the findings with their filters, and any two figures side by side."""

from analysis.app import controls
from analysis.app.card import Card
from analysis.app.evidence import filters, findings_list, findings_of, select_findings
from analysis.app.figure_sheet import figure_groups, opening_pair, sheet, verdict
from analysis.app.markup import heading
from analysis.app.state import Explorer
from analysis.pack import exhibits

FILTERS = {"paper": "Paper", "rule": "Test", "grade": "Grade"}
PICKERS = {"figure": "First figure", "other": "Second figure"}
PAIR_TITLE = "Is it right, and may I compare it?"
PAIR_CAPTION = (
    "Look any printed figure up: where it stands, and what was found about it. The second one stands beside it with "
    "the verdict on comparing the two."
)


def findings_card(explorer: Explorer) -> Card:
    """The findings, filtered by paper, test and grade; a figure that is asked for goes to the other card."""
    results = explorer.results
    shown, offered = exhibits.findings(results), filters(results)
    if explorer.grade not in offered["grade"].values():
        explorer.grade = ""
    selects = [controls.choice(explorer, name, label, offered[name]) for name, label in FILTERS.items()]
    card = Card(before=heading(shown.title, shown.caption, "Evidence"), controls=selects, kind="plain three")

    def answer(*_) -> None:
        rows = select_findings(results.findings, explorer.paper, explorer.rule, explorer.grade)
        card.after = findings_list(rows, results)

    def look_up(figure: str) -> None:
        if figure in set(results.figures["id"]):
            explorer.figure = figure

    explorer.param.watch(answer, list(FILTERS))
    card.when("figure", look_up)
    answer()
    return card


def pair_card(explorer: Explorer) -> Card:
    """Two figures as printed, each with its findings, and whether they may be compared."""
    results = explorer.results
    known, usual = set(results.figures["id"]), opening_pair(results)
    for name, figure in zip(PICKERS, usual, strict=True):
        if getattr(explorer, name) not in known:
            setattr(explorer, name, figure)
    groups = figure_groups(results)
    selects = [controls.pick(explorer, name, label, groups) for name, label in PICKERS.items()]
    title = f'<div data-place="figure" tabindex="-1">{heading(PAIR_TITLE, PAIR_CAPTION, "Any two figures")}</div>'
    card = Card(before=title, controls=selects, kind="plain pair")

    def answer(*_) -> None:
        sheets = "".join(
            f'<div class="sheet"><h3>{label}</h3>{sheet(one, results)}<h4>What was found</h4>'
            f"{findings_of(one, results)}</div>"
            for label, one in zip(PICKERS.values(), (explorer.figure, explorer.other), strict=True)
        )
        card.after = f'{verdict(explorer.figure, explorer.other, results)}<div class="sheets">{sheets}</div>'

    explorer.param.watch(answer, list(PICKERS))
    answer()
    return card
