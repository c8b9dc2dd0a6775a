"""``affresco commons consumers``: who may read. What the commands do is in ``commons_consumers``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from affresco.text import N_

consumers = typer.Typer(
    help=N_("Those who read the commons, and their keys."), no_args_is_help=True
)

Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help=N_("The data folder, instead of AFFRESCO_DATA.")),
]
Number = Annotated[int, typer.Argument(metavar="ID", help=N_("Of the consumer, as listed."))]
SCOPES: Final = "stream datasets"


@consumers.command("add", help=N_("Let somebody read; print their key, which is shown once."))
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Who it is."))],
    contact: Annotated[
        str, typer.Option("--contact", metavar="ADDRESS", help=N_("Where they can be reached."))
    ],
    purpose: Annotated[
        str, typer.Option("--purpose", metavar="WORDS", help=N_("What they want it for."))
    ],
    scopes: Annotated[
        str, typer.Option("--scopes", metavar="LIST", help=N_("What the key is good for."))
    ] = SCOPES,
    data: Data = None,
) -> None:
    from affresco.cli import commons_consumers as command

    command.add(data, name, contact, purpose, scopes)


@consumers.command("list", help=N_("Who may read, who might once, and how far they were sent."))
def list_all(data: Data = None) -> None:
    from affresco.cli import commons_consumers as command

    command.print_all(data)


@consumers.command("rotate", help=N_("Print a new key; the one before is good for nothing."))
def rotate(consumer: Number, data: Data = None) -> None:
    from affresco.cli import commons_consumers as command

    command.rotate(data, consumer)


@consumers.command("revoke", help=N_("Shut a consumer out, for good."))
def revoke(consumer: Number, data: Data = None) -> None:
    from affresco.cli import commons_consumers as command

    command.revoke(data, consumer)
