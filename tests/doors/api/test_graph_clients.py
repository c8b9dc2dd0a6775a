"""Who stands how to whom, with Mastodon.py as it comes, against a real server."""

from __future__ import annotations

import asyncio
import io
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from mastodon import Mastodon, MastodonNotFoundError
from mastodon.errors import MastodonAPIError
from PIL import Image

from doors.api.loopback import serving
from world import World


def client(url: str, token: str) -> Mastodon:
    return Mastodon(
        api_base_url=url, access_token=token, ratelimit_method="throw", request_timeout=60
    )


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), (30, 90, 160)).save(out, "JPEG")
    return out.getvalue()


async def test_mastodon_py_blocks_mutes_lists_and_filters(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    async with serving(world.database.dsn, tmp_path) as url:
        mine, theirs = client(url, ada.token), client(url, bo.token)
        for act in (ask_first, keep_apart, make_lists, filter_words, follow_tags, guard_pictures):
            await asyncio.to_thread(act, mine, theirs)


def ask_first(ada: Mastodon, bo: Mastodon) -> None:
    me = ada.account_update_credentials(locked=True)
    assert me.locked
    assert bo.account_follow(me).requested
    (asking,) = ada.follow_requests()
    assert ada.follow_request_authorize(asking).followed_by
    assert bo.account_follow(me, reblogs=False, notify=True).notifying
    assert not bo.account_relationships(me)[0].showing_reblogs
    assert not ada.account_update_credentials(locked=False).locked
    assert bo.account_note_set(me, "Paints walls").note == "Paints walls"
    assert bo.account_pin(me).endorsed
    assert [person.id for person in bo.endorsements()] == [me.id]
    assert not bo.account_unpin(me).endorsed
    assert not ada.account_remove_from_followers(bo.me()).followed_by


def keep_apart(ada: Mastodon, bo: Mastodon) -> None:
    me, other = ada.me(), bo.me()
    status = ada.status_post("A wall")
    assert bo.account_mute(me, notifications=False, duration=600).muting
    assert bo.mutes()[0].mute_expires_at is not None
    assert bo.timeline_public() == []
    assert not bo.account_unmute(me).muting
    assert ada.account_block(other).blocking
    assert [person.id for person in ada.blocks()] == [other.id]
    with pytest.raises(MastodonNotFoundError):
        bo.status(status)
    with pytest.raises(MastodonAPIError):
        bo.account_follow(me)
    assert not ada.account_unblock(other).blocking
    assert bo.status(status).id == status.id
    assert bo.status_favourite(status).favourited
    assert [found.id for found in bo.favourites()] == [status.id]
    assert [person.id for person in ada.status_favourited_by(status)] == [other.id]
    assert ada.domain_blocks() == []


def make_lists(ada: Mastodon, bo: Mastodon) -> None:
    other = bo.me()
    ada.account_follow(other)
    made = ada.list_create("Painters", replies_policy="followed", exclusive=True)
    ada.list_accounts_add(made, [other])
    assert [person.id for person in ada.list_accounts(made)] == [other.id]
    assert [found.id for found in ada.account_lists(other)] == [made.id]
    status = bo.status_post("For the list")
    assert [found.id for found in ada.timeline_list(made)] == [status.id]
    assert status.id not in [found.id for found in ada.timeline_home()]
    assert ada.list_update(made, "Friends", exclusive=False).title == "Friends"
    assert status.id in [found.id for found in ada.timeline_home()]
    ada.list_accounts_delete(made, [other])
    assert ada.timeline_list(made) == []
    ada.list_delete(made)
    assert ada.lists() == []


def filter_words(ada: Mastodon, bo: Mastodon) -> None:
    status = bo.status_post("A whale on the wall")
    made = ada.create_filter_v2(
        "Sea",
        ["home", "public"],
        "warn",
        keywords_attributes=[{"keyword": "whale", "whole_word": True}],
    )
    (why,) = ada.status(status).filtered
    assert (why.filter.id, why.keyword_matches) == (made.id, ["whale"])
    keyword = ada.add_filter_keyword_v2(made, "squid")
    assert [found.keyword for found in ada.filter_keywords_v2(made)] == ["whale", "squid"]
    ada.delete_filter_keyword_v2(keyword)
    ada.delete_filter_v2(made)
    old = ada.filter_create("whale", ["home"], whole_word=False)
    assert [found.phrase for found in ada.filters()] == ["whale"]
    ada.filter_delete(old)
    assert ada.filters_v2() == []


def follow_tags(ada: Mastodon, bo: Mastodon) -> None:
    ada.account_unfollow(bo.me())
    assert ada.tag_follow("fresco").following
    status = bo.status_post("Wet #fresco")
    assert ada.timeline_home()[0].id == status.id
    assert [tag.name for tag in ada.followed_tags()] == ["fresco"]
    assert not ada.tag_unfollow("fresco").following
    assert [tag.name for tag in bo.featured_tag_suggestions()] == ["fresco"]
    shown = bo.featured_tag_create("fresco")
    assert [tag.name for tag in ada.account_featured_tags(bo.me())] == ["fresco"]
    bo.featured_tag_delete(shown)


def guard_pictures(ada: Mastodon, bo: Mastodon) -> None:
    """An app shows a picture by its address alone, also one that is for followers."""
    bo.account_follow(ada.me())
    media = ada.media_post(picture(), "image/jpeg", description="blue")
    status = ada.status_post("For you", media_ids=[media], visibility="private")
    address = bo.status(status).media_attachments[0].url
    assert fetched(address) == 200
    assert fetched(address.partition("?")[0]) == 404
    ada.account_remove_from_followers(bo.me())
    assert fetched(address) == 404


def fetched(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
