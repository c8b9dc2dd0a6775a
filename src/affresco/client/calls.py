"""What is sent and how the answer is read, without sending anything: one function a call.

Both clients carry these out, so that they cannot differ.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Final, Generic, TypeVar
from urllib.parse import parse_qs, quote, urlsplit

import msgspec

from affresco.client.errors import ClientError, Unreachable, refusal
from affresco.client.models import (
    Account,
    Answer,
    Candidate,
    Consent,
    Context,
    Engine,
    Failure,
    Generation,
    Licence,
    Lineage,
    Media,
    Notification,
    Page,
    Preview,
    State,
    Status,
    Step,
    Task,
    Visibility,
)

T = TypeVar("T")
NATIVE: Final = "/api/affresco/v1"
MASTODON: Final = "/api/v1"
OVER: Final = frozenset({"done", "failed", "cancelled"})
"""States of a job in which nothing happens any more."""
_NEXT: Final = re.compile(r'<([^>]*)>;\s*rel="next"')


class Call(msgspec.Struct, Generic[T], frozen=True):
    """A request. kind: the type of the answer. key: makes a write happen once, however often it is sent.
    file: (name, bytes) that goes along as ``file``."""

    method: str
    path: str
    kind: type[T]
    params: Mapping[str, str] = {}
    json: Mapping[str, object] | None = None
    key: str | None = None
    file: tuple[str, bytes] | None = None

    @property
    def repeatable(self) -> bool:
        """Whether sending it twice does no more than sending it once."""
        return self.method in ("GET", "PUT", "DELETE") or self.key is not None

    def headers(self) -> dict[str, str]:
        return {"Idempotency-Key": self.key} if self.key else {}


def read(call: Call[T], status: int, body: bytes) -> T:
    """The answer. Raises Refused, Unreachable."""
    if status >= 400:
        raise refusal(status, body)
    try:
        return msgspec.json.decode(body, type=call.kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreachable(f"The answer is not what Affresco says: {error}") from error


def older(link: str) -> str | None:
    """The ``max_id`` of the next page, from a ``Link`` header (RFC 8288)."""
    found = _NEXT.search(link)
    if found is None:
        return None
    values = parse_qs(urlsplit(found[1]).query).get("max_id")
    return values[0] if values else None


def page(call: Call[tuple[T, ...]], status: int, body: bytes, link: str) -> Page[T]:
    """Raises Refused, Unreachable."""
    return Page(read(call, status, body), older(link))


# the studio ------------------------------------------------------------------------------------------


def engines() -> Call[tuple[Engine, ...]]:
    return Call("GET", f"{NATIVE}/engines", tuple[Engine, ...])


def make(
    prompt: str,
    *,
    count: int,
    size: str,
    seed: int | None,
    engine: str | None,
    remix_of: str | None,
    source: str | None,
    task: Task | None,
    instruction: str,
    strength: float | None,
    key: str | None,
) -> Call[Generation]:
    body: dict[str, object] = {"prompt": prompt, "count": count, "size": size}
    known = {
        "seed": seed,
        "engine": engine,
        "source_post_id": remix_of,
        "source_media_id": source,
        "task": task or ("instruct" if instruction else "image-to-image" if source else None),
        "instruction": instruction or None,
        "strength": strength,
    }
    body |= {name: value for name, value in known.items() if value is not None}
    return Call("POST", f"{NATIVE}/generations", Generation, json=body, key=key or fresh_key())


def generation(job_id: str) -> Call[Generation]:
    return Call("GET", f"{NATIVE}/generations/{quote(job_id, safe='')}", Generation)


def cancel(job_id: str) -> Call[Generation]:
    return Call("DELETE", f"{NATIVE}/generations/{quote(job_id, safe='')}", Generation)


def events(job_id: str) -> str:
    """The address of a job's stream."""
    return f"{NATIVE}/generations/{quote(job_id, safe='')}/events"


def step(event: str, data: bytes) -> Step | None:
    """A step of a job's stream; None for what is not known. Raises Unreachable."""
    kinds: dict[str, type[Step]] = {
        "state": State,
        "preview": Preview,
        "candidate": Candidate,
        "failed": Failure,
    }
    kind = kinds.get(event)
    if kind is None:
        return None
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreachable(f"A step of the job cannot be read: {error}") from error


def is_last(told: Step) -> bool:
    return isinstance(told, Failure) or (isinstance(told, State) and told.state in OVER)


def upload(name: str, data: bytes, description: str) -> Call[Media]:
    said = {"description": description} if description else {}
    return Call("POST", "/api/v2/media", Media, json=said, file=(name, data))


# posts -----------------------------------------------------------------------------------------------


