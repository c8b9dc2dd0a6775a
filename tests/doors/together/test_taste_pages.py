"""A taste as its owner sees, uses, resets and deletes it; and the same for programs."""

from __future__ import annotations

import json

from affresco.together import queries
from doors.together.meeting import PAGE, answer, giver, hang, leave, ticket
from world import Published, Resident, World

API = "/api/affresco/v1"
SCENES = {style: f'{{"setting":"harbour","style":"{style}"}}' for style in ("linocut", "oil")}


async def painted(world: World, by: Resident, prompt: str, style: str) -> Published:
    """A given post whose recipe names a style; in its colours it is as any other."""
    post = await hang(world, by, prompt)
    async with world.database.write() as tx:
        await tx.run(
            "UPDATE post_media SET recipe = recipe || $2 WHERE post_id = $1",
            *(post.id, {"scene": SCENES[style], "engine": "illustrator"}),
        )
        await tx.run(
            "UPDATE media SET thumbhash = $2 WHERE id = $1", *(post.pictures[0].id, bytes(8))
        )
    return post


async def play(world: World, who: Resident, answers: int, likes: str = "linocut") -> None:
    """Take the picture of one style, so many times."""
    ada, bo = await giver(world, "ada"), await giver(world, "bo")
    for number in range(answers):
        await painted(world, ada, f"words {number}", "linocut")
        await painted(world, bo, f"words {number}", "oil")
    liked = ada.id if likes == "linocut" else bo.id
    for _n in range(answers):
        page = (await world.get(PAGE, as_=who)).text
        pair = ticket(page)
        parts = pair.split(".")
        first_post, on_left = int(parts[3], 16), parts[5] == "1"
        async with world.database.read() as tx:
            by = await tx.value("SELECT account_id FROM posts WHERE id = $1", first_post)
        await answer(world, who, pair, "left" if (by == liked) == on_left else "right")


async def test_little_says_not_yet(world: World) -> None:
    cy = await world.person("cy")
    await play(world, cy, 2)
    page = (await world.get(f"{PAGE}/taste", as_=cy)).text
    assert "Not yet" in page
    used = await world.post_form("/studio/taste", {"prompt": "a fox"}, as_=cy)
    assert "Your taste is not known yet" in used.text
    assert ">\na fox</textarea>" in used.text


async def test_a_taste_is_found_shown_used_and_begun_anew(world: World) -> None:
    cy = await world.person("cy")
    await play(world, cy, 24)
    page = (await world.get(f"{PAGE}/taste", as_=cy)).text
    taken, _sep, left = page.partition("You rather leave")
    assert "<b>linocut</b>" in taken
    assert "<b>linocut</b>" not in left
    used = await world.post_form("/studio/taste", {"prompt": "a fox"}, as_=cy)
    assert ">\na fox, linocut</textarea>" in used.text
    part = await world.post_form("/studio/taste", {"prompt": "a fox"}, as_=cy, htmx=True)
    assert 'data-taste-prompt="a fox, linocut"' in part.text
    assert "Added to your words" in part.text
    await world.post_form(f"{PAGE}/taste/begin-anew", as_=cy)
    assert "Not yet" in (await world.get(f"{PAGE}/taste", as_=cy)).text
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM duels") == 24


async def test_a_picture_of_other_words_was_no_choice_of_taste(world: World) -> None:
    """Who says "in oil" after "in linocut", and posts that, left nothing: they asked for something else."""
    ada = await giver(world, "ada")
    post = await painted(world, ada, "a harbour", "oil")
    same, other = await leave(world, post), await leave(world, post, position=2)
    async with world.database.write() as tx:
        await tx.run(
            "UPDATE candidates SET prompt = 'a harbour, linocut' WHERE media_id = $1", other.id
        )
    async with world.database.read() as tx:
        rows = await queries.pick_rows(tx, ada.id, 10)
    assert [(row["post_id"], row["among"]) for row in rows] == [(post.id, 1)]
    assert same.id != other.id


async def test_deleted_answers_are_gone_from_releases_too(world: World) -> None:
    cy = await world.person("cy")
    await play(world, cy, 2)
    await world.post_form(f"{PAGE}/taste/delete", as_=cy)
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM duels") == 0
    assert "2 answers are deleted" in (await world.get(f"{PAGE}/taste", as_=cy)).text


async def test_programs_play_too(world: World) -> None:
    ada, bo, cy = await giver(world, "ada"), await giver(world, "bo"), await world.person("cy")
    await hang(world, ada)
    await hang(world, bo)
    first = (await world.api("GET", f"{API}/duels", as_=cy)).json()
    assert first["given"] is False
    duel = first["duel"]
    shown = await world.get(duel["left"]["url"].removeprefix("http://testserver"))
    assert shown.status_code == 200
    wrong = await world.api("POST", f"{API}/duels", as_=cy, json={"pair": "no", "choice": "left"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "together.pair_unknown")
    said = {"pair": duel["pair"], "choice": "equal"}
    assert (await world.api("POST", f"{API}/duels", as_=cy, json=said)).json()["duel"] is None
    twice = await world.api("POST", f"{API}/duels", as_=cy, json=said)
    assert (twice.status_code, twice.json()["code"]) == (409, "together.answered_already")
    undone = (await world.api("DELETE", f"{API}/duels/last", as_=cy)).json()
    assert undone["duel"]["pair"] == duel["pair"]
    nothing = await world.api("DELETE", f"{API}/duels/last", as_=cy)
    assert nothing.status_code == 404
    taste = (await world.api("GET", f"{API}/taste", as_=cy)).json()
    assert json.dumps(taste["lines"]) == "[]"
    assert taste["missing"] > 0
    assert (await world.api("DELETE", f"{API}/duels", as_=cy)).json() == {"deleted": 0}
    assert (await world.api("DELETE", f"{API}/taste", as_=cy)).status_code == 200
    assert (await world.api("GET", f"{API}/duels")).status_code == 401
