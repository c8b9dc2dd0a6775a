"""Feeds for readers of RSS show what a stranger sees."""

from __future__ import annotations

from xml.etree import ElementTree as Xml
from xml.etree.ElementTree import Element

from world import World

MEDIA = "{http://search.yahoo.com/mrss/}"


async def items(world: World, path: str) -> list[Element]:
    answer = await world.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/rss+xml")
    return Xml.fromstring(answer.content).findall("channel/item")


def links(found: list[Element]) -> list[str | None]:
    return [item.findtext("link") for item in found]


async def test_each_feed_has_the_public_posts_it_is_about(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    one = await world.post(by=ada, text="a porphyry wall #mare")
    await world.post(by=ada, text="a porphyry wall #mare", visibility="followers")
    other = await world.post(by=bo, text="something else")
    await world.repost(ada, other)
    await world.work()
    base = "http://testserver"
    assert links(await items(world, "/local.rss")) == [base + other.url, base + one.url]
    for path in ("/@ada.rss", "/tags/mare.rss", "/search.rss?q=porphyry"):
        assert links(await items(world, path)) == [base + one.url], path
    assert await items(world, "/search.rss?q=in:library") == []
    assert await items(world, "/search.rss") == []
    assert (await world.get("/@nobody.rss")).status_code == 404


async def test_an_entry_carries_words_pictures_and_hashtags(world: World) -> None:
    ada = await world.person("ada", name="Ada & Söhne <b>")
    post = await world.post(
        by=ada, text="Hello @ada, see #mare \u0008", pictures=1, prompt="a wall"
    )
    (item,) = await items(world, "/@ada.rss")
    assert item.findtext("title") == "Hello @ada, see #mare"
    assert "http://testserver/tags/mare" in (item.findtext("description") or "")
    assert [found.text for found in item.findall("category")] == ["mare"]
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Ada & Söhne <b> (@ada)"
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.get("url", "").startswith("http://testserver/media/")
    assert enclosure.get("length") == str(post.pictures[0].bytes)
    assert len(item.findall(f"{MEDIA}content")) == 1


async def test_after_a_warning_comes_the_warning_alone(world: World) -> None:
    ada = await world.person("ada")
    await world.post(by=ada, text="the ending", warning="Spoiler", pictures=1)
    (item,) = await items(world, "/@ada.rss")
    assert item.findtext("title") == "Spoiler"
    assert "ending" not in (item.findtext("description") or "")
    assert item.find(f"{MEDIA}content") is not None


async def test_a_reader_that_has_it_gets_nothing_again(world: World) -> None:
    ada = await world.person("ada")
    await world.post(by=ada, text="one")
    first = await world.get("/local.rss")
    assert "set-cookie" not in first.headers
    again = await world.get("/local.rss", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await world.post(by=ada, text="two")
    fresh = await world.get("/local.rss", headers={"If-None-Match": first.headers["etag"]})
    assert fresh.status_code == 200


async def test_pages_name_their_feeds(world: World) -> None:
    ada = await world.person("ada")
    await world.post(by=ada, text="one #mare")
    for page, feed in (
        ("/local", "/local.rss"),
        ("/@ada", "/@ada.rss"),
        ("/tags/mare", "/tags/mare.rss"),
    ):
        assert 'type="application/rss+xml" title="' in (await world.get(page)).text
        assert f'href="{feed}"' in (await world.get(page)).text
