"""The explorer, on screen: state and addresses without Panel, and the pages, which are the only Panel code."""


def explorer(parameters=None, data=None):
    """The explorer for a notebook cell: `from analysis.app import explorer; explorer()`.

    parameters: of the meeting to look at (`analysis.parameters.Parameters`); None takes the latest. data: the data
    folder; None finds it. Who runs a notebook has the files: drafts and every meeting are offered.
    """
    from analysis.app.frame import column
    from analysis.app.notebook import set_up
    from analysis.app.stage import Place
    from analysis.app.visitors import explorer_of, for_notebook

    set_up()
    return column(explorer_of(for_notebook(parameters, data), data), Place(data))
