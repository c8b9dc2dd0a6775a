"""What the commands of ``affresco remote`` do, with ``affresco.client``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from affresco.client import Affresco, Candidate, ClientError, Generation, Refused, Status, Step
from affresco.errors import Invalid, Unavailable
from affresco.text import N_, _

_TAGS: Final = re.compile(r"<[^>]+>")
_BREAKS: Final = re.compile(r"<br ?/?>|</p>\s*<p>")


class Order(msgspec.Struct, frozen=True):
    """What ``make`` is to make."""

    prompt: str
    count: int
    size: str
    seed: int | None
    engine: str | None


class RemoteRefused(Invalid):
    code = "cli.remote_refused"
    message = N_("The instance says: {message}")


class RemoteUnreachable(Unavailable):
    code = "cli.remote_unreachable"
    message = N_("{reason} Check the address ({url}) and that the instance runs.")


class FileUnusable(Invalid):
    code = "cli.file_unusable"
    message = N_("{path} cannot be used: {reason}.")


@contextmanager
def instance(url: str, token: str) -> Iterator[Affresco]:
    """A client whose failures are ours. Raises RemoteRefused, RemoteUnreachable."""
    try:
        with Affresco(url, token) as affresco:
            yield affresco
    except Refused as error:
        raise RemoteRefused(message=error.message) from error
    except ClientError as error:
        raise RemoteUnreachable(reason=str(error), url=url) from error


def make(order: Order, out: Path, url: str, token: str) -> None:
    """Make, wait with a bar, save; prints the path and the id of each picture."""
    with instance(url, token) as affresco:
        job = affresco.make(
            order.prompt,
            count=order.count,
            size=order.size,
            seed=order.seed,
            engine=order.engine,
        )
        done = _watched(affresco, job)
        for candidate in done.candidates:
            if candidate.url is not None:
                path = _saved(affresco.download(candidate.url), out, done, candidate)
                print(f"{path}\t{candidate.media_id}")
        if done.failure is not None:
            raise RemoteRefused(message=done.failure.error)


def post(
    text: str, files: Sequence[Path], media: Sequence[str], alt: str, url: str, token: str
) -> None:
    """Upload what lies here, publish, print the address of the post."""
    read = [(path, _bytes(path)) for path in files]
    with instance(url, token) as affresco:
        uploads = [affresco.upload(data, alt).id for _path, data in read]
        print(affresco.publish(text, pictures=[*media, *uploads]).url)


def home(limit: int, url: str, token: str) -> None:
    with instance(url, token) as affresco:
        for status in affresco.home(limit):
            print(told(status))


def ask(question: str, url: str, token: str) -> None:
    """Prints sentences, each with the addresses of the posts that it rests on."""
    with instance(url, token) as affresco:
        answer = affresco.ask(question)
    for sentence in answer.sentences:
        print(sentence.text)
        for citation in dict.fromkeys(citation.url for citation in sentence.citations):
            print(f"    {citation}")
    if answer.silence:
        print(answer.silence)


def told(status: Status) -> str:
    """A post in a few lines of plain text. Pure."""
    shown = status.reblog or status
    words = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", shown.content)))
    pictures = [f"    [{picture.description or '…'}]" for picture in shown.media_attachments]
    by = f"@{shown.account.acct} · {shown.created_at:%Y-%m-%d %H:%M} · {shown.url}"
    return "\n".join([by, *(f"    {line}" for line in words.splitlines()), *pictures, ""])


def _watched(affresco: Affresco, job: Generation) -> Generation:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("Painting"), total=len(job.candidates))

        def count(step: Step) -> None:
            if isinstance(step, Candidate):
                progress.advance(task)

        return affresco.wait(job, on_step=count)


def _saved(data: bytes, folder: Path, job: Generation, candidate: Candidate) -> Path:
    ending = Path(str(candidate.url).partition("?")[0]).suffix or ".webp"
    path = folder / f"affresco-{job.id}-{candidate.index + 1}{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise FileUnusable(path=str(path), reason=error.strerror or str(error)) from error
    return path


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnusable(path=str(path), reason=error.strerror or str(error)) from error
