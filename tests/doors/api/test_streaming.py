"""Mastodon's streams: each hears what its timeline would show, as REST would show it, and nothing else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest

from affresco.accounts import tokens
from affresco.api.mastodon.streaming import listener, shared
from affresco.live import hub
from affresco.posts import announcements
from doors.api.dance import app_token, register
from sockets import ClientSocket
from world import EventStream, Resident, World

QUIET_SECONDS = 0.3


async def silent(stream: EventStream | ClientSocket) -> None:
    """Nothing comes."""
    hear = stream.next if isinstance(stream, EventStream) else stream.hear
    with pytest.raises(TimeoutError):
        await hear(QUIET_SECONDS)


async def everything(socket: ClientSocket) -> AsyncIterator[Any]:
    """Until the other end leaves."""
    with suppress(EOFError):
        while True:
            yield await socket.hear()


async def status(world: World, post_id: int, as_: Resident | None = None) -> Any:
    """A status as REST shows it."""
    return (await world.api("GET", f"/api/v1/statuses/{post_id}", as_=as_)).json()


def streaming(path: str, who: Resident | None = None) -> str:
    token = f"access_token={who.token}" if who else ""
    return f"/api/v1/streaming/{path}{'&' if '?' in path else '?'}{token}"


async def test_the_own_stream_is_the_home_timeline_as_it_grows(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    async with world.stream("/api/v1/streaming/user", token=bo.token) as stream:
        assert stream.headers["content-type"] == "text/event-stream"
        await world.post(by=cleo)
        await world.post(by=ada, visibility="private")
        hidden = await world.post(by=cleo)
        await world.post(by=ada, reply_to=hidden)
        shown = await world.post(by=ada, visibility="followers", text="for #you")
        event = await stream.next()
        assert (event.event, event.json()) == ("update", await status(world, shown.id, bo))
        own = await world.post(by=bo, pictures=1)
        assert (await stream.next()).json() == await status(world, own.id, bo)
        await world.repost(ada, hidden)
        event = await stream.next()
        assert event.json()["reblog"]["id"] == str(hidden.id)
        assert event.json()["account"]["acct"] == "ada"
        await silent(stream)


async def test_follows_and_blocks_take_effect_at_once(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    async with world.stream("/api/v1/streaming/user", token=bo.token) as stream:
        await world.post(by=cleo)
        await world.follow(bo, ada)
        shown = await world.post(by=ada)
        assert (await stream.next()).json()["id"] == str(shown.id)
        await world.api("POST", f"/api/v1/accounts/{bo.id}/block", as_=ada)
        async with world.stream("/api/v1/streaming/public", token=bo.token) as public:
            await world.post(by=ada)
            await silent(stream)
            await silent(public)


async def test_nothing_of_somebody_muted_is_told(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    before = await world.post(by=ada)
    await world.api("POST", f"/api/v1/accounts/{ada.id}/mute", as_=bo)
    async with world.stream("/api/v1/streaming/public", token=bo.token) as stream:
        await world.post(by=ada)
        path = f"/api/v1/statuses/{before.id}"
        await world.api("PUT", path, as_=ada, json={"status": "other words"})
        await silent(stream)
        own = await world.post(by=bo)
        assert (await stream.next()).json()["id"] == str(own.id)


async def test_public_streams_hear_what_everybody_may(world: World) -> None:
    ada = await world.person("ada")
    async with (
        world.stream("/api/v1/streaming/public") as public,
        world.stream("/api/v1/streaming/public/local?only_media=true") as pictures,
        world.stream("/api/v1/streaming/hashtag?tag=%23Boat") as boats,
        world.stream("/api/v1/streaming/public/remote") as remote,
    ):
        await world.post(by=ada, visibility="unlisted")
        await world.post(by=ada, visibility="followers")
        plain = await world.post(by=ada)
        await world.post(by=ada, reply_to=plain)
        boat = await world.post(by=ada, text="one #boat", pictures=1)
        assert [(await public.next()).json()["id"] for _ in range(2)] == [
            str(plain.id), str(boat.id),
        ]  # fmt: skip
        assert (await pictures.next()).json()["id"] == str(boat.id)
        assert (await boats.next()).json() == await status(world, boat.id)
        for stream in (public, pictures, boats, remote):
            await silent(stream)


async def test_edits_and_deletions_are_told_to_those_who_could_see(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(bo, ada)
    before = await world.post(by=ada, visibility="followers")
    secret = await world.post(by=ada, visibility="private")
    async with (
        world.stream("/api/v1/streaming/user", token=bo.token) as stream,
        world.stream("/api/v1/streaming/user", token=cleo.token) as other,
        world.stream("/api/v1/streaming/public") as public,
    ):
        worded = {"status": "other words"}
        await world.api("PUT", f"/api/v1/statuses/{secret.id}", as_=ada, json=worded)
        await world.api("DELETE", f"/api/v1/statuses/{secret.id}", as_=ada)
        await world.api("PUT", f"/api/v1/statuses/{before.id}", as_=ada, json=worded)
        event = await stream.next()
        assert (event.event, event.json()["content"]) == ("status.update", "<p>other words</p>")
        await world.api("DELETE", f"/api/v1/statuses/{before.id}", as_=ada)
        event = await stream.next()
        assert (event.event, event.data) == ("delete", str(before.id))
        for one in (stream, other, public):
            await silent(one)
        post = await world.post(by=ada)
        assert (await public.next()).event == "update"
        await world.api("DELETE", f"/api/v1/statuses/{post.id}", as_=ada)
        assert (await public.next()).event == "delete"


async def test_a_repost_that_is_taken_back_goes_under_its_own_id(world: World) -> None:
    ada, bo, cleo = await world.people("ada", "bo", "cleo")
    await world.follow(cleo, bo)
    post = await world.post(by=ada)
    async with world.stream("/api/v1/streaming/user", token=cleo.token) as stream:
        await world.repost(bo, post)
        repost = (await stream.next()).json()["id"]
        await world.api("POST", f"/api/v1/statuses/{post.id}/unreblog", as_=bo)
        event = await stream.next()
        assert (event.event, event.data) == ("delete", repost)


async def test_a_list_hears_its_people_alone(world: World) -> None:
    ada, bo, cleo, dora = await world.people("ada", "bo", "cleo", "dora")
    for who in (bo, cleo, dora):
        await world.follow(ada, who)
    made = (await world.api("POST", "/api/v1/lists", as_=ada, json={"title": "Near"})).json()
    members = f"/api/v1/lists/{made['id']}/accounts"
    await world.api("POST", members, as_=ada, json={"account_ids": [str(bo.id)]})
    path = f"/api/v1/streaming/list?list={made['id']}"
    assert (await world.api("GET", path, as_=bo)).status_code == 404
    async with world.stream(path, token=ada.token) as stream:
        await world.post(by=dora)
        near = await world.post(by=bo)
        assert (await stream.next()).json() == await status(world, near.id, ada)
        await world.api("POST", members, as_=ada, json={"account_ids": [str(cleo.id)]})
        later = await world.post(by=cleo)
        assert (await stream.next()).json()["id"] == str(later.id)
        await world.api("DELETE", f"/api/v1/lists/{made['id']}", as_=ada)
        await world.post(by=bo)
        await silent(stream)


async def test_conversations_filters_and_announcements_are_told(world: World) -> None:
    owner, ada, bo = await world.owner("olga"), *await world.people("ada", "bo")
    async with (
        world.stream("/api/v1/streaming/direct", token=ada.token) as direct,
        world.stream("/api/v1/streaming/user", token=ada.token) as user,
    ):
        await world.post(by=bo, text="@ada psst", visibility="direct")
        event = await direct.next()
        (shown,) = (await world.api("GET", "/api/v1/conversations", as_=ada)).json()
        assert (event.event, event.json()) == ("conversation", shown)
        words = {"title": "t", "context": ["home"], "keywords_attributes": [{"keyword": "x"}]}
        await world.api("POST", "/api/v2/filters", as_=ada, json=words)
        event = await user.next()
        assert event.event == "filters_changed"
        number = await announcements.announce(world.database, owner.id, "New *paint*")
        event = await user.next()
        (told,) = (await world.api("GET", "/api/v1/announcements", as_=ada)).json()
        assert (event.event, event.json()) == ("announcement", told)
        path = f"/api/v1/announcements/{number}/reactions/%F0%9F%8E%A8"
        await world.api("PUT", path, as_=bo)
        event = await user.next()
        reaction = {"name": "🎨", "count": 1, "announcement_id": str(number)}
        assert (event.event, event.json()) == ("announcement.reaction", reaction)
        await announcements.withdraw(world.database, owner.id, number)
        event = await user.next()
        assert (event.event, event.data) == ("announcement.delete", str(number))


async def test_notifications_come_where_the_token_may_read_them(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    narrow = await world.token(ada, "read:statuses")
    async with (
        world.stream("/api/v1/streaming/user", token=ada.token) as home,
        world.stream("/api/v1/streaming/user/notification", token=ada.token) as alone,
        world.stream("/api/v1/streaming/user", token=narrow) as without,
    ):
        await world.like(bo, post)
        await world.work()
        (rest,) = (await world.api("GET", "/api/v1/notifications", as_=ada)).json()
        for stream in (home, alone):
            event = await stream.next()
            assert (event.event, event.json()) == ("notification", rest)
        await world.post(by=ada)
        assert (await home.next()).event == "update"
        assert (await without.next()).event == "update"
        await silent(alone)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("user", "api.token_needed"),
        ("direct", "api.token_needed"),
        ("list?list=1", "api.token_needed"),
        ("hashtag?tag=%20", "api.tag_missing"),
    ],
)
async def test_strangers_are_refused_what_is_not_public(world: World, path: str, code: str) -> None:
    answer = await world.api("GET", f"/api/v1/streaming/{path}")
    assert answer.json()["code"] == code


async def test_tokens_are_looked_at(world: World) -> None:
    ada = await world.person("ada")
    app = await app_token(world, await register(world), "read")
    narrow = await world.token(ada, "write")
    for path, token, status_code in (
        ("user", "made up", 401),
        ("user", app, 422),
        ("user", narrow, 403),
        ("user/notification", await world.token(ada, "read:statuses"), 403),
        ("list?list=999", ada.token, 404),
        ("list?list=x", ada.token, 422),
    ):
        answer = await world.api("GET", f"/api/v1/streaming/{path}", token=token)
        assert answer.status_code == status_code, (path, answer.text)
    assert (await world.api("GET", "/api/v1/streaming/health")).text == "OK"


async def test_a_stream_ends_with_its_token(world: World) -> None:
    ada = await world.person("ada")
    async with world.stream(streaming("user", ada)) as stream:
        (token,) = await tokens.list_tokens(world.database, ada.id)
        await tokens.revoke_token(world.database, ada.id, token.id)
        with pytest.raises(EOFError):
            await stream.next()


async def test_one_socket_hears_many_channels(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    async with world.socket("/api/v1/streaming?stream=user", as_=bo) as socket:
        socket.say({"type": "subscribe", "stream": "hashtag", "tag": "boat"})
        socket.say({"type": "subscribe", "stream": "nonsense"})
        assert (await socket.hear())["code"] == "api.unknown_channel"
        post = await world.post(by=ada, text="a #boat")
        heard = sorted([await socket.hear(), await socket.hear()], key=lambda e: len(e["stream"]))
        assert [event["stream"] for event in heard] == [["user"], ["hashtag", "boat"]]
        assert [event["event"] for event in heard] == ["update", "update"]
        for event in heard:
            assert json.loads(event["payload"]) == await status(world, post.id, bo)
        socket.say({"type": "unsubscribe", "stream": "hashtag", "tag": "boat"})
        socket.say("not JSON")
        assert (await socket.hear())["status"] == 422
        await world.post(by=ada, text="another #boat")
        assert (await socket.hear())["stream"] == ["user"]
        await silent(socket)


async def test_a_socket_takes_its_token_as_browsers_send_it(world: World) -> None:
    ada = await world.person("ada")
    async with world.socket(protocol=ada.token) as socket:
        assert socket.subprotocol == ada.token
        socket.say({"type": "subscribe", "stream": "user"})
        socket.say({"type": "subscribe", "stream": "nonsense"})
        await socket.hear()
        post = await world.post(by=ada)
        assert json.loads((await socket.hear())["payload"])["id"] == str(post.id)
    async with world.socket("/api/v1/streaming?access_token=made+up") as socket:
        assert socket.refused is not None
        assert (socket.refused[0], socket.refused[1]["code"]) == (401, "api.bad_token")
    async with world.socket("/api/v1/streaming?stream=user") as socket:
        assert socket.refused is not None
        assert socket.refused[1]["code"] == "api.token_needed"


async def test_a_stranger_may_listen_to_what_is_public_alone(world: World) -> None:
    ada = await world.person("ada")
    async with world.socket() as socket:
        socket.say({"type": "subscribe", "stream": "user"})
        assert (await socket.hear())["status"] == 401
        socket.say({"type": "subscribe", "stream": "public"})
        socket.say({"type": "subscribe", "stream": "list", "list": 3})
        assert (await socket.hear())["status"] == 401
        await world.post(by=ada)
        assert (await socket.hear())["stream"] == ["public"]


async def test_who_reads_too_slowly_is_dropped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "QUEUE_SIZE", 4)
    ada = await world.person("ada")
    async with world.socket("/api/v1/streaming?stream=public") as socket:
        while True:
            await world.post(by=ada)
            with suppress(TimeoutError):
                await socket.hear(QUIET_SECONDS)
                break
        socket.blocked = asyncio.Event()
        for _number in range(12):
            await world.post(by=ada)
        heard = [event async for event in everything(socket)]
        assert len(heard) < 12


async def test_streams_read_on_after_the_connection_was_lost(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    async with (
        world.stream("/api/v1/streaming/user", token=bo.token) as stream,
        world.stream("/api/v1/streaming/public") as public,
    ):
        first = await world.post(by=ada)
        assert (await stream.next()).json()["id"] == str(first.id)
        assert (await public.next()).json()["id"] == str(first.id)
        world.runtime.hub.standing(False)
        missed = await _unheard(world, ada)
        world.runtime.hub.standing(True)
        assert (await stream.next()).json()["id"] == missed
        assert (await public.next()).json()["id"] == missed
        later = await world.post(by=ada)
        for one in (stream, public):
            assert (await one.next()).json()["id"] == str(later.id)
            await silent(one)


async def _unheard(world: World, who: Resident) -> str:
    """A post of which the hub of this process does not hear."""
    received, world.runtime.hub.received = world.runtime.hub.received, lambda payload: None  # type: ignore[method-assign]
    try:
        post = await world.post(by=who)
        await asyncio.sleep(0.1)
    finally:
        world.runtime.hub.received = received  # type: ignore[method-assign]
    return str(post.id)


async def test_streams_of_one_person_are_bounded(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "STREAMS_EACH", 1)
    monkeypatch.setattr(listener, "CHANNELS_LIMIT", 1)
    ada = await world.person("ada")
    async with world.socket("/api/v1/streaming?stream=user", as_=ada) as socket:
        socket.say({"type": "subscribe", "stream": "public"})
        assert (await socket.hear())["code"] == "api.too_many_channels"
        answer = await world.api("GET", "/api/v1/streaming/user", as_=ada)
        assert answer.json()["code"] == "api.too_many_streams"
    async with world.stream("/api/v1/streaming/user", token=ada.token) as stream:
        assert stream.status == 200
