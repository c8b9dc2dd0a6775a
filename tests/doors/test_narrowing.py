"""A post that is shown to fewer people than before."""

from __future__ import annotations

from world import World


async def test_it_leaves_the_public_and_stays_with_followers(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    await world.follow(bo, ada)
    post = await world.post(by=ada, text="Wet plaster #fresco")
    await world.repost(cy, post)
    answered = await world.post(by=cy, reply_to=post)
    path = f"/posts/{post.id}/audience"
    page = (await world.get(path, as_=ada)).text
    assert 'value="followers"' in page
    assert 'value="public"' not in page
    assert (await world.get(path, as_=bo)).status_code == 403
    moved = await world.post_form(path, {"visibility": "followers"}, as_=ada)
    assert moved.headers["location"] == post.url
    for where in ("/local", "/tags/fresco", f"{cy.url}/with-replies"):
        assert "Wet plaster" not in (await world.get(where, as_=bo)).text
    assert "Wet plaster" in (await world.get("/", as_=bo)).text
    assert (await world.get(post.url, as_=cy)).status_code == 404
    assert (await world.get(answered.url, as_=cy)).status_code == 200
    status = (await world.api("GET", f"/api/v1/statuses/{post.id}", as_=ada)).json()
    assert (status["visibility"], status["reblogs_count"], status["replies_count"]) == (
        "private",
        0,
        1,
    )


async def test_programs_narrow_and_nobody_widens(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, visibility="followers")
    path = f"/api/affresco/v1/posts/{post.id}/audience"
    wider = await world.api("POST", path, as_=ada, json={"visibility": "unlisted"})
    assert (wider.status_code, wider.json()["code"]) == (422, "posts.audience_wider")
    assert (
        await world.api("POST", path, as_=bo, json={"visibility": "private"})
    ).status_code == 404
    done = await world.api("POST", path, as_=ada, json={"visibility": "private"})
    assert done.json()["affresco"]["visibility"] == "private"


async def test_an_answer_that_fewer_see_is_not_counted(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada)
    answer = await world.post(by=bo, reply_to=post)
    path = f"/api/affresco/v1/posts/{answer.id}/audience"
    await world.api("POST", path, as_=bo, json={"visibility": "private"})
    for who in (ada, bo):
        status = (await world.api("GET", f"/api/v1/statuses/{post.id}", as_=who)).json()
        assert status["replies_count"] == 0
    await world.post_form(f"/posts/{answer.id}/delete", as_=bo)
    assert (await world.api("GET", f"/api/v1/statuses/{post.id}")).json()["replies_count"] == 0
