"""A whole day of two people with Mastodon.py, as it comes, against a real server and worker."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from mastodon import Mastodon, MastodonNotFoundError, StreamListener
from PIL import Image

from doors.api.loopback import serving
from world import World


class Day:
    """Two people, each with a client. ada paints, bo looks on."""

    def __init__(self, ada: Mastodon, bo: Mastodon) -> None:
        self.ada, self.bo = ada, bo
        self.of_ada = ada.me()
        self.of_bo = bo.me()


def picture(colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(out, "JPEG")
    return out.getvalue()


def client(url: str, token: str) -> Mastodon:
    return Mastodon(
        api_base_url=url, access_token=token, ratelimit_method="throw", request_timeout=60
    )


async def test_a_whole_day(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    async with serving(world.database.dsn, tmp_path) as url:
        day = await asyncio.to_thread(lambda: Day(client(url, ada.token), client(url, bo.token)))
        hours: tuple[Callable[[Day], None], ...] = (
            waking,
            breakfast,
            meeting,
            painting,
            asking,
            talking_apart,
            looking_back,
            tidying_lists,
            filtering,
            finding,
            quarrelling,
            making_up,
            going_to_bed,
        )
        for hour in hours:
            await asyncio.to_thread(hour, day)
            await world.work()


def waking(day: Day) -> None:
    """What the place is, and who one is."""
    here = day.ada.instance()
    assert here.configuration.statuses.max_characters == 5000
    assert here.configuration.polls.max_options >= 4
    assert day.ada.instance_rules()
    assert len(day.ada.instance_activity()) == 12
    assert day.ada.instance_nodeinfo().software.name == "affresco"
    assert day.ada.custom_emojis() == []
    assert day.ada.instance_peers() == []
    assert day.ada.preferences()["posting:default:visibility"] == "public"


def breakfast(day: Day) -> None:
    """One's own profile."""
    me = day.ada.account_update_credentials(
        display_name="Ada of the walls",
        note="I paint walls.",
        avatar=picture("red"),
        avatar_mime_type="image/jpeg",
        fields=[("Home", "https://ada.example")],
        locked=True,
    )
    assert (me.display_name, me.locked) == ("Ada of the walls", True)
    assert "missing" not in me.avatar
    assert me.source.fields[0].value == "https://ada.example"
    assert "missing" in day.ada.account_delete_avatar().avatar


def meeting(day: Day) -> None:
    """A locked account: one asks, the other lets in."""
    assert day.bo.account_follow(day.of_ada).requested
    assert [who.username for who in day.ada.follow_requests()] == ["bo"]
    day.ada.follow_request_reject(day.of_bo)
    assert not day.bo.account_relationships(day.of_ada)[0].requested
    day.bo.account_follow(day.of_ada)
    day.ada.follow_request_authorize(day.of_bo)
    assert day.bo.account_relationships(day.of_ada)[0].following
    assert day.bo.account_follow(day.of_ada, notify=True, reblogs=False).notifying
    day.ada.account_update_credentials(locked=False)
    assert day.ada.account_follow(day.of_bo).following
    assert day.ada.account_note_set(day.of_bo, "lends brushes").note == "lends brushes"
    assert day.ada.account_endorse(day.of_bo).endorsed
    assert [who.username for who in day.ada.endorsements()] == ["bo"]
    assert not day.ada.account_unendorse(day.of_bo).endorsed


def painting(day: Day) -> None:
    """Posts of every kind, and what one does with them."""
    media = day.ada.media_post(picture(), "image/jpeg", description="a blue wall")
    status = day.ada.status_post(
        "A #blue wall @bo", media_ids=[media], sensitive=True, spoiler_text="paint"
    )
    assert (status.sensitive, status.spoiler_text) == (True, "paint")
    assert [who.username for who in status.mentions] == ["bo"]
    (shown,) = day.bo.timeline_home()
    assert shown.id == status.id
    assert day.bo.status_favourite(shown).favourited
    assert [liked.id for liked in day.bo.favourites()] == [status.id]
    assert [who.username for who in day.ada.status_favourited_by(status)] == ["bo"]
    assert day.bo.status_reblog(shown).reblog.id == status.id
    assert [who.username for who in day.ada.status_reblogged_by(status)] == ["bo"]
    assert day.bo.status_bookmark(shown).bookmarked
    assert day.bo.status_mute(shown).muted
    assert not day.bo.status_unmute(shown).muted
    assert day.ada.status_pin(status).pinned
    assert [pin.id for pin in day.bo.account_statuses(day.of_ada, pinned=True)] == [status.id]
    assert not day.ada.status_unpin(status).pinned

    quote = day.bo.status_post("Look at this", quoted_status_id=status.id)
    assert quote.quote.quoted_status.id == status.id
    assert [found.id for found in day.ada.status_quotes(status)] == [quote.id]
    assert day.ada.status_quote_revoke(status, quote) is not None
    assert day.bo.status(quote).quote.state == "revoked"

    later = datetime.now(UTC) + timedelta(hours=2)
    planned = day.ada.status_post("Tomorrow a green one", scheduled_at=later)
    assert [found.id for found in day.ada.scheduled_statuses()] == [planned.id]
    moved = day.ada.scheduled_status_update(planned, later + timedelta(hours=1))
    assert moved.scheduled_at > planned.scheduled_at
    day.ada.scheduled_status_delete(planned)
    assert day.ada.scheduled_statuses() == []

    for visibility in ("public", "unlisted", "private", "direct"):
        assert (
            day.ada.status_post(f"for {visibility}", visibility=visibility).visibility == visibility
        )


