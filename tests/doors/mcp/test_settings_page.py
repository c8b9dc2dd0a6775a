"""The page that leads a person through connecting an assistant, and cuts one off."""

from __future__ import annotations

import html
import re

from doors.mcp.guest import guest
from doors.mcp.test_letting_in import agree, hand_in, is_in, register
from world import World

PAGE = "/settings/assistants"


async def test_three_steps_for_each_kind_of_host(world: World) -> None:
    ada = await world.person("ada")
    page = await world.get(PAGE, as_=ada)
    assert page.status_code == 200
    assert "data-copy-source>http://testserver/mcp<" in page.text
    for host in ("ChatGPT", "Claude", "An editor"):
        told = page.text.partition(f'<b class="link">{host}</b>')[2].partition("</ol>")[0]
        assert told.count("<li>") == 3, host
    assert '"type": "http"' in html.unescape(page.text)
    assert "None yet." in page.text
    assert (await world.get(PAGE)).headers["location"].startswith("/sign-in")
    assert f'href="{PAGE}"' in (await world.get("/settings/profile", as_=ada)).text


async def test_an_assistant_is_listed_with_what_it_may_and_when_it_did_it(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    client = (await register(world, client_name="Chat <b>"))["client_id"]
    code = (await agree(world, ada, client, scope="read:statuses write:favourites"))["code"]
    token = (await hand_in(world, client_id=client, code=code))["access_token"]
    page = await world.get(PAGE, as_=ada)
    assert "Chat &lt;b&gt;" in page.text
    assert "never used" in page.text
    assert "like posts and take likes back" in page.text
    assert await is_in(world, token)
    page = await world.get(PAGE, as_=ada)
    assert "last used" in page.text
    assert "Chat &lt;b&gt;" not in (await world.get(PAGE, as_=bo)).text
    # The hour's token is not among the programs with access to the API.
    assert "Chat &lt;b&gt;" not in (await world.get("/settings/sessions", as_=ada)).text


async def test_cutting_off_works_at_once_and_for_every_device(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    client = (await register(world))["client_id"]
    granted = [
        await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])
        for _ in range(2)
    ]
    theirs = await hand_in(world, client_id=client, code=(await agree(world, bo, client))["code"])
    page = await world.get(PAGE, as_=ada)
    way = re.search(rf'action="({PAGE}/\d+/cut-off)"', page.text)
    assert way is not None
    async with guest(world, ada, token=granted[0]["access_token"]) as open_client:
        assert not (await open_client.call_tool("browse_feed", {})).is_error
        assert (await world.post_form(way[1], as_=ada)).status_code == 303
        for got in granted:
            assert not await is_in(world, got["access_token"])
            sent = {"client_id": client, "refresh_token": got["refresh_token"]}
            again = await hand_in(world, grant_type="refresh_token", **sent)
            assert again["error"] == "invalid_grant"
    assert await is_in(world, theirs["access_token"]), "bo said nothing of the kind"
    assert (await world.post_form(way[1], as_=ada)).status_code == 303, "twice is fine"
    assert "None yet." in (await world.get(PAGE, as_=ada)).text


async def test_a_token_by_hand_is_good_here_alone(world: World) -> None:
    ada = await world.person("ada")
    made = await world.post_form(f"{PAGE}/tokens", {"name": "My editor"}, as_=ada)
    found = re.search(r"data-copy-source data-private>([\w-]{40,})<", made.text)
    assert found is not None
    assert made.headers["cache-control"] == "no-store"
    back = await world.get(f"{PAGE}/tokens", as_=ada)
    assert (back.status_code, back.headers["location"]) == (303, PAGE), "a reload is no error"
    token = found[1]
    assert await is_in(world, token)
    assert (await world.api("GET", "/api/v1/timelines/home", token=token)).status_code == 401
    page = await world.get(PAGE, as_=ada)
    assert "My editor" in page.text
    assert token not in page.text
    way = re.search(rf'action="({PAGE}/tokens/\d+/revoke)"', page.text)
    assert way is not None
    bo = await world.person("bo")
    await world.post_form(way[1], as_=bo)
    assert await is_in(world, token), "somebody else's button does nothing"
    await world.post_form(way[1], as_=ada)
    assert not await is_in(world, token)


async def test_a_token_by_hand_only_looks_unless_more_is_ticked(world: World) -> None:
    ada = await world.person("ada")
    for ticked, writes in (({}, False), ({"writes": "yes"}, True)):
        await world.post_form(f"{PAGE}/tokens", {"name": "x", **ticked}, as_=ada)
        async with world.database.read() as tx:
            scopes = await tx.value("SELECT scopes FROM access_tokens ORDER BY id DESC LIMIT 1")
        assert any(scope.startswith("write") for scope in scopes) == writes
