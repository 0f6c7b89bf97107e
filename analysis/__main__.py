"""The `dsva` command, for people and for schedulers: its parts stand in `analysis/commands/`."""

import os
import sys
from typing import Annotated

import typer

from analysis.commands import app as serving
from analysis.commands import boards, check, figures, need, project, records, replay, returns, run
from analysis.commands.options import Data, Reports
from analysis.errors import DsvaError

app = typer.Typer(
    name="dsva",
    help="Demand against funding for the domestic abuse and sexual violence services of Leicester, Leicestershire "
    "and Rutland: the evidence, board packs and the explorer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback()
def everywhere(
    data: Data = None,
    reports: Reports = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:
    # Through the environment, so that the processes of notebooks find the same folders.
    if data:
        os.environ["DSVA_DATA"] = str(data.absolute())
    if reports:
        os.environ["DSVA_REPORTS"] = str(reports.absolute())
    if version:
        from importlib.metadata import version as installed

        print(f"dsva {installed('dsva')}")
        raise typer.Exit


app.command()(check.check)
app.command()(figures.figures)
app.command()(need.need)
app.command()(boards.boards)
app.command()(run.run)
app.command()(run.approve)
app.command()(replay.replay)
app.command()(replay.explain)
app.command()(project.project)
app.add_typer(returns.app, name="returns")
app.add_typer(records.app, name="records")
app.command("app")(serving.serve_app)


def main() -> None:
    """Run the command; what a user got wrong becomes one sentence and an exit code."""
    try:
        app(prog_name="dsva")
    except DsvaError as error:
        print(f"dsva: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough; nothing more must be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