def asking(day: Day) -> None:
    """A poll."""
    poll = day.ada.make_poll(["ochre", "umber", "sienna"], expires_in=600, multiple=False)
    asked = day.ada.status_post("Which earth?", poll=poll)
    (seen,) = [status for status in day.bo.timeline_home() if status.poll]
    assert [option.title for option in seen.poll.options] == ["ochre", "umber", "sienna"]
    voted = day.bo.poll_vote(seen.poll, [1])
    assert (voted.voted, voted.own_votes, voted.votes_count) == (True, [1], 1)
    assert day.ada.poll(asked.poll).options[1].votes_count == 1


def talking_apart(day: Day) -> None:
    """A conversation of two."""
    first = day.ada.status_post("@bo between us", visibility="direct")
    (shown,) = [c for c in day.bo.conversations() if c.last_status.id == first.id]
    assert (shown.unread, [who.username for who in shown.accounts]) == (True, ["ada"])
    assert not day.bo.conversations_read(shown).unread
    reply = day.bo.status_reply(first, "I hear you", untag=False)
    assert reply.visibility == "direct"
    assert day.ada.conversations()[0].last_status.id == reply.id
    assert reply.id not in [status.id for status in day.ada.timeline_home()]
    assert reply.id in [below.id for below in day.ada.status_context(first).descendants]


def looking_back(day: Day) -> None:
    """What concerned one, one by one and in groups."""
    kinds = {note.type for note in day.ada.notifications(limit=40)}
    assert {"favourite", "reblog", "mention", "quote"} <= kinds
    assert {note.type for note in day.ada.notifications(types=["favourite"])} == {"favourite"}
    assert "favourite" not in {n.type for n in day.ada.notifications(exclude_types=["favourite"])}
    grouped = day.ada.grouped_notifications()
    assert grouped.notification_groups
    group = next(g for g in grouped.notification_groups if g.type == "favourite")
    assert group.sample_account_ids == [str(day.of_bo.id)]
    assert [a.id for a in day.ada.grouped_notification_accounts(group.group_key)] == [day.of_bo.id]
    assert day.ada.notifications_unread_count().count > 0
    newest = day.ada.notifications(limit=1)[0]
    day.ada.markers_set("notifications", newest.id)
    assert day.ada.markers_get("notifications").notifications.last_read_id == str(newest.id)
    day.ada.notifications_dismiss(newest)
    with pytest.raises(MastodonNotFoundError):
        day.ada.notifications(id=newest.id)
    policy = day.ada.notifications_policy()
    assert policy.for_not_following == "accept"
    assert (
        day.ada.update_notifications_policy(for_not_following="filter").for_not_following
        == "filter"
    )
    assert day.ada.notification_requests() == []
    day.ada.notifications_clear()
    assert day.ada.notifications() == []


def tidying_lists(day: Day) -> None:
    """Lists, and their timelines."""
    made = day.bo.list_create("Painters", replies_policy="followed")
    day.bo.list_accounts_add(made, [day.of_ada])
    assert [who.username for who in day.bo.list_accounts(made)] == ["ada"]
    assert [entry.id for entry in day.bo.account_lists(day.of_ada)] == [made.id]
    said = day.ada.status_post("for those on lists")
    assert day.bo.timeline_list(made)[0].id == said.id
    assert day.bo.list_update(made, "Wall painters", exclusive=True).exclusive
    assert said.id not in [status.id for status in day.bo.timeline_home()]
    day.bo.list_accounts_delete(made, [day.of_ada])
    assert day.bo.timeline_list(made) == []
    day.bo.list_delete(made)
    assert day.bo.lists() == []


