"""The vocabulary of the tests itself works."""

from __future__ import annotations

from world import World


async def test_a_world_is_lived_in(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(bo, ada)
    post = await world.post(by=ada, pictures=1, prompt="a quiet harbour")
    await world.like(bo, post)
    page = await world.get(post.url, as_=bo)
    assert page.status_code == 200
    assert "a quiet harbour" in page.text


async def test_work_carries_out_what_waits(world: World) -> None:
    ada = await world.person("ada")
    generation = await world.generate(by=ada, count=2)
    assert await world.waiting_jobs() > 0
    await world.work()
    assert await world.waiting_jobs() == 0
    async with world.database.read() as tx:
        assert await tx.value("SELECT state FROM generations WHERE id = $1", generation) == "done"


async def test_a_form_is_sent_with_the_sender_s_own_token(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    path, choice = "/theme", {"theme": "dark"}
    assert (await world.post_form(path, choice, as_=ada)).status_code < 400
    forged = {**choice, "_csrf": world.form_token(bo)}
    refused = await world._client(ada).post(path, data=forged)
    assert refused.status_code == 403


async def test_a_stream_is_read_event_by_event(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, text="fresh")
    async with world.stream("/stream?feed=local&since=0", as_=bo) as stream:
        assert (await stream.next()).json()["post_id"] == str(post.id)


async def test_statements_are_counted(world: World) -> None:
    ada = await world.person("ada")
    async with world.counting() as seen:
        await world.get(ada.url)
    assert seen
