"""What one gives, through the doors for programs."""

from __future__ import annotations

from world import World

CONSENT = "/api/affresco/v1/consent"
STATUSES = "/api/v1/statuses"


async def inside(world: World) -> dict[str, str | None]:
    """What is in the commons: post → licence."""
    async with world.database.read() as tx:
        rows = await tx.rows("SELECT post_id, licence FROM commons_posts")
    return {str(row["post_id"]): row["licence"] for row in rows}


async def test_what_holds_is_told_and_changed(world: World) -> None:
    ada = await world.person("ada", training="deny", remix=None)
    holds = (await world.api("GET", CONSENT, as_=ada)).json()
    assert holds == {
        "training": "deny",
        "assistant": "deny",
        "remix": None,
        "licence": None,
        "choices": None,
        "credit": False,
    }
    wish = {"training": "allow", "licence": "CC BY", "choices": "allow", "credit": True}
    changed = await world.api("PATCH", CONSENT, json=wish, as_=ada)
    assert changed.json() == {**holds, **wish, "posts_changed": 0}
    assert (await world.api("GET", CONSENT, as_=ada)).json() == {**holds, **wish}


async def test_everything_posted_already_can_be_given_and_taken_back_at_once(world: World) -> None:
    ada = await world.person("ada", training="deny")
    posts = [await world.post(by=ada) for _ in range(3)]
    wish = {"training": "allow", "licence": "CC0", "everything": True}
    answer = await world.api("PATCH", CONSENT, json=wish, as_=ada)
    assert answer.json()["posts_changed"] == 3
    assert await inside(world) == {str(post.id): "CC0" for post in posts}
    wish = {"training": "deny", "everything": True}
    await world.api("PATCH", CONSENT, json=wish, as_=ada)
    assert await inside(world) == {}


async def test_a_status_says_under_which_licence_and_can_be_told_another(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    given = {"training": "allow", "licence": "CC BY", "likeness": "nobody"}
    made = await world.api("POST", STATUSES, json={"status": "x", "affresco": given}, as_=ada)
    status = made.json()
    assert {name: status["affresco"][name] for name in given} == given
    seen = (await world.api("GET", f"{STATUSES}/{status['id']}", as_=bo)).json()["affresco"]
    assert (seen["licence"], seen["likeness"]) == ("CC BY", None), "whom it shows is for the author"
    assert await inside(world) == {status["id"]: "CC BY"}
    one = f"{STATUSES}/{status['id']}"
    body = {"status": "x", "affresco": {"licence": "all rights reserved", "remix": "nobody"}}
    changed = (await world.api("PUT", one, json=body, as_=ada)).json()
    assert changed["affresco"]["licence"] == "all rights reserved"
    assert changed["affresco"]["remix"] == "nobody"
    assert changed["edited_at"] is None, "its words are the same"
    assert await inside(world) == {status["id"]: None}
    await world.api("PUT", one, json={"status": "x", "affresco": {"training": "deny"}}, as_=ada)
    assert await inside(world) == {}


async def test_what_is_left_out_is_what_the_account_says(world: World) -> None:
    ada = await world.person("ada", training="allow", remix="followers")
    await world.api("PATCH", CONSENT, json={"licence": "CC BY-SA"}, as_=ada)
    made = (await world.api("POST", STATUSES, json={"status": "x"}, as_=ada)).json()["affresco"]
    assert (made["training"], made["licence"], made["remix"]) == ("allow", "CC BY-SA", "followers")


async def test_the_record_tells_what_was_said_by_whatever_door(world: World) -> None:
    ada = await world.person("ada", training="deny")
    post = await world.post(by=ada)
    await world.api("PATCH", CONSENT, json={"choices": "allow"}, as_=ada)
    lines = (await world.api("GET", f"{CONSENT}/record", as_=ada)).json()
    assert (lines[0]["subject"], lines[0]["choice"], lines[0]["post_id"]) == (
        "choices",
        "allow",
        None,
    )
    assert lines[0]["wording"] == "choices: allow", "a program read no question"
    assert {line["subject"] for line in lines if line["post_id"] == str(post.id)} == {
        "training",
        "remix",
    }
    first = await world.api("GET", f"{CONSENT}/record?limit=2", as_=ada)
    rest = await world.api("GET", f"{CONSENT}/record?max_id={first.json()[-1]['id']}", as_=ada)
    assert first.json() + rest.json() == lines
    assert 'rel="next"' in first.headers["link"]
    back = await world.api("GET", f"{CONSENT}/record?min_id={lines[-1]['id']}&limit=1", as_=ada)
    assert back.json() == [lines[-2]]


async def test_wrong_wishes_change_nothing(world: World) -> None:
    ada = await world.person("ada", training="deny")
    before = (await world.api("GET", CONSENT, as_=ada)).json()
    for wish in (
        {"licence": "GPL"},
        {"license": "CC0"},
        {"training": "perhaps"},
        {"training": "allow", "credit": "yes please"},
    ):
        assert (await world.api("PATCH", CONSENT, json=wish, as_=ada)).status_code == 422, wish
    assert (await world.api("GET", CONSENT, as_=ada)).json() == before
    reader = await world.token(ada, "read")
    refused = await world.api("PATCH", CONSENT, json={"training": "allow"}, token=reader)
    assert refused.status_code == 403
    assert (await world.api("GET", CONSENT)).status_code == 401