def publish(
    text: str,
    *,
    pictures: Sequence[str],
    reply_to: str | None,
    visibility: Visibility | None,
    language: str | None,
    licence: Licence | None,
    training: Consent | None,
    key: str | None,
) -> Call[Status]:
    native = {"licence": licence, "training": training}
    said = {name: value for name, value in native.items() if value is not None}
    body: dict[str, object] = {"status": text, "media_ids": list(pictures)}
    known = {
        "in_reply_to_id": reply_to,
        "visibility": visibility,
        "language": language,
        "affresco": said or None,
    }
    body |= {name: value for name, value in known.items() if value is not None}
    return Call("POST", f"{MASTODON}/statuses", Status, json=body, key=key or fresh_key())


def status(post_id: str) -> Call[Status]:
    return Call("GET", f"{MASTODON}/statuses/{quote(post_id, safe='')}", Status)


def delete(post_id: str) -> Call[Status]:
    return Call("DELETE", f"{MASTODON}/statuses/{quote(post_id, safe='')}", Status)


def act(post_id: str, verb: str) -> Call[Status]:
    """verb: favourite, unfavourite, reblog, unreblog, bookmark, unbookmark."""
    path = f"{MASTODON}/statuses/{quote(post_id, safe='')}/{verb}"
    # Each of them leaves things as they are when it is done twice.
    return Call("POST", path, Status, key=fresh_key())


def context(post_id: str) -> Call[Context]:
    return Call("GET", f"{MASTODON}/statuses/{quote(post_id, safe='')}/context", Context)


def lineage(post_id: str) -> Call[Lineage]:
    return Call("GET", f"{NATIVE}/posts/{quote(post_id, safe='')}/lineage", Lineage)


# feeds and people ------------------------------------------------------------------------------------


def timeline(name: str, below: str | None, limit: int) -> Call[tuple[Status, ...]]:
    """name: home, public, tag/NAME or list/ID."""
    path = f"{MASTODON}/timelines/{quote(name)}"
    return Call("GET", path, tuple[Status, ...], params=_paging(below, limit))


def posts_of(account_id: str, below: str | None, limit: int) -> Call[tuple[Status, ...]]:
    path = f"{MASTODON}/accounts/{quote(account_id, safe='')}/statuses"
    return Call("GET", path, tuple[Status, ...], params=_paging(below, limit))


def notifications(below: str | None, limit: int) -> Call[tuple[Notification, ...]]:
    path = f"{MASTODON}/notifications"
    return Call("GET", path, tuple[Notification, ...], params=_paging(below, limit))


def me() -> Call[Account]:
    return Call("GET", f"{MASTODON}/accounts/verify_credentials", Account)


def person(handle: str) -> Call[Account]:
    return Call("GET", f"{MASTODON}/accounts/lookup", Account, params={"acct": handle.lstrip("@")})


class _Tie(msgspec.Struct, frozen=True):
    id: str
    following: bool


def follow(account_id: str, *, on: bool) -> Call[_Tie]:
    verb = "follow" if on else "unfollow"
    path = f"{MASTODON}/accounts/{quote(account_id, safe='')}/{verb}"
    return Call("POST", path, _Tie, key=fresh_key())


class Found(msgspec.Struct, frozen=True):
    """What a search found."""

    accounts: tuple[Account, ...]
    statuses: tuple[Status, ...]


def search(words: str, limit: int) -> Call[Found]:
    return Call("GET", "/api/v2/search", Found, params={"q": words, "limit": str(limit)})


# the assistant ---------------------------------------------------------------------------------------


def ask(text: str, conversation_id: str | None) -> Call[Answer]:
    body: dict[str, object] = {"text": text}
    if conversation_id is not None:
        body["conversation_id"] = conversation_id
    return Call("POST", f"{NATIVE}/ask", Answer, json=body)


def fresh_key() -> str:
    return str(uuid.uuid4())


def _paging(below: str | None, limit: int) -> dict[str, str]:
    said = {"limit": str(min(limit, 40))}
    return said if below is None else {**said, "max_id": below}


class Events:
    """Server-sent events (WHATWG HTML §9.2.6) out of lines as they come. Nothing is sent or waited for."""

    def __init__(self) -> None:
        self._name = ""
        self._data: list[str] = []

    def feed(self, line: str) -> tuple[str, bytes] | None:
        """(name, data) when this line ends an event."""
        if not line:
            name, data = self._name, "\n".join(self._data).encode()
            had = bool(self._data)
            self._name, self._data = "", []
            return (name or "message", data) if had else None
        field, _colon, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        return None


def lost(error: Exception) -> ClientError:
    """A failure of the connection, as ours."""
    return Unreachable(f"The instance cannot be reached: {error}")
