"""Local, hashtags, bookmarks."""

from __future__ import annotations

from doors.reading import cards
from world import World


async def test_local_shows_what_is_public_and_no_answer(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    first = await world.post(by=ada, pictures=1)
    await world.post(by=bo, text="an answer", reply_to=first)
    await world.post(by=bo, visibility="followers")
    page = await world.get("/local")
    assert cards(page.text) == [first.id]
    assert 'rel="canonical" href="http://testserver/local"' in page.text


async def test_a_hashtag_is_found_in_any_case(world: World) -> None:
    ada = await world.person("ada")
    tagged = await world.post(by=ada, text="look, a #Lighthouse")
    await world.post(by=ada, text="no tag")
    assert cards((await world.get("/tags/LightHouse")).text) == [tagged.id]
    empty = await world.get("/tags/nobody")
    assert empty.status_code == 200
    assert "#nobody" in empty.text


async def test_bookmarks_are_for_oneself(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    await world.post_form(f"/posts/{post.id}/bookmark", as_=bo)
    assert cards((await world.get("/bookmarks", as_=bo)).text) == [post.id]
    assert cards((await world.get("/bookmarks", as_=ada)).text) == []
    assert (await world.get("/bookmarks")).headers["location"].startswith("/sign-in")


async def test_text_of_people_is_never_markup(world: World) -> None:
    ada = await world.person("ada", name="<b>Ada</b>")
    await world.post(by=ada, text="<script>alert(1)</script> #x\u0022")
    html = (await world.get("/local")).text
    assert "<script>alert" not in html
    assert "<b>Ada</b>" not in html
