"""A small pack with one of everything: charts, tables narrow and wide, footnotes, sources, comments of people."""

from datetime import date
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from analysis.pack.parts import Column, Content, FrontMatter, Picture, Reference, Status, Table
from analysis.pack.pictures import draw

TEMPLATE = Path(__file__).with_name("board.md")
DRAFT = FrontMatter(
    board="Leicestershire Safer Communities Strategy Board",
    title="Demand against funding for domestic abuse & sexual violence services",
    meeting=date(2023, 9, 29),
    as_of=date(2023, 9, 29),
    summary="How demand has grown against funding, with its uncertainty and its evidence.",
)
APPROVED = Status("approved", "Director of Public Health", date(2023, 10, 2))
AREAS = ["Leicester", "Leicestershire", "Rutland", "Blaby", "Charnwood", "Harborough", "Melton", "Hinckley", "England"]


def chart(name: str, caption: str, alternative: str, heights: list[float], ylabel: str) -> Picture:
    figure = Figure(figsize=(6.9, 2.9))
    axes = figure.add_subplot()
    axes.bar(["Q1", "Q2", "Q3", "Q4"], heights, color="#0072B2", width=0.55)
    axes.set_ylabel(ylabel)
    axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    return draw(figure, name=name, caption=caption, alternative_text=alternative)


def quarters() -> Table:
    columns = (
        Column("measure", "Referrals"),
        *(Column(f"q{n}", f"Q{n}", "right", "#,##0", "count") for n in (1, 2, 3, 4)),
        Column("all", "Year", "right", "#,##0", "count"),
    )
    rows = [["Accepted", "115", "263", "198", "164", "740"], ["Not accepted", "5", "9", "42", "27", "83"]]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    notes = (
        "Q1 is April to June 2022. Quarters of one year are printed as they were published | not seasonally adjusted.",
    )
    return Table(
        "quarters", "Referrals by quarter, 2022-23", columns, frame, notes, "board paper of September 2023, Appendix A"
    )


def areas() -> Table:
    columns = (Column("year", "Financial year"), *(Column(area.lower(), area, "right") for area in AREAS))
    years = ["2021-22", "2022-23", "2023-24"]
    rows = [
        [year, *(f"£{1_100_000 + 7_321 * place * step:,}" for place in range(len(AREAS)))]
        for step, year in enumerate(years)
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    return Table(
        "areas", "Grant by area and year, pounds of the day", columns, frame, wide=True, source="reference set"
    )


def funding() -> Table:
    columns = (
        Column("line", "Funding line"),
        Column("note", "What is known"),
        Column("amount", "Amount a year", "right"),
    )
    rows = [
        [
            "Safe accommodation duty",
            "A grant to the county council, paid since April 2021; not part of the contracts.",
            "£1,127,205",
        ],
        ["Locality service", "Contract price; the paper does not say for which year *the price* stands.", None],
    ]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    return Table("funding", "Funding lines", columns, frame, ("[x] means not available.",), "contracts register")


STATEMENT = (
    "With four quarters the yearly trend cannot be told from no change (95% interval -31% to +120%); "
    "costs of $5 < £6_7, `not code`, and no @link."
)
ALTERNATIVES = (
    'Bars: 120, 272, 240 and 191 referrals; the "second" quarter is highest.',
    "Bars of about 1.1 million pounds in each year.",
)


def content() -> Content:
    """What the template `board.md` names."""
    demand = [120, 272, 240, 191]
    money = [1.13, 1.12, 1.10, 1.08]
    return Content(
        values={
            "area": "Leicester, Leicestershire & Rutland",
            "figures": {"first": "120", "last": "191"},
            "statement": STATEMENT,
            "eras": [
                {"label": "From 2015", "services": "One service for all three councils."},
                {"label": "From 2022", "services": "Four services under four contracts."},
            ],
        },
        pictures=(
            chart("demand", "Referrals received by quarter, 2022-23", ALTERNATIVES[0], demand, "referrals"),
            chart("funding", "Funding in real terms", ALTERNATIVES[1], money, "£ million"),
        ),
        tables=(quarters(), areas(), funding()),
        references=(
            Reference("paper-2023", "Safer Communities Strategy Board, 29 September 2023", "https://example.org/paper"),
            Reference("paper-2018", "Safer Communities Strategy Board, 10 December 2018"),
        ),
        commentary={"recommendations": "The Board is asked to note this paper.", "legal implications": ""},
    )
