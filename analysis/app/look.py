"""The theme that every widget shares: deep ink and teal, generous type, no decoration."""

INK, TEAL, FONT = "#17324d", "#0f6e68", "Roboto, system-ui, sans-serif"
BACKGROUND, DARK_BACKGROUND = "#f3f6f8", "#0e1720"
WIDTH_PIXELS, RAIL_PIXELS = 1240, 400  # of a page, and of what stands beside its answers
# The page's own spacers are drawn as headings; a reader who jumps by headings must not meet them.
NO_HEADINGS = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "div")
NO_TIPS = ("disableHoverListener", "disableFocusListener", "disableTouchListener")


def theme() -> dict[str, dict]:
    """Theme settings of Material UI for the light and the dark page."""
    return {
        "light": _mode(TEAL, BACKGROUND, "#ffffff", INK),
        "dark": _mode("#6fd3c8", DARK_BACKGROUND, "#16212c", "#e8eef4"),
    }


def _mode(accent: str, background: str, paper: str, text: str) -> dict:
    return {
        "palette": {
            "primary": {"main": accent},
            "background": {"default": background, "paper": paper},
            "text": {"primary": text},
        },
        "typography": {"fontFamily": FONT},
        "shape": {"borderRadius": 8},
        "components": {
            "MuiTypography": {"defaultProps": {"variantMapping": NO_HEADINGS}},
            # A tip is hung outside every landmark; the buttons that have one are named without it.
            "MuiTooltip": {"defaultProps": dict.fromkeys(NO_TIPS, True)},
            # It stays still, and is there all the same.
            "MuiLinearProgress": {"defaultProps": {"aria-label": "Progress"}},
            "MuiAppBar": {
                "styleOverrides": {"root": {"backgroundColor": INK, "backgroundImage": "none", "color": "#ffffff"}}
            },
        },
    }
