"""``affresco remote``: an instance anywhere, through its API. What the commands do is in ``remote``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from affresco.text import N_

remote = typer.Typer(
    help=N_("Use an instance from the command line, through its API."), no_args_is_help=True
)

Url = Annotated[
    str,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="AFFRESCO_REMOTE_URL",
        help=N_("The instance; also in AFFRESCO_REMOTE_URL."),
    ),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        metavar="TOKEN",
        envvar="AFFRESCO_REMOTE_TOKEN",
        show_envvar=False,
        help=N_("An access token; better in AFFRESCO_REMOTE_TOKEN, where nobody sees it."),
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help=N_("Print JSON for programs, an object on each line."))
]
HERE = "http://127.0.0.1:8000"


@remote.command("make", help=N_("Make pictures from words, and save them."))
def make(
    prompt: Annotated[str, typer.Argument(metavar="PROMPT", help=N_("What to make."))],
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=4, help=N_("How many pictures."))
    ] = 1,
    size: Annotated[
        str, typer.Option("--size", metavar="SIZE", help=N_("Width and height in pixels."))
    ] = "1024x1024",
    seed: Annotated[
        int | None,
        typer.Option("--seed", metavar="N", help=N_("The same number, the same pictures.")),
    ] = None,
    engine: Annotated[
        str | None, typer.Option("--engine", metavar="NAME", help=N_("Which engine."))
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help=N_("The folder to save to."))
    ] = Path(),
    url: Url = HERE,
    token: Token = None,
    json: Json = False,
) -> None:
    from affresco.cli import remote as command

    command.make(command.Order(prompt, count, size, seed, engine), out, url, token or "", json=json)


@remote.command("post", help=N_("Publish a post, with pictures that were made or that lie here."))
def post(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help=N_("What to say."))] = None,
    picture: Annotated[
        list[Path] | None,
        typer.Option("--picture", metavar="FILE", help=N_("A picture to upload; may be repeated.")),
    ] = None,
    media: Annotated[
        list[str] | None,
        typer.Option(
            "--media", metavar="ID", help=N_("A picture of the studio's; may be repeated.")
        ),
    ] = None,
    alt: Annotated[
        str | None,
        typer.Option("--alt", metavar="TEXT", help=N_("What the uploaded pictures show.")),
    ] = None,
    url: Url = HERE,
    token: Token = None,
    json: Json = False,
) -> None:
    from affresco.cli import remote as command

    command.post(text or "", picture or [], media or [], alt or "", url, token or "", json=json)


@remote.command("home", help=N_("Show what is new in one's home timeline."))
def home(
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=400, help=N_("How many posts."))
    ] = 20,
    url: Url = HERE,
    token: Token = None,
    json: Json = False,
) -> None:
    from affresco.cli import remote as command

    command.home(limit, url, token or "", json=json)


@remote.command("ask", help=N_("Ask the assistant."))
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=N_("What to ask."))],
    url: Url = HERE,
    token: Token = None,
    json: Json = False,
) -> None:
    from affresco.cli import remote as command

    command.ask(question, url, token or "", json=json)
