"""The client before servers that lie, dawdle, flood and lose the thread."""

from __future__ import annotations

import asyncio
import gzip
import inspect
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from affresco.client import (
    Affresco,
    AsyncAffresco,
    Candidate,
    ClientError,
    Refused,
    State,
    Unreachable,
    trying,
)
from servers.wire import Asked, Reply, serving

TOKEN = "a-token-that-nobody-else-may-see"
ME = {"id": "1", "username": "a", "acct": "a", "display_name": "", "url": ""}
JOB = {
    "id": "7",
    "state": "done",
    "prompt": "x",
    "engine": "e",
    "size": "1x1",
    "seed": 1,
    "task": "a task of tomorrow",
    "candidates": [],
}
PICTURE = {"index": 0, "seed": 1, "media_id": "5", "url": "http://x/5", "preview_url": None}
BUSY = {"error": "later", "code": "busy"}


@asynccontextmanager
async def before(
    handler: Callable[[Asked, Reply], Awaitable[None]], **options: Any
) -> AsyncIterator[AsyncAffresco]:
    async with serving(handler) as url, AsyncAffresco(url, TOKEN, **options) as affresco:
        yield affresco


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What would have been waited."""
    seen: list[float] = []

    async def sleep(seconds: float) -> None:
        seen.append(seconds)

    monkeypatch.setattr("affresco.client.aio.asyncio.sleep", sleep)
    return seen


def test_both_clients_have_the_same_calls() -> None:
    def calls(kind: type[Any]) -> dict[str, str]:
        return {
            name: str(inspect.signature(member))
            .replace("Async", "")
            .replace("Generator[Step, None, None]", "Generator[Step, None]")
            for name, member in vars(kind).items()
            if inspect.isfunction(member) and (not name.startswith("_") or name == "__init__")
        }

    assert calls(AsyncAffresco) == calls(Affresco)
    documented = {name: member.__doc__ for name, member in vars(Affresco).items()}
    for name, member in vars(AsyncAffresco).items():
        if inspect.isfunction(member) and not name.startswith("_"):
            assert member.__doc__ == documented[name], name


# the token -------------------------------------------------------------------------------------------


async def test_a_picture_elsewhere_does_not_see_the_token() -> None:
    seen: list[tuple[str, str | None]] = []

    async def elsewhere(asked: Asked, reply: Reply) -> None:
        seen.append((asked.path, asked.headers.get("authorization")))
        await reply.send(200, b"picture", "image/png")

    async with serving(elsewhere) as other:

        async def own(asked: Asked, reply: Reply) -> None:
            seen.append((asked.path, asked.headers.get("authorization")))
            if asked.path == "/leads":
                await reply.send(302, b"", Location=f"{other}/led")
            else:
                await reply.send(200, b"picture", "image/png")

        async with serving(own) as url:
            async with AsyncAffresco(url, TOKEN) as later:
                for there in (f"{url}/own?as=1", f"{other}/other", f"{url}/leads", "/path"):
                    assert await later.download(there) == b"picture"
            with Affresco(url, TOKEN) as now:
                await asyncio.to_thread(now.download, f"{other}/other")
    shown = f"Bearer {TOKEN}"
    assert seen == [
        ("/own", shown),
        ("/other", None),
        ("/leads", shown),
        ("/led", None),
        ("/path", shown),
        ("/other", None),
    ]


async def test_an_address_that_leads_elsewhere_is_told_and_not_followed() -> None:
    async def moved(asked: Asked, reply: Reply) -> None:
        await reply.send(301, b"", Location="https://new.example/")

    async with before(moved) as affresco:
        with pytest.raises(Unreachable, match=r"https://new\.example/"):
            await affresco.me()
        with pytest.raises(Unreachable, match=r"https://new\.example/"):
            await anext(affresco.follow_job("7"))


@pytest.mark.parametrize("token", [f"{TOKEN}\x00", f"{TOKEN}\nX: y", f"{TOKEN} é", f"\x7f{TOKEN}"])
def test_a_token_that_is_none_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(ClientError) as bad:
        Affresco("http://x", token)
    assert TOKEN not in "".join(traceback.format_exception(bad.value)[-1:])
    assert TOKEN not in str(bad.value)


def test_a_token_out_of_a_file_may_end_its_line() -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(200, json=ME)

    affresco = Affresco("http://x/", f"{TOKEN}\n", transport=httpx.MockTransport(answer))
    affresco.me()
    assert seen == [f"Bearer {TOKEN}"]
    assert TOKEN not in repr(affresco)
    assert TOKEN not in repr(vars(affresco)["_client"].headers)


@pytest.mark.parametrize(
    "address", ["", "x", "ftp://x", "http://", "http://[", "http://x:99999999"]
)
def test_what_is_no_address_says_so_at_once(address: str) -> None:
    with pytest.raises(Unreachable, match="address"):
        Affresco(address)


# again -----------------------------------------------------------------------------------------------


def in_seconds(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds))


def test_the_instance_says_when() -> None:
    assert trying.pause(1, "7") == 7.0
    assert trying.pause(1, in_seconds(30)) == pytest.approx(30, abs=5)
    assert trying.pause(1, in_seconds(-3600)) == 0.0
    assert trying.pause(1, "61") is None, "too long to wait"
    assert trying.pause(1, in_seconds(86_400)) is None


@pytest.mark.parametrize("said", [None, "", "soon", "²", "-1", "1e9", "9" * 400, "Mon, 99 Foo"])
def test_who_says_nothing_of_use_is_asked_later_and_later(said: str | None) -> None:
    for attempt in range(1, 20):
        whole = min(0.5 * 2 ** (attempt - 1), trying.LONGEST_PAUSE)
        pause = trying.pause(attempt, said)
        assert pause is not None
        assert whole / 2 <= pause <= whole or pause == trying.LONGEST_PAUSE
    assert len({trying.pause(1, None) for _ in range(9)}) > 1, "not all at the same moment"


async def test_a_quota_of_a_day_is_not_waited_for(pauses: list[float]) -> None:
    asked: list[str] = []

    async def spent(request: Asked, reply: Reply) -> None:
        asked.append(request.path)
        await reply.json(BUSY, 429, Retry_After="3600")

    async with before(spent) as affresco:
        with pytest.raises(Refused) as refused:
            await affresco.make("x")
    assert (len(asked), pauses, refused.value.retry_after) == (1, [], "3600")


async def test_what_was_turned_away_before_it_happened_is_tried_again(
    pauses: list[float],
) -> None:
    """Also what must not happen twice: 429 says that it did not."""
    turned: list[int] = [429, 429]

    async def busy(_asked: Asked, reply: Reply) -> None:
        if turned:
            await reply.json(BUSY, turned.pop(), Retry_After="2")
        else:
            await reply.json({"id": "1", "url": None, "preview_url": None})

    async with before(busy) as affresco:
        assert (await affresco.upload(b"x")).id == "1"
    assert pauses == [2.0, 2.0]
    async with AsyncAffresco("http://127.0.0.1:1") as away:
        with pytest.raises(Unreachable):
            await away.upload(b"x")
    assert len(pauses) == 5, "nobody was there to do it"


# what comes ------------------------------------------------------------------------------------------


async def test_a_flood_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "ANSWER_LIMIT", 1 << 20)
    bomb = gzip.compress(bytes(20 << 20))

    async def floods(asked: Asked, reply: Reply) -> None:
        await reply.send(200, bomb, Content_Encoding="gzip")

    async with before(floods, retries=0) as affresco:
        with pytest.raises(Unreachable, match="longer than"):
            await affresco.me()
        with pytest.raises(Unreachable, match="longer than"):
            await affresco.download("/x")


async def test_who_sends_a_byte_now_and_then_is_not_waited_for_ever() -> None:
    async def drips(_asked: Asked, reply: Reply) -> None:
        await reply.begin(200, "application/json", Content_Length="1000")
        for _ in range(100):
            await reply.write(b" ")
            await asyncio.sleep(0.05)

    async with before(drips, timeout=0.3) as affresco:
        with pytest.raises(Unreachable, match="too long"):
            await asyncio.wait_for(affresco.me(), 3)


async def test_a_slow_line_is_no_trickle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "SLOWEST", 1000)

    async def slow(_asked: Asked, reply: Reply) -> None:
        await reply.begin(200, "image/png", Content_Length="2000")
        for _ in range(10):
            await reply.write(bytes(200))
            await asyncio.sleep(0.08)

    async with before(slow, timeout=0.2) as affresco:
        assert len(await affresco.download("/x")) == 2000


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b'{"a":' * 200_000, b'{"error": ' + b"[" * 99_999]
)
async def test_depths_are_no_answer(body: bytes) -> None:
    for status in (200, 500):

        async def deep(_asked: Asked, reply: Reply, status: int = status) -> None:
            await reply.send(status, body)

        async with before(deep, retries=0) as affresco:
            with pytest.raises(Unreachable):
                await affresco.me()


async def test_a_page_that_leads_to_itself_is_the_last() -> None:
    asked: list[str | None] = []

    async def round_and_round(request: Asked, reply: Reply) -> None:
        asked.append(request.query.get("max_id"))
        await reply.json([], Link='<http://x/?max_id=5>; rel="next"')

    async with before(round_and_round) as affresco:
        assert [post async for post in affresco.home()] == []
    assert asked == [None, "5"]


# streams ---------------------------------------------------------------------------------------------


async def test_a_stream_that_is_lost_tells_nothing_twice(pauses: list[float]) -> None:
    picture = httpx.Response(200, json={**PICTURE, "description": "a\u2028b\u0085c"}).text
    begun = 'event: state\ndata: {"state": "running"}\n\n'
    made = f"event: candidate\r\ndata: {picture}\r\n\r\n"
    streams = [
        (200, begun + made + "event: candi"),
        (503, ""),
        (200, begun + made + 'event: state\rdata: {"state": "done"}\r\r'),
    ]

    async def loses(asked: Asked, reply: Reply) -> None:
        if not asked.path.endswith("/events"):
            await reply.json(JOB)
            return
        status, text = streams.pop(0)
        if status == 503:
            await reply.json(BUSY, 503, Retry_After="3")
        else:
            await reply.send(200, text.encode(), "text/event-stream")

    async with before(loses) as affresco:
        steps = [step async for step in affresco.follow_job("7")]
    assert [type(step) for step in steps] == [State, Candidate, State]
    assert isinstance(steps[1], Candidate)
    assert steps[1].description == "a\u2028b\u0085c", "these end no line"
    assert 3.0 in pauses


async def test_a_stream_that_never_says_anything_is_given_up(pauses: list[float]) -> None:
    async def silent(asked: Asked, reply: Reply) -> None:
        if asked.path.endswith("/events"):
            await reply.send(200, b"", "text/event-stream")
        else:
            await reply.json({**JOB, "state": "running"})

    async with before(silent) as affresco:
        with pytest.raises(Unreachable, match="before the job"):
            await asyncio.wait_for(anext(affresco.follow_job("7")), 5)
    assert len(pauses) == 3


async def test_a_line_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "EVENT_LIMIT", 1 << 16)

    async def endless(_asked: Asked, reply: Reply) -> None:
        await reply.begin(200, "text/event-stream")
        while True:
            await reply.write(b"data: " + b"x" * 4096)

    async with before(endless, retries=0) as affresco:
        with pytest.raises(Unreachable, match="too long"):
            await asyncio.wait_for(anext(affresco.follow_job("7")), 5)


async def test_who_stops_listening_closes_the_connection() -> None:
    closed = asyncio.Event()

    async def talks(_asked: Asked, reply: Reply) -> None:
        await reply.begin(200, "text/event-stream")
        await reply.write(b'event: state\ndata: {"state": "running"}\n\n')
        await reply.reader.read()
        closed.set()

    async with before(talks) as affresco:
        waiting = asyncio.create_task(affresco.wait(_job()))
        await asyncio.sleep(0.3)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await asyncio.wait_for(closed.wait(), 2)


def _job() -> Any:
    from affresco.client import Generation

    return Generation(**{**JOB, "candidates": ()})  # type: ignore[arg-type]


@pytest.mark.parametrize("cut", range(1, 24))
def test_lines_are_the_same_however_they_come(cut: int) -> None:
    data = "a\r\nb\n\nc\r\r\u2028d\x0b\x1ce\r\n\r\n".encode()
    lines = trying.Lines()
    got = [line for at in range(0, len(data), cut) for line in lines.feed(data[at : at + cut])]
    assert got == ["a", "b", "", "c", "", "\u2028d\x0b\x1ce", ""]