def filtering(day: Day) -> None:
    """Filters, version 2, and hashtags that one follows."""
    made = day.bo.create_filter_v2("paint", ["home"], "warn", keywords_attributes=keywords("umber"))
    word = day.bo.add_filter_keyword_v2(made, "sienna", True)
    assert {k.keyword for k in day.bo.filter_keywords_v2(made)} == {"umber", "sienna"}
    said = day.ada.status_post("Raw sienna all over")
    seen = next(status for status in day.bo.timeline_home() if status.id == said.id)
    assert seen.filtered[0].filter.title == "paint"
    assert seen.filtered[0].keyword_matches == ["sienna"]
    day.bo.delete_filter_keyword_v2(word)
    day.bo.delete_filter_v2(made)
    assert day.bo.filters_v2() == []
    assert day.bo.tag_follow("frescoes").following
    assert [tag.name for tag in day.bo.followed_tags()] == ["frescoes"]
    assert not day.bo.tag_unfollow("frescoes").following
    featured = day.ada.featured_tag_create("blue")
    assert [tag.name for tag in day.bo.account_featured_tags(day.of_ada)] == ["blue"]
    day.ada.featured_tag_delete(featured)


def keywords(*words: str) -> list[dict[str, Any]]:
    return [{"keyword": word, "whole_word": True} for word in words]


def finding(day: Day) -> None:
    """People, posts and hashtags."""
    assert [who.username for who in day.bo.account_search("ad")] == ["ada"]
    found = day.bo.search("wall")
    assert any("wall" in status.content for status in found.statuses)
    assert [tag.name for tag in day.bo.search("#blue", result_type="hashtags").hashtags] == ["blue"]
    assert day.bo.tag("blue").name == "blue"
    assert isinstance(day.bo.trending_tags(), list)
    assert isinstance(day.bo.trending_statuses(), list)
    assert day.bo.trending_links() == []
    assert isinstance(day.bo.suggestions_v2(), list)
    assert {who.username for who in day.bo.directory(local=True, order="new")} >= {"ada"}


def quarrelling(day: Day) -> None:
    """Muting and blocking."""
    assert day.bo.account_mute(day.of_ada, notifications=True, duration=3600).muting_notifications
    assert [who.username for who in day.bo.mutes()] == ["ada"]
    assert day.bo.timeline_home() == [] or all(
        status.account.username != "ada" for status in day.bo.timeline_home()
    )
    assert not day.bo.account_unmute(day.of_ada).muting
    assert day.bo.account_block(day.of_ada).blocking
    assert [who.username for who in day.bo.blocks()] == ["ada"]
    assert not day.bo.account_relationships(day.of_ada)[0].following
    with pytest.raises(MastodonNotFoundError):
        day.ada.status_context(day.bo.status_post("unseen by her"))
    report = day.bo.report(day.of_ada, comment="too much blue", category="other")
    assert report.id


def making_up(day: Day) -> None:
    """And following again."""
    assert not day.bo.account_unblock(day.of_ada).blocking
    assert day.bo.account_follow(day.of_ada).following
    assert [who.username for who in day.ada.account_followers(day.of_ada)] == ["bo"]
    assert not day.ada.account_remove_from_followers(day.of_bo).followed_by
    day.bo.account_follow(day.of_ada)


class Listener(StreamListener):
    """What came over a stream."""

    def __init__(self) -> None:
        self.updates: list[str] = []
        self.deleted: list[str] = []
        self.edited: list[str] = []

    def on_update(self, status: Any) -> None:
        self.updates.append(status.content)

    def on_status_update(self, status: Any) -> None:
        self.edited.append(status.content)

    def on_delete(self, status_id: Any) -> None:
        self.deleted.append(str(status_id))


def going_to_bed(day: Day) -> None:
    """With a stream open."""
    assert day.bo.stream_healthy()
    heard = Listener()
    stream = day.bo.stream_user(heard, run_async=True, timeout=10)
    try:
        for _attempt in range(100):
            if heard.updates:
                break
            said = day.ada.status_post("Good night")
            wait(lambda: bool(heard.updates), 0.5)
        assert heard.updates[0] == "<p>Good night</p>"
        day.ada.status_update(said, "Sleep well")
        wait(lambda: heard.edited == ["<p>Sleep well</p>"], 10)
        day.ada.status_delete(said)
        wait(lambda: str(said.id) in heard.deleted, 10)
        assert heard.edited == ["<p>Sleep well</p>"]
        assert str(said.id) in heard.deleted
    finally:
        stream.close()


def wait(happened: Callable[[], bool], seconds: float) -> None:
    """Until it happened, or the time is over."""
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
