"""The controls: each a widget bound to one choice of the explorer, named with its unit."""

import panel_material_ui as pmui
from bokeh.models import PrintfTickFormatter

from analysis.app.state import CONFIDENCES, DEFLATORS, Explorer
from analysis.wording.numbers import DEFLATOR_NAMES, confidence_label

A_YEAR = PrintfTickFormatter(format="%d%% a year")
YEARS = PrintfTickFormatter(format="%d years")
SIZE = {"sizing_mode": "stretch_width", "margin": (0, 0, 8, 0), "description": ""}


def confidence(explorer: Explorer, look: dict) -> pmui.DiscreteSlider:
    """How sure every interval has to be."""
    options = {confidence_label(one): one for one in CONFIDENCES}
    return pmui.DiscreteSlider.from_param(
        explorer.param.confidence, label="Confidence of the intervals", options=options, theme_config=look, **SIZE
    )


def deflator(explorer: Explorer, look: dict) -> pmui.RadioBoxGroup:
    """The price index that makes pounds real."""
    options = {DEFLATOR_NAMES[one]: one for one in DEFLATORS}
    return pmui.RadioBoxGroup.from_param(
        explorer.param.deflator, label="Price index for real terms", options=options, inline=True, theme_config=look,
        **SIZE,
    )  # fmt: skip


def growth(explorer: Explorer, name: str, label: str, look: dict) -> pmui.IntSlider:
    """A growth that the visitor assumes."""
    return pmui.IntSlider.from_param(explorer.param[name], label=label, format=A_YEAR, theme_config=look, **SIZE)


def years(explorer: Explorer, look: dict) -> pmui.IntSlider:
    """How far ahead the visitor looks."""
    return pmui.IntSlider.from_param(explorer.param.years, label="Look ahead", format=YEARS, theme_config=look, **SIZE)
