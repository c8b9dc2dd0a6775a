"""Local, hashtags, bookmarks."""

from __future__ import annotations

from urllib.parse import quote

from doors.reading import cards, carry_out
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


NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} %(name)s {name}"


async def test_nothing_that_people_write_becomes_markup(world: World) -> None:
    ada = await world.person("ada", name='<b>A</b>"{x}')
    bo = await world.person("bo", name="<i onclick=x>Bo</i>%(num)s")
    media = await world.picture(by=ada, prompt=NASTY)
    post = await world.post(by=ada, text=NASTY, pictures=[media])
    other = await world.picture(by=bo, prompt=NASTY + " again")
    remix = await world.post(by=bo, pictures=[other], remix_of=post)
    await world.post(by=bo, text=NASTY + " @ada", reply_to=post)
    await world.repost(bo, post)
    await world.follow(bo, ada)
    await world.post_form(f"/posts/{post.id}/edit", {"text": NASTY + "!", "alt_1": NASTY}, as_=ada)
    await world.post_form("/posts/1/reply", {"text": NASTY}, as_=ada)
    await carry_out(world)
    draft = await world.picture(by=ada, prompt=NASTY)
    paths = [
        "/", "/local", "/@ada", "/@ada/with-replies", "/@bo", "/notifications", "/bookmarks",
        post.url, remix.url, f"/posts/{remix.id}/family", f"/posts/{post.id}/history",
        f"/posts/{post.id}/edit", f"/posts/{post.id}/card", f"/?remix={remix.id}",
        f"/publish?media_id={draft.id}&text={quote(NASTY)}", f"/tags/{quote(NASTY.replace('/', ''))}",
    ]  # fmt: skip
    for path in paths:
        page = await world.get(path, as_=ada)
        assert page.status_code == 200, path
        for markup in ("<script>alert", "<img src=x", "<b>A</b>", "<i onclick"):
            assert markup not in page.text, (path, markup)
