"""A picture is fetched by whoever may see its post: with a cookie, or with the ticket in its address."""

from __future__ import annotations

from urllib.parse import urlsplit

from affresco.posts import audience, commands
from world import BASE_URL, Published, Resident, World


def path_of(post: Published) -> str:
    return post.pictures[0].path("original")


async def seen(world: World, path: str, who: Resident | None) -> bool:
    answer = await world.get(path, as_=who)
    assert answer.status_code in (200, 404)
    return answer.status_code == 200


async def told(world: World, post: Published, who: Resident) -> str:
    """The address of the picture that an app of theirs is given."""
    status = (await world.api("GET", f"/api/v1/statuses/{post.id}", as_=who)).json()
    address: str = status["media_attachments"][0]["url"]
    assert address.startswith(BASE_URL)
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


async def test_what_is_for_followers_is_fetched_by_followers(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await world.follow(bo, ada)
    post = await world.post(by=ada, pictures=1, visibility="followers")
    path = path_of(post)
    for who, may in ((ada, True), (bo, True), (cy, False), (None, False)):
        assert await seen(world, path, who) is may
    answer = await world.get(path, as_=bo)
    assert answer.headers["cache-control"] == "private, no-cache"
    etag = {"If-None-Match": answer.headers["etag"]}
    assert (await world.get(path, as_=bo, headers=etag)).status_code == 304
    assert (await world.get(path, as_=cy, headers=etag)).status_code == 404
    await world.unfollow(bo, ada)
    assert (await world.get(path, as_=bo, headers=etag)).status_code == 404


async def test_an_apps_address_is_asked_anew_each_time(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await world.follow(bo, ada)
    post = await world.post(by=ada, pictures=1, visibility="followers")
    address = await told(world, post, bo)
    assert "as=" in address
    assert await told(world, post, ada) != address
    assert await seen(world, address, None)
    assert not await seen(world, address, cy), "whose browser it is counts"
    assert not await seen(world, address.replace("as=", "as=1"), None)
    await world.block(ada, bo)
    assert not await seen(world, address, None)


async def test_what_is_for_everybody_needs_no_ticket(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1)
    assert await told(world, post, bo) == path_of(post)
    assert "immutable" in (await world.get(path_of(post))).headers["cache-control"]
    await world.block(ada, bo)
    assert not await seen(world, path_of(post), bo)
    assert await seen(world, path_of(post), None)


async def test_a_narrower_audience_holds_for_its_pictures(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1)
    assert await seen(world, path_of(post), bo)
    await audience.narrow(world.database, ada.id, post.id, "followers")
    assert not await seen(world, path_of(post), bo)
    await world.follow(bo, ada)
    assert await seen(world, path_of(post), bo)


async def test_what_is_in_no_post_is_its_owners(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    media = await world.picture(by=ada)
    assert await seen(world, media.path(), ada)
    assert not await seen(world, media.path(), bo)
    own = (await world.api("GET", f"/api/v1/media/{media.id}", as_=ada)).json()["url"]
    assert await seen(world, own.removeprefix(BASE_URL), None)
    post = await world.post(by=ada, pictures=[media])
    assert await seen(world, media.path(), bo)
    await commands.delete(world.database, ada.id, post.id)
    assert not await seen(world, media.path(), ada)


async def test_owners_see_what_was_reported_to_them(world: World) -> None:
    owner = await world.owner()
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    post = await world.post(by=ada, pictures=1, visibility="followers")
    assert not await seen(world, path_of(post), owner)
    sent = {"account_id": str(ada.id), "status_ids": [str(post.id)]}
    told = await world.api("POST", "/api/v1/reports", as_=bo, json=sent)
    assert told.status_code == 200, told.text
    assert await seen(world, path_of(post), owner)


async def test_a_download_is_gated_too(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, visibility="private")
    assert not await seen(world, f"{path_of(post)}?download=1", bo)
    assert await seen(world, f"{path_of(post)}?download=1", ada)
