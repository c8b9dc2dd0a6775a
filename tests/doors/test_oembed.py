"""How other sites show a post, and how browsers install us."""

from __future__ import annotations

import pytest

from world import World


async def test_a_public_picture_is_a_photo(world: World) -> None:
    ada = await world.person("ada", name="Ada")
    post = await world.post(by=ada, pictures=1, text="Low tide")
    found = await world.get(f"/oembed?url=http://testserver{post.url}&format=json")
    assert found.headers["content-type"].startswith("application/json")
    embed = found.json()
    assert embed["type"] == "photo"
    assert embed["version"] == "1.0"
    assert embed["url"].startswith("http://testserver/media/")
    assert (embed["width"], embed["height"]) == (64, 48)
    assert embed["author_url"] == "http://testserver/@ada"


async def test_words_alone_are_a_link(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, text="only words")
    embed = (await world.get(f"/oembed?url=http://testserver{post.url}")).json()
    assert embed["type"] == "link"
    assert "width" not in embed


@pytest.mark.parametrize("url", ["https://elsewhere.example/@ada/5", "http://testserver/local", ""])
async def test_other_addresses_are_not_found(world: World, url: str) -> None:
    assert (await world.get(f"/oembed?url={url}")).status_code == 404


async def test_posts_that_are_not_public_are_not_found(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, visibility="followers")
    found = await world.get(f"/oembed?url=http://testserver{post.url}", as_=ada)
    assert found.status_code == 404


async def test_the_site_can_be_installed_and_says_what_it_is(world: World) -> None:
    manifest = await world.get("/manifest.webmanifest")
    assert manifest.headers["content-type"].startswith("application/manifest+json")
    assert manifest.json()["start_url"] == "/"
    assert (await world.get("/about")).status_code == 200


async def test_a_format_that_is_not_served_is_said_so(world: World) -> None:
    ada = await world.person("ada")
    post = await world.post(by=ada, pictures=1)
    found = await world.get(f"/oembed?url=http://testserver{post.url}&format=xml")
    assert found.status_code == 501
