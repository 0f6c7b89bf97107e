"""The explorer in a kernel: what Panel does otherwise there than in a server, put right for this process."""

import base64
from pathlib import Path

import panel
import panel.reactive
import panel.theme.base
from bokeh.models import ImportedStyleSheet
from panel.io.resources import CDN_DIST, DIST_DIR, LOCAL_DIST


def set_up() -> None:
    """Has Panel take its scripts and style sheets from this machine, which it asks of a host elsewhere in a kernel."""
    panel.extension(inline=True)
    panel.reactive.ImportedStyleSheet = panel.theme.base.ImportedStyleSheet = StyleSheet


class _AsText(type):
    """What stands in the place of `ImportedStyleSheet`, also where somebody asks whether a sheet is one."""

    def __call__(cls, url: str) -> ImportedStyleSheet:
        """A style sheet of Panel's own by an address that holds its text; any other as it is."""
        inside = url.removeprefix(CDN_DIST).removeprefix(LOCAL_DIST).split("?")[0]
        path = Path(DIST_DIR) / inside
        if inside == url or not path.is_file():
            return ImportedStyleSheet(url=url)
        return ImportedStyleSheet(url=f"data:text/css;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}")

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, ImportedStyleSheet)


class StyleSheet(metaclass=_AsText):
    """A style sheet that no other host is asked for."""
