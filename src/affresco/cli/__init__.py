"""The command line: everything an owner does outside the browser.

- ``app``: every command with its options and its help, and nothing else. Start reading there.
- ``up``: database, web and worker as one; ``serve`` and ``work`` are the two processes below it.
- ``database``: which database a command talks to. ``doctor``: what is wrong, and what to do.
- ``people``, ``invites``, ``demo``: what fills an instance.

Errors that we know become one sentence on standard error and exit code 1.
"""

from __future__ import annotations

import os
import sys
from typing import Final

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from affresco.cli.app import app
from affresco.cli.errors import LibraryMissing
from affresco.errors import AffrescoError
from affresco.text import _, best_locale, current_locale, set_locale

LANGUAGE_VARIABLES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which POSIX looks at them."""


def main() -> None:
    """The entry point of ``affresco`` and of ``python -m affresco.cli``."""
    spoken = next(filter(None, map(os.environ.get, LANGUAGE_VARIABLES)), "")
    set_locale(best_locale(spoken.partition(".")[0].replace("_", "-")))
    command = get_command(app)
    translate_help(command)
    try:
        command(prog_name="affresco")
    except AffrescoError as error:
        sys.exit(error.text(current_locale()))
    except ImportError as error:
        if (error.name or "").startswith("affresco"):
            raise  # our own mistake, which a trace explains best
        reason = str(error).splitlines()[0].rstrip(".")
        sys.exit(LibraryMissing(reason=reason).text(current_locale()))


def translate_help(command: object) -> None:
    """Put a command's help, and that of all below it, into the current language."""
    if isinstance(command, TyperCommand | TyperGroup):
        command.help = _(command.help) if command.help else None
        for parameter in command.params:
            if isinstance(parameter, TyperOption | TyperArgument) and parameter.help:
                parameter.help = _(parameter.help)
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            translate_help(below)
