"""Mastodon.py, as it comes, against a real server."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

from mastodon import Mastodon, MastodonNotFoundError, MastodonUnauthorizedError
from PIL import Image

from doors.api.loopback import serving
from world import World


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), (30, 90, 160)).save(out, "JPEG")
    return out.getvalue()


def client(url: str, token: str) -> Mastodon:
    return Mastodon(
        api_base_url=url, access_token=token, ratelimit_method="throw", request_timeout=60
    )


async def test_mastodon_py_reads_writes_and_follows(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    dsn = world.database.dsn
    async with serving(dsn, tmp_path) as url:
        await asyncio.to_thread(converse, client(url, ada.token), client(url, bo.token))
        await asyncio.to_thread(walk, client(url, ada.token))
        await asyncio.to_thread(fail, url)


def converse(ada: Mastodon, bo: Mastodon) -> None:
    """Two people meet, post, answer, like and pass on."""
    me = ada.account_verify_credentials()
    assert (me.username, me.source.language) == ("ada", "en")
    assert ada.instance().configuration.statuses.max_characters == 5000
    assert ada.instance_v1().stats.user_count == 2

    assert bo.account_follow(me).following
    assert bo.account_relationships(me)[0].following
    assert [person.username for person in ada.account_followers(me)] == ["bo"]

    media = ada.media_post(picture(), "image/jpeg", description="blue")
    assert media.url.startswith("http")
    status = ada.status_post(
        "A #blue wall", media_ids=[media], visibility="public", idempotency_key="once"
    )
    assert status.media_attachments[0].description == "blue"
    assert status.tags[0].name == "blue"
    assert ada.status_post("A #blue wall", idempotency_key="once").id == status.id

    (shown,) = bo.timeline_home()
    assert (shown.id, shown.account.username) == (status.id, "ada")
    assert bo.status_favourite(shown).favourites_count == 1
    assert not bo.status_unfavourite(shown).favourited
    assert bo.status_bookmark(shown).bookmarked
    assert [kept.id for kept in bo.bookmarks()] == [status.id]

    reblog = bo.status_reblog(shown)
    assert reblog.reblog.id == status.id != reblog.id
    assert not bo.status_unreblog(shown).reblogged

    reply = bo.status_reply(shown, "Which blue?")
    assert reply.in_reply_to_id == status.id
    context = ada.status_context(status)
    assert [below.id for below in context.descendants] == [reply.id]
    assert ada.status_context(reply).ancestors[0].id == status.id

    assert ada.status_update(status, "A very #blue wall").edited_at
    assert len(ada.status_history(status)) == 2
    assert ada.status_source(status).text == "A very #blue wall"
    assert [found.id for found in bo.timeline_hashtag("blue")] == [status.id]
    assert ada.status_delete(status).text == "A very #blue wall"
    assert not bo.account_unfollow(me).following


def walk(ada: Mastodon) -> None:
    """From page to page, forwards and back."""
    posted = [ada.status_post(f"number {number}").id for number in range(7)]
    page = ada.timeline_home(limit=3)
    seen = [status.id for status in page]
    while page := ada.fetch_next(page) or []:
        seen += [status.id for status in page]
    assert seen == posted[::-1]
    first = ada.timeline_home(limit=3)
    newer = ada.status_post("newer")
    assert [status.id for status in ada.fetch_previous(first) or []] == [newer.id]
    assert [status.id for status in ada.timeline_local(limit=1)] == [newer.id]
    assert ada.notifications() == []


def fail(url: str) -> None:
    """Errors come as the client's own."""
    for token, error in (("made up", MastodonUnauthorizedError), (None, MastodonNotFoundError)):
        try:
            Mastodon(api_base_url=url, access_token=token).status(1)
        except error:
            continue
        raise AssertionError(f"{error.__name__} was expected")
