"""`dsva app`: the explorer, served or left as a page."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analysis.commands.options import Data, Reports

SERVING, SIGNING_IN = "Who may come in", "Signing in"


def serve_app(
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 5006,
    address: Annotated[str, typer.Option(help="Address to listen on; the default is this machine only.")] = "127.0.0.1",
    public: Annotated[
        bool, typer.Option("--public", help="Let everyone in, as public.", rich_help_panel=SERVING)
    ] = False,
    local_analyst: Annotated[
        bool,
        typer.Option("--local-analyst", help="Analyst rights on this machine, no proxy.", rich_help_panel=SERVING),
    ] = False,
    host: Annotated[
        list[str] | None, typer.Option(help="Another name of this server, as a proxy's.", rich_help_panel=SERVING)
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before it speaks TLS.", rich_help_panel=SERVING)
    ] = False,
    users: Annotated[Path | None, typer.Option(help="Password file.", rich_help_panel=SIGNING_IN)] = None,
    add_user: Annotated[
        str | None, typer.Option(metavar="NAME:ROLE", help="Add a user to --users.", rich_help_panel=SIGNING_IN)
    ] = None,
    openid: Annotated[
        str, typer.Option(metavar="ISSUER", help="OpenID Connect provider.", rich_help_panel=SIGNING_IN)
    ] = "",
    openid_client: Annotated[str, typer.Option(help="Name of this server there.", rich_help_panel=SIGNING_IN)] = "",
    openid_claim: Annotated[str, typer.Option(help="Claim that names a role.", rich_help_panel=SIGNING_IN)] = "roles",
    export: Annotated[Path | None, typer.Option(help="Leave a page in this folder instead of serving.")] = None,
    data: Data = None,
    reports: Reports = None,
) -> None:
    """Serve the explorer, or leave it as a page of its own."""
    from analysis.app.serve import Asked, serve
    from analysis.sources.location import find_data, find_reports

    if add_user is not None:
        _add_user(users, add_user)
        return
    if export is not None:
        from analysis.app.export import export_page

        print(export_page(export, find_data(data), find_reports(reports), date.today()))
        return
    asked = Asked(public, local_analyst, tuple(host or ()), https, users, openid, openid_client, openid_claim)
    serve(port, address, find_data(data), find_reports(reports), asked, today=date.today)


def _add_user(users: Path | None, added: str) -> None:
    from analysis.app.safety.passwords import add_user
    from analysis.errors import BadArgument

    name, _, role = added.partition(":")
    if users is None or not role:
        raise BadArgument("--add-user: expected --users FILE and NAME:ROLE, such as commissioner:partner.")
    add_user(users, name, role, typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    print(f"{name} may sign in as {role}.")
