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
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,5}")
_NO_NAME: Final = re.compile(r"[^0-9A-Za-z]")
"""What an instance might say to have us write somewhere else."""
_UNSEEN: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What would tell the terminal to do something, or turn the order of what stands beside it."""


class Order(msgspec.Struct, frozen=True):
    """What ``make`` is to make."""

    prompt: str
    count: int
    size: str
    seed: int | None
    engine: str | None


class Saved(msgspec.Struct, frozen=True):
    """A picture that was made. path: where it lies."""

    path: str
    media_id: str | None
    url: str
    description: str | None


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
        raise RemoteRefused(message=plain(error.message)) from error
    except ClientError as error:
        raise RemoteUnreachable(reason=plain(str(error)), url=url) from error


def make(order: Order, out: Path, url: str, token: str, *, json: bool = False) -> None:
    """Make, wait with a bar, save; prints the path and the id of each picture. Whoever interrupts it cancels
    the job."""
    with instance(url, token) as affresco:
        job = affresco.make(
            order.prompt,
            count=order.count,
            size=order.size,
            seed=order.seed,
            engine=order.engine,
        )
        try:
            done = _watched(affresco, job)
        except KeyboardInterrupt:
            affresco.cancel(job.id)
            raise
        for candidate in done.candidates:
            if candidate.url is not None:
                path = _saved(affresco.download(candidate.url), out, done, candidate)
                told_of = Saved(str(path), candidate.media_id, candidate.url, candidate.description)
                print(_line(told_of) if json else f"{path}\t{plain(candidate.media_id or '')}")
        if done.failure is not None:
            raise RemoteRefused(message=plain(done.failure.error))


def post(
    text: str,
    files: Sequence[Path],
    media: Sequence[str],
    alt: str,
    url: str,
    token: str,
    *,
    json: bool = False,
) -> None:
    """Upload what lies here, publish, print the address of the post, or the whole of it."""
    read = [(path, _bytes(path)) for path in files]
    with instance(url, token) as affresco:
        uploads = [affresco.upload(data, alt).id for _path, data in read]
        published = affresco.publish(text, pictures=[*media, *uploads])
        print(_line(published) if json else plain(published.url))


def home(limit: int, url: str, token: str, *, json: bool = False) -> None:
    with instance(url, token) as affresco:
        for status in affresco.home(limit):
            print(_line(status) if json else told(status))


def ask(question: str, url: str, token: str, *, json: bool = False) -> None:
    """Prints sentences, each with the addresses of the posts that it rests on."""
    with instance(url, token) as affresco:
        answer = affresco.ask(question)
    if json:
        print(_line(answer))
        return
    for sentence in answer.sentences:
        print(plain(sentence.text))
        for citation in dict.fromkeys(citation.url for citation in sentence.citations):
            print(f"    {plain(citation)}")
    if answer.silence:
        print(plain(answer.silence))


def plain(text: str) -> str:
    """What somebody wrote, as it can do nothing to a terminal. Pure."""
    return _UNSEEN.sub("\ufffd", text)


def _line(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode()


def told(status: Status) -> str:
    """A post in a few lines of plain text. Pure."""
    shown = status.reblog or status
    words = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", shown.content)))
    pictures = [f"    [{picture.description or '…'}]" for picture in shown.media_attachments]
    by = f"@{shown.account.acct} · {shown.created_at:%Y-%m-%d %H:%M} · {shown.url}"
    lines = [by, *(f"    {line}" for line in words.splitlines()), *pictures, ""]
    return "\n".join(map(plain, lines))


def _watched(affresco: Affresco, job: Generation) -> Generation:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(_("Painting"), total=len(job.candidates))

        def count(step: Step) -> None:
            if isinstance(step, Candidate):
                progress.advance(task)

        return affresco.wait(job, on_step=count)


def _saved(data: bytes, folder: Path, job: Generation, candidate: Candidate) -> Path:
    said = Path(str(candidate.url).partition("?")[0]).suffix
    ending = said if _ENDING.fullmatch(said) else ".webp"
    path = folder / f"affresco-{_NO_NAME.sub('', job.id)}-{candidate.index + 1}{ending}"
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
