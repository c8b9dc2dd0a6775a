"""No feed shows what a stranger may not see, whoever asks, whatever was done before, kept copies included."""

from __future__ import annotations

import random
import re
from urllib.parse import quote

import pytest

from affresco.feeds.search.index import index_people
from properties.doings import HASHTAGS, do_something
from properties.eyes import Truth, truth
from properties.network import Network
from properties.test_any_search import SEARCHES, indexed
from world import Resident, World

PEOPLE = ("ada", "bo", "cy", "di")
_POST = re.compile(r"/@[a-z0-9_]+/(\d+)")
_PICTURE = re.compile(r"/media/([0-9a-f]{32})/")
FEEDS = (
    "/local.rss",
    *(f"/@{handle}.rss" for handle in PEOPLE),
    *(f"/tags/{quote(tag)}.rss" for tag in HASHTAGS),
    *(f"/search.rss?q={quote(words)}" for words in SEARCHES),
)
PROFILES = tuple(f"/@{handle}.rss" for handle in PEOPLE)


class Subscriber:
    """Somebody who asks for feeds again and again, with the copy that they have in hand."""

    def __init__(self, world: World, who: Resident | None) -> None:
        self._world = world
        self._who = who
        self._kept: dict[str, tuple[str, str]] = {}

    async def read(self, path: str) -> str:
        """The feed as it is now, from the copy where the server says that it still holds."""
        mark, kept = self._kept.get(path, ("", ""))
        client = self._world._client(self._who)
        answer = await client.get(path, headers={"If-None-Match": mark} if mark else {})
        if answer.status_code == 304:
            return kept
        assert answer.status_code == 200, path
        self._kept[path] = (answer.headers["etag"], answer.text)
        return answer.text


def wrongs(path: str, feed: str, real: Truth) -> list[str]:
    """What the feed shows and a stranger may not see; only profiles show what is unlisted."""
    wrong = []
    for post_id in {int(found) for found in _POST.findall(feed)}:
        if not real.allows(None, post_id):
            wrong.append(f"{path}: post {post_id}")
        elif path not in PROFILES and real.posts[post_id][1] != "public":
            wrong.append(f"{path}: post {post_id} is not public")
    wrong += [
        f"{path}: picture {key}"
        for key in set(_PICTURE.findall(feed))
        if key not in real.pictures or not real.allows_picture(None, key)
    ]
    return wrong


@pytest.mark.parametrize("seed", range(2))
async def test_feeds_show_what_strangers_may_see(world: World, seed: int) -> None:
    chance = random.Random(3000 + seed)
    residents = await world.people(*PEOPLE)
    net = Network(world.database, world.runtime.hub)
    people = [resident.id for resident in residents]
    net.handles.update({resident.id: resident.handle for resident in residents})
    async with world.database.write() as tx:
        await index_people(tx, people)
    subscribers = [Subscriber(world, who) for who in (None, residents[0])]
    shown = 0
    for _round in range(3):
        for person in people:
            await net.post(person, f"a post #{chance.choice(HASHTAGS)}", prompt="a wall")
        for _ in range(12):
            await do_something(net, people, chance)
        await indexed(net, chance, 0.7)
        for _ in range(4):
            await do_something(net, people, chance)
        real = await truth(world.database)
        for subscriber in subscribers:
            for path in FEEDS:
                feed = await subscriber.read(path)
                shown += len(_POST.findall(feed))
                assert wrongs(path, feed, real) == []
    assert shown > 0, sorted(real.posts.values())


async def test_a_feed_that_kept_a_post_would_be_found_out(world: World) -> None:
    (ada,) = await world.people("ada")
    post = await world.post(by=ada, text="for a while", pictures=1)
    feed = await Subscriber(world, None).read("/@ada.rss")
    real = await truth(world.database)
    assert wrongs("/@ada.rss", feed, real) == []
    hidden = {**real.posts, post.id: (ada.id, "followers")}
    real.posts.update(hidden)
    assert len(wrongs("/@ada.rss", feed, real)) == 2
