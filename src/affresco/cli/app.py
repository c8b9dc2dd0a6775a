"""Every command, its options and its help. What a command does is in the module of its name.

Those modules are imported when their command runs, so that ``--help`` does not wait for a database
driver, a web server and a picture library.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from affresco.cli import logs
from affresco.cli.consumer_commands import consumers
from affresco.cli.remote_commands import remote
from affresco.settings import Settings, load
from affresco.text import N_

PORT: Final = 8000
HOST: Final = "127.0.0.1"

app = typer.Typer(
    name="affresco",
    help=N_("An open, self-hostable AI social network."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
people = typer.Typer(help=N_("People and their access tokens."), no_args_is_help=True)
invites = typer.Typer(help=N_("Invitations to join."), no_args_is_help=True)
commons = typer.Typer(help=N_("What people gave to be learned from."), no_args_is_help=True)
app.add_typer(people, name="people")
app.add_typer(invites, name="invites")
app.add_typer(commons, name="commons")
commons.add_typer(consumers, name="consumers")
app.add_typer(remote, name="remote")

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help=N_("The data folder, instead of AFFRESCO_DATA.")),
]
Host = Annotated[str, typer.Option("--host", metavar="HOST", help=N_("The address to listen on."))]
Port = Annotated[
    int, typer.Option("--port", metavar="PORT", min=1, max=65535, help=N_("The port to listen on."))
]
Handle = Annotated[str, typer.Argument(metavar="HANDLE", help=N_("The name after the @."))]


def settings_for(data: Path | None) -> Settings:
    """The settings with the command line's data folder; logging is set up. Raises BadSettings."""
    settings = load().with_changes(data=None if data is None else str(data))
    logs.configure(settings.log_level)
    return settings


@app.command(help=N_("Start everything: database, web, worker. Ctrl-C ends it."))
def up(host: Host = HOST, port: Port = PORT, data: Data = None) -> None:
    from affresco.cli import up as command

    command.run(settings_for(data), host, port)


@app.command(help=N_("Start the web server alone."))
def serve(host: Host = HOST, port: Port = PORT, data: Data = None) -> None:
    from affresco.cli import serve as command

    command.run(settings_for(data), host, port)


@app.command(help=N_("Start a worker alone: reactions to events, and the engines."))
def worker(data: Data = None) -> None:
    from affresco.cli import work as command

    command.run(settings_for(data))


@app.command(help=N_("Bring the database's schema up to date."))
def migrate(data: Data = None) -> None:
    from affresco.cli import database

    database.migrate_and_tell(settings_for(data))


@app.command(help=N_("Check everything that Affresco needs; exit code 1 when something is wrong."))
def doctor(host: Host = HOST, port: Port = PORT, data: Data = None) -> None:
    from affresco.cli import doctor as command

    raise typer.Exit(command.run(lambda: settings_for(data), host, port))


@app.command(help=N_("Fill the instance with a lively sample. Safe to run twice."))
def demo(data: Data = None) -> None:
    from affresco.cli import demo as command

    command.run(settings_for(data))


@people.command("add", help=N_("Make an account."))
def add_person(
    handle: Handle,
    email: Annotated[
        str, typer.Option("--email", metavar="EMAIL", help=N_("To sign in with, shown to nobody."))
    ],
    password: Annotated[
        str, typer.Option("--password", metavar="PASSWORD", help=N_("10 characters or more."))
    ],
    owner: Annotated[bool, typer.Option("--owner", help=N_("May invite and administer."))] = False,
    training: Annotated[
        str,
        typer.Option(
            "--training", metavar="allow|deny", help=N_("May models learn from their posts?")
        ),
    ] = "deny",
    assistant: Annotated[
        str,
        typer.Option(
            "--assistant",
            metavar="allow|deny",
            help=N_("May the assistant answer with their posts?"),
        ),
    ] = "deny",
    remix: Annotated[
        str | None,
        typer.Option(
            "--remix", metavar="everyone|followers|nobody", help=N_("Who may remix their pictures?")
        ),
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            "--licence",
            metavar="LICENCE",
            help=N_("Of their posts: CC0, CC BY, CC BY-SA or all rights reserved."),
        ),
    ] = None,
    choices: Annotated[
        str | None,
        typer.Option(
            "--choices",
            metavar="allow|deny",
            help=N_("May models learn from what they like and choose?"),
        ),
    ] = None,
    data: Data = None,
) -> None:
    from affresco.cli import people as command

    command.add(
        settings_for(data),
        handle,
        email,
        password,
        owner=owner,
        training=training,
        assistant=assistant,
        remix=remix,
        licence=licence,
        choices=choices,
    )


@people.command("token", help=N_("Print a bearer token for the APIs, and nothing else."))
def make_token(
    handle: Handle,
    scopes: Annotated[
        str,
        typer.Option("--scopes", metavar="LIST", help=N_("What it allows, separated by spaces.")),
    ] = "read write follow",
    data: Data = None,
) -> None:
    from affresco.cli import people as command

    command.print_token(settings_for(data), handle, scopes)


@invites.command("add", help=N_("Print a link that lets people join."))
def invite(
    uses: Annotated[
        int, typer.Option("--uses", metavar="N", min=1, help=N_("How many may join by it."))
    ] = 1,
    cohort: Annotated[
        str | None, typer.Option("--cohort", metavar="NAME", help=N_("A name for their group."))
    ] = None,
    data: Data = None,
) -> None:
    from affresco.cli import invites as command

    command.print_link(settings_for(data), uses, cohort)


@commons.command(
    "export", help=N_("Make a release of datasets; the same again if nothing changed.")
)
def export_commons(
    to: Annotated[
        str,
        typer.Option("--to", metavar="DIR", help=N_("A folder, or a bucket: s3://, gs://, az://.")),
    ],
    since: Annotated[
        int | None,
        typer.Option(
            "--since",
            metavar="VERSION",
            min=1,
            help=N_("Beside it, the rows alone that came after this release."),
        ),
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(
            "--version",
            metavar="VERSION",
            min=1,
            help=N_("Write this release again, if nothing of it was taken back."),
        ),
    ] = None,
    data: Data = None,
) -> None:
    from affresco.cli import commons as command

    command.run_export(settings_for(data), to, since, version)
