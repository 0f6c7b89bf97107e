"""Evidence: every figure with its source, what is wrong with it, and what may be compared."""

from analysis.app.evidence_cards import findings_card, pair_card
from analysis.app.glossary import glossary_card
from analysis.app.plan import Makes, Page, Shows
from analysis.pack import exhibits

EVIDENCE = Page(
    id="evidence",
    label="Evidence",
    question="Where does a figure come from, and may I trust it?",
    lead="Every number here was printed in a public paper or is an assumption that is named and rated.",
    cards=(
        Makes("findings", findings_card, "Findings"),
        Makes("two-figures", pair_card, "Any two figures"),
        Shows(exhibits.papers, "Papers", unit="papers and the figures read from each", cannot="What no paper printed."),
        Shows(
            exhibits.conflicts,
            "Conflicts",
            unit="facts, as printed",
            cannot="Which paper is right, where nothing but the two of them is known.",
        ),
        Shows(exhibits.breaks, "Breaks", unit="dates", cannot="Breaks that nobody wrote down."),
        Shows(
            exhibits.assumptions,
            "Assumptions",
            unit="each in its own, named in the table",
            interval="the low and the high that are taken to be possible",
            cannot="Anything by themselves: they are judgements, each rated for quality and impact.",
        ),
        Shows(
            exhibits.rods,
            "Measuring rods",
            unit="releases of price indices and populations",
            cannot="What was known at the meeting, where a release is later: that is said beside it.",
        ),
        Makes("words", glossary_card, "Words and methods"),
    ),
)
