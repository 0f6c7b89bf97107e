"""The controls: each a widget bound to one choice of the explorer, named with its unit."""

import panel as pn
import panel_material_ui as pmui
from panel.theme import Native

from analysis.app.state import CONFIDENCES, DEFLATORS, Explorer
from analysis.pack.exhibits.growth import growth_sources
from analysis.reference.areas import ASKABLE
from analysis.wording.numbers import DEFLATOR_NAMES, confidence_label

FIRST_AREA = "Leicester"
NATIVE = """
:host { margin: 0 0 8px; } .bk-input-group { gap: 4px; }
label { color: var(--ink); font: 700 .875rem/1.4 Roboto, system-ui, sans-serif; }
select.bk-input { color: var(--ink); background-color: var(--paper); border: 1px solid var(--quiet); border-radius: 8px;
  font: 400 1rem/1.4 Roboto, system-ui, sans-serif; padding: 10px 36px 10px 12px; min-height: 46px; width: 100%;
  text-overflow: ellipsis; background-repeat: no-repeat; background-size: 6px 6px;
  background-image: linear-gradient(45deg, transparent 50%, var(--ink) 50%),
    linear-gradient(135deg, var(--ink) 50%, transparent 50%);
  background-position: right 18px center, right 12px center; }
select.bk-input:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
select.bk-input option, select.bk-input optgroup { color: var(--ink); background: var(--paper); }
"""
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


def area(explorer: Explorer, look: dict) -> pn.widgets.Select:
    """The area whose need is shown."""
    explorer.area = explorer.area or FIRST_AREA
    return choice(explorer, "area", "Area", {one: one for one in ASKABLE})


def without(explorer: Explorer, look: dict) -> pmui.CheckBoxGroup:
    """Which sources of growth count: one that is not ticked is switched off."""
    sources = growth_sources(explorer.results)
    ticked = [one for one in sources if one not in explorer.without]
    group = pmui.CheckBoxGroup(
        label="Sources that count", options={name: id for id, name in sources.items()}, value=ticked,
        theme_config=look, sx={"& .MuiFormControlLabel-root": {"paddingBlock": "6px"}}, **SIZE,
    )  # fmt: skip

    def switch(*_) -> None:
        explorer.without = tuple(sorted(set(sources) - set(group.value)))

    group.param.watch(switch, "value")
    return group


def choice(explorer: Explorer, name: str, label: str, options: dict[str, str]) -> pn.widgets.Select:
    """A choice among a few, as the browser's own list."""
    return _bound(explorer, name, pn.widgets.Select(options=options, **_native(explorer, name, label)))


def pick(explorer: Explorer, name: str, label: str, groups: dict[str, dict[str, str]]) -> pn.widgets.Select:
    """A choice among many, grouped, as the browser's own list: typing finds an entry."""
    return _bound(explorer, name, pn.widgets.Select(groups=groups, **_native(explorer, name, label)))


def _native(explorer: Explorer, name: str, label: str) -> dict:
    look = {"design": Native, "stylesheets": [NATIVE], "sizing_mode": "stretch_width", "margin": 0}
    return {"name": label, "value": getattr(explorer, name), **look}


def _bound(explorer: Explorer, name: str, select: pn.widgets.Select) -> pn.widgets.Select:
    select.link(explorer, value=name, bidirectional=True)
    return select


CONTROLS = {"confidence": confidence, "deflator": deflator, "area": area, "without": without}
