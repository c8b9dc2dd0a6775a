"""Owners hear of reports and of people who joined; followers go along with an account that moves."""

from __future__ import annotations

from affresco.accounts import moving
from affresco.accounts.moving import CHUNK
from world import World


async def test_a_report_and_a_sign_up_are_told_to_owners_alone(world: World) -> None:
    owner = await world.owner()
    ada, bo = await world.people("ada", "bo")
    await world.work()
    page = (await world.get("/notifications", as_=owner)).text
    assert "<b>ada</b> has joined" in page
    assert "Gesso</b> has joined" not in page
    sent = {"account_id": str(bo.id), "comment": "Spam"}
    for _twice in range(2):
        await world.api("POST", "/api/v1/reports", as_=ada, json=sent)
    await world.work()
    page = (await world.get("/notifications", as_=owner)).text
    assert page.count("<b>ada</b> reported somebody") == 1
    assert 'href="/settings/reports"' in page
    for other in (ada, bo):
        page = (await world.get("/notifications", as_=other)).text
        assert "reported somebody" not in page
        assert "has joined" not in page


async def test_owners_apps_are_told_too(world: World) -> None:
    owner = await world.owner()
    ada, bo = await world.people("ada", "bo")
    await world.work()
    joined = (await world.api("GET", "/api/v1/notifications", as_=owner)).json()
    assert {(one["type"], one["account"]["acct"]) for one in joined} == {
        ("admin.sign_up", "ada"),
        ("admin.sign_up", "bo"),
    }
    sent = {"account_id": str(bo.id), "comment": "Spam", "category": "spam"}
    await world.api("POST", "/api/v1/reports", as_=ada, json=sent)
    await world.work()
    (told,) = (
        await world.api("GET", "/api/v1/notifications?types[]=admin.report", as_=owner)
    ).json()
    assert (told["type"], told["account"]["acct"]) == ("admin.report", "ada")
    assert (told["report"]["comment"], told["report"]["category"]) == ("Spam", "spam")
    assert told["report"]["target_account"]["acct"] == "bo"
    one = (await world.api("GET", f"/api/v1/notifications/{told['id']}", as_=owner)).json()
    assert one["report"] == told["report"]
    grouped = (
        await world.api("GET", "/api/v2/notifications?types[]=admin.report", as_=owner)
    ).json()
    assert grouped["notification_groups"][0]["report"]["id"] == told["report"]["id"]
    for other in (ada, bo):
        assert (await world.api("GET", "/api/v1/notifications", as_=other)).json() == []


async def test_followers_go_along(world: World) -> None:
    old, new, bo, cy, di = await world.people("old", "new", "bo", "cy", "di")
    for follower in (bo, cy, di, new):
        await world.follow(follower, old)
    await world.follow(cy, new)
    await world.block(di, new)
    await world.move(old, new)
    await world.work()
    followers = (await world.api("GET", f"/api/v1/accounts/{new.id}/followers", as_=bo)).json()
    assert {one["acct"] for one in followers} == {"bo", "cy"}
    left = (await world.api("GET", f"/api/v1/accounts/{old.id}/followers", as_=bo)).json()
    assert {one["acct"] for one in left} == {"di", "new"}


async def test_a_locked_account_is_asked(world: World) -> None:
    old, new, bo = await world.people("old", "new", "bo")
    await world.lock(new)
    await world.follow(bo, old)
    await world.move(old, new)
    await world.work()
    asked = (await world.api("GET", "/api/v1/follow_requests", as_=new)).json()
    assert [one["acct"] for one in asked] == ["bo"]


async def test_many_go_along_some_at_a_time(world: World) -> None:
    old, new = await world.people("old", "new")
    async with world.database.write() as tx:
        await tx.run(
            """WITH made AS (
                   INSERT INTO accounts (handle, email, password_hash, role, name, training)
                   SELECT 'f' || n, 'f' || n || '@example.org', '!', 'member', '', 'deny'
                   FROM generate_series(1, $2) n RETURNING id)
               INSERT INTO follows (follower_id, followee_id) SELECT id, $1 FROM made""",
            old.id,
            2 * CHUNK + 3,
        )
    await world.move(old, new)
    await world.work(60)
    async with world.database.read() as tx:
        count = await tx.value("SELECT count(*) FROM follows WHERE followee_id = $1", new.id)
        left = await tx.value("SELECT count(*) FROM follows WHERE followee_id = $1", old.id)
    assert (count, left) == (2 * CHUNK + 3, 0)


async def test_nobody_goes_along_with_a_move_that_was_taken_back(world: World) -> None:
    old, new, bo = await world.people("old", "new", "bo")
    await world.follow(bo, old)
    await world.move(old, new)
    await moving.move(world.database, old.id, "")
    await world.work()
    assert (await world.api("GET", f"/api/v1/accounts/{new.id}/followers", as_=bo)).json() == []


async def test_posts_of_a_person_with_a_hashtag(world: World) -> None:
    ada, bo, cy = await world.people("ada", "bo", "cy")
    public = await world.post(by=ada, text="One #Harbour")
    hidden = await world.post(by=ada, text="Two #harbour", visibility="followers")
    await world.post(by=ada, text="Three #other")
    await world.post(by=bo, text="Four #harbour")
    await world.follow(bo, ada)
    path = f"/api/v1/accounts/{ada.id}/statuses"

    async def ids(who: object, tag: str) -> list[str]:
        answer = await world.api("GET", f"{path}?tagged={tag}", as_=who)  # type: ignore[arg-type]
        return [one["id"] for one in answer.json()]

    assert await ids(bo, "HARBOUR") == [str(hidden.id), str(public.id)]
    assert await ids(cy, "%23harbour") == [str(public.id)]
    assert await ids(cy, "nothing") == []
    assert await ids(cy, "%21") == []
