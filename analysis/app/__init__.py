"""The explorer, on screen: state without Panel, and the page, which is the only Panel code."""


def explorer(parameters=None, data=None):
    """The explorer for a notebook cell: `from analysis.app import explorer; explorer()`.

    parameters: of the meeting to look at (`analysis.parameters.Parameters`); None takes the latest. data: the data
    folder; None finds it.
    """
    import panel

    from analysis.app.page import column
    from analysis.app.serve import starting_point
    from analysis.app.server import explorer_of

    panel.extension()
    return column(explorer_of(parameters or starting_point(data), data))
