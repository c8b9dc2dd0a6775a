"""When a call is tried again, how much of an answer is taken, and what a stream says: nothing is sent here.

Both clients carry these out, so that they cannot differ.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx

from affresco.client import calls
from affresco.client.calls import Call
from affresco.client.errors import ClientError, Refused, Unreachable, refusal
from affresco.client.models import Candidate, Preview, State, Step

T = TypeVar("T")
AGAIN: Final = frozenset({429, 502, 503, 504})
"""Statuses after which the same call may succeed."""
NOTHING_DONE: Final = frozenset({429})
"""Statuses that say that nothing happened: any call may be tried again."""
LONGEST_PAUSE: Final = 60.0
"""Seconds. Who asks for a longer pause is not waited for."""
ANSWER_LIMIT: Final = 64 << 20
"""Bytes of an answer, unpacked; of a picture too."""
SLOWEST: Final = 32 << 10
"""Bytes in a second of a line that is slow, but not too slow for a picture."""
EVENT_LIMIT: Final = 1 << 20
"""Bytes of one line of a stream."""
_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_IN_VAIN: Final = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.TooManyRedirects)
_SECONDS: Final = re.compile(r"[0-9]{1,9}")
_TOKEN: Final = re.compile(r"[!-~]*")
_PORTS: Final = {"http": 80, "https": 443}


def pause(attempt: int, retry_after: str | None) -> float | None:
    """Seconds until the next attempt, the first of which is number 1; None where that is too long to wait.

    As the instance says; else half a second, and twice as long each time, a part of it by chance, so that
    many programs do not come back at the same moment.
    """
    wanted = None if retry_after is None else after(retry_after)
    if wanted is None:
        wanted = 0.5 * 2.0 ** (attempt - 1) * random.uniform(0.5, 1.0)
        return min(wanted, LONGEST_PAUSE)
    return wanted if wanted <= LONGEST_PAUSE else None


def after(header: str) -> float | None:
    """Seconds of a ``Retry-After`` (RFC 9110 §10.2.3), a number or a date; None for what is neither."""
    text = header.strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    date = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())


def again_after(call: Call[T], attempt: int, answer: httpx.Response) -> float | None:
    """Seconds until the call is tried again, None where this answer is to be taken."""
    status = answer.status_code
    if status not in AGAIN or not (call.repeatable or status in NOTHING_DONE):
        return None
    return pause(attempt, answer.headers.get("retry-after"))


def again_after_loss(call: Call[T], attempt: int, error: httpx.HTTPError) -> float | None:
    """As ``again_after``, where the connection failed."""
    if isinstance(error, _IN_VAIN) or not (call.repeatable or isinstance(error, _NEVER_SENT)):
        return None
    return pause(attempt, None)


def step_again_after(attempt: int, error: ClientError) -> float | None:
    """As ``again_after``, for a stream that cannot be opened or is lost."""
    if isinstance(error, Unreachable):
        return pause(attempt, None)
    if isinstance(error, Refused) and error.status in AGAIN:
        return pause(attempt, error.retry_after)
    return None


def headers(token: str) -> dict[str, str]:
    """What shows who is calling. Raises ClientError, which does not say the token."""
    said = token.strip()
    if not _TOKEN.fullmatch(said):
        raise ClientError("The token has characters that no token has. Copy it anew.")
    return {"Authorization": f"Bearer {said}"} if said else {}


def checked(address: str) -> str:
    """The instance's address without a slash at its end. Raises Unreachable."""
    said = address.strip().rstrip("/")
    _read(said)
    return said


def is_own(address: str, url: str) -> bool:
    """Whether a URL is on the instance itself, so that it may see the token. A path is.

    Raises Unreachable.
    """
    if url.startswith("/"):
        return True
    ours, theirs = _read(address), _read(url)
    return _origin(ours) == _origin(theirs)


def _read(url: str) -> httpx.URL:
    try:
        read, port = httpx.URL(url), urlsplit(url).port
    except (httpx.InvalidURL, ValueError) as error:
        raise Unreachable("The address is none.") from error
    if read.scheme not in _PORTS or not read.host or port == 0:
        raise Unreachable("The address is none: it begins with https:// or http:// and a name.")
    return read


def _origin(url: httpx.URL) -> tuple[str, str, int]:
    return url.scheme, url.host, url.port or _PORTS[url.scheme]


def moved(answer: httpx.Response) -> None:
    """Raises Unreachable where the address leads elsewhere: the token is not sent on."""
    if 300 <= answer.status_code < 400:
        there = answer.headers.get("location", "")[:200]
        raise Unreachable(
            f"The address leads elsewhere ({there!r}). Give the one that it leads to."
        )


def refused(answer: httpx.Response, body: bytes) -> ClientError:
    """The error that an answer of 400 or more stands for."""
    return refusal(answer.status_code, body, answer.headers.get("retry-after"))


class Body:
    """An answer as it comes: no more of it, and no longer, than is good. seconds: for all of it, and for each
    ``SLOWEST`` bytes one more."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._parts: list[bytes] = []
        self._length = 0

    def take(self, part: bytes) -> None:
        """Raises Unreachable."""
        self._parts.append(part)
        self._length += len(part)
        if self._length > ANSWER_LIMIT:
            raise Unreachable(f"The answer is longer than {ANSWER_LIMIT >> 20} MB.")
        if time.monotonic() > self._until + self._length / SLOWEST:
            raise Unreachable("The answer takes too long to arrive.")

    def whole(self) -> bytes:
        return b"".join(self._parts)


class Lines:
    """Lines of an event stream out of bytes as they come: they end with CR, LF or both (WHATWG HTML §9.2.5),
    and with nothing else that ends a line somewhere."""

    def __init__(self) -> None:
        self._rest = b""
        self._after_return = False

    def feed(self, part: bytes) -> Iterator[str]:
        """Raises Unreachable."""
        if self._after_return and part.startswith(b"\n"):
            part = part[1:]
        if part:
            self._after_return = part.endswith(b"\r")
        *lines, self._rest = re.split(rb"\r\n|\r|\n", self._rest + part)
        if len(self._rest) > EVENT_LIMIT:
            raise Unreachable("A step of the job is too long.")
        return (line.decode("utf-8", "replace") for line in lines)


class Followed:
    """The steps of a job that were told: those that come again, as the connection was made again, are not
    told twice."""

    def __init__(self) -> None:
        self._state = ""
        self._told: set[tuple[type[Step], int]] = set()

    def step(self, event: tuple[str, bytes]) -> Step | None:
        """None for what is not known, or told already. Raises Unreachable."""
        step = calls.step(*event)
        if isinstance(step, State):
            again, self._state = step.state == self._state, step.state
            return None if again else step
        if isinstance(step, Preview | Candidate):
            key = (type(step), step.index)
            if key in self._told:
                return None
            self._told.add(key)
        return step


def wire(call: Call[Any]) -> dict[str, Any]:
    """What goes along with a call, for ``build_request``."""
    if call.file is not None:
        return {"data": dict(call.json or {}), "files": {"file": call.file}}
    return {
        "params": dict(call.params) or None,
        "json": None if call.json is None else dict(call.json),
    }
