"""The client without a network: what it sends again and what not, how it reads streams and pages."""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affresco.client import Affresco, Refused, Unreachable, calls

JOB = {
    "id": "7",
    "state": "queued",
    "prompt": "x",
    "engine": "illustrator",
    "size": "1024x1024",
    "seed": 1,
    "task": "text-to-image",
    "candidates": [],
    "something_new": True,
}


def client(answer: Callable[[httpx.Request], httpx.Response]) -> Affresco:
    return Affresco("http://x", "t", transport=httpx.MockTransport(answer))


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)


def test_a_write_is_sent_again_with_the_same_key() -> None:
    keys: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["idempotency-key"])
        if len(keys) == 1:
            raise httpx.ReadTimeout("lost", request=request)
        if len(keys) == 2:
            return httpx.Response(503, json={"error": "later", "code": "c"})
        return httpx.Response(202, json=JOB)

    assert client(answer).make("x").id == "7"
    assert len(keys) == 3
    assert len(set(keys)) == 1


def test_what_might_happen_twice_is_not_sent_again() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.url.path)
        return httpx.Response(503, json={"error": "later", "code": "gesso.busy"})

    with pytest.raises(Refused) as refused:
        client(answer).ask("why")
    assert refused.value.code == "gesso.busy"
    with pytest.raises(Refused):
        client(answer).upload(b"x")
    assert sent == ["/api/affresco/v1/ask", "/api/v2/media"]


def test_what_is_refused_is_not_asked_again() -> None:
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.url.path)
        return httpx.Response(
            404, json={"error": "gone", "code": "posts.gone", "details": {"n": 1}}
        )

    with pytest.raises(Refused) as refused:
        client(answer).status("1/../2")
    assert (refused.value.status, refused.value.details) == (404, {"n": 1})
    assert len(sent) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"id": 7}', b"\xff"])
def test_what_is_no_answer_of_ours_says_so(body: bytes) -> None:
    with pytest.raises(Unreachable):
        client(lambda _request: httpx.Response(200, content=body)).me()
    with pytest.raises((Unreachable, Refused)):
        client(lambda _request: httpx.Response(500, content=body)).me()


def test_a_lost_stream_is_taken_up_again() -> None:
    streams = iter(
        [
            'event: state\ndata: {"state": "queued"}\n\n',
            'event: state\ndata: {"state": "running"}\n\nevent: news\ndata: {}\n\n'
            'event: state\ndata: {"state": "done"}\n\nevent: done\ndata: {}\n\n',
        ]
    )

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/events"):
            return httpx.Response(200, text=next(streams))
        return httpx.Response(200, json=JOB)

    states = [step.state for step in client(answer).follow_job("7") if hasattr(step, "state")]
    assert states == ["queued", "running", "done"]


def test_pages_are_followed_to_the_end_and_no_further_than_asked() -> None:
    asked: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        below = request.url.params.get("max_id")
        asked.append(below)
        top = 100 if below is None else int(below) - 1
        items = [notice(number) for number in range(top, top - 40, -1) if number > 0]
        link = (
            f'<http://x/api?limit=40&max_id={items[-1]["id"]}>; rel="next", <http://x>; rel="prev"'
        )
        headers = {"link": link} if items and items[-1]["id"] != "1" else {}
        return httpx.Response(200, json=items, headers=headers)

    everything = [one.id for one in client(answer).notifications()]
    assert everything == [str(number) for number in range(100, 0, -1)]
    assert asked == [None, "61", "21"]
    asked.clear()
    assert len(list(client(answer).notifications(limit=40))) == 40
    assert asked == [None]
    assert list(client(answer).notifications(limit=0)) == []


def notice(number: int) -> dict[str, object]:
    who = {"id": "1", "username": "a", "acct": "a", "display_name": "", "url": ""}
    return {
        "id": str(number),
        "type": "follow",
        "created_at": "2026-01-01T00:00:00Z",
        "account": who,
    }


lines = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]))


@given(
    st.lists(st.tuples(st.sampled_from(["state", "candidate", "x"]), st.lists(lines, min_size=1)))
)
def test_any_events_are_read_as_they_were_written(events: list[tuple[str, list[str]]]) -> None:
    reader = calls.Events()
    read = []
    for name, data in events:
        written = [": a comment", f"event: {name}", *(f"data: {line}" for line in data), ""]
        read += [told for line in written if (told := reader.feed(line)) is not None]
    assert read == [(name, "\n".join(data).encode()) for name, data in events]
