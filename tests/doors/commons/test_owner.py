"""The owners' page of the commons: counts, releases made when asked for, consumers and their keys."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

from affresco.accounts import sessions
from affresco.accounts.model import Viewer
from affresco.commons import consumers, owner
from affresco.commons.sequencing import sequence
from affresco.web import plots
from doors.commons.giving import STREAM, consumer, giver
from world import Resident, World

PAGE = "/settings/commons"
NEW = {
    "name": "a laboratory",
    "contact": "lab@example.org",
    "purpose": "to learn how people draw",
    "scopes": "stream",
}


async def viewer(world: World, who: Resident) -> Viewer:
    found = await sessions.find_viewer(world.database, who.session)
    assert found is not None
    return found


async def made(world: World, by: Resident) -> tuple[str, int]:
    """The key of a consumer that was added on the page, and its id."""
    page = await world.post_form(f"{PAGE}/consumers", NEW, as_=by)
    assert page.status_code == 200, page.text
    assert page.headers["cache-control"] == "no-store"
    found = re.search(r"affc_[\w-]+", page.text)
    assert found is not None
    (one,) = await consumers.list_all(world.database)
    return found.group(), one.id


async def test_only_owners_come_in(world: World) -> None:
    ada = await world.person("ada")
    for path in (PAGE, f"{PAGE}/counts", f"{PAGE}/build"):
        assert (await world.get(path, as_=ada)).status_code == 403
    for path in ("releases", "consumers", "consumers/1/rotate", "consumers/1/revoke"):
        sent = await world.post_form(f"{PAGE}/{path}", NEW, as_=ada)
        assert sent.status_code == 403, path
    assert await consumers.list_all(world.database) == ()


async def test_what_people_give_is_counted_once(world: World) -> None:
    boss, ada, bo = await world.owner(), await giver(world, "ada"), await world.person("bo")
    post = await world.post(by=ada, pictures=1, prompt="a harbour", training="allow")
    await world.post(by=bo)
    await sequence(world.database)
    for _time in range(2):
        page = await owner.overview(world.database, await viewer(world, boss))
        assert (page.given, page.passed_on, page.waiting) == (1, 1, 0)
        assert page.entries == page.head == 1
        assert [(one.kind, one.entries) for one in page.yields] == [("post", 1)]
        assert [(one.name, one.number) for one in page.licences] == [("CC BY", 1)]
        assert [(one.name, one.number) for one in page.languages] == [("en", 1)]
        people = {one.name: (one.number, one.of) for one in page.people}
        assert people == {
            "training": (1, 3),
            "licence": (1, 3),
            "choices": (1, 3),
            "credit": (0, 3),
        }
    choosing = await giver(world, "cy")
    await world.like(choosing, post)
    await sequence(world.database)
    shown = (await world.get(PAGE, as_=boss)).text
    assert "Likes: 1; the table says each day" in shown
    assert "<title>" in shown
    part = (await world.get(f"{PAGE}/counts", as_=boss)).text
    assert "<html" not in part
    assert "Likes: 1" in part


async def test_a_key_is_shown_once_and_opens_the_stream(world: World) -> None:
    boss = await world.owner()
    key, consumer_id = await made(world, boss)
    assert key not in (await world.get(PAGE, as_=boss)).text
    await consumers.accept_terms(world.database, consumer_id, consumers.TERMS_VERSION)
    assert (await world.api("GET", STREAM, token=key)).status_code == 200
    turned = await world.post_form(f"{PAGE}/consumers/{consumer_id}/rotate", as_=boss)
    newer = re.search(r"affc_[\w-]+", turned.text)
    assert newer is not None
    assert (await world.api("GET", STREAM, token=key)).status_code == 401
    assert (await world.api("GET", STREAM, token=newer.group())).status_code == 200
    await world.post_form(
        f"{PAGE}/consumers/{consumer_id}/scopes", {"scopes": "datasets"}, as_=boss
    )
    assert (await world.api("GET", STREAM, token=newer.group())).status_code == 403
    await world.post_form(f"{PAGE}/consumers/{consumer_id}/revoke", as_=boss)
    assert (await world.api("GET", STREAM, token=newer.group())).status_code == 401
    assert "shut out" in (await world.get(PAGE, as_=boss)).text


async def test_a_form_that_is_wrong_loses_nothing(world: World) -> None:
    boss = await world.owner()
    page = await world.post_form(f"{PAGE}/consumers", {**NEW, "purpose": " "}, as_=boss)
    assert page.status_code == 422
    assert 'value="a laboratory"' in page.text
    assert "purpose is missing or too long" in page.text
    none = {name: value for name, value in NEW.items() if name != "scopes"}
    page = await world.post_form(f"{PAGE}/consumers", none, as_=boss)
    assert page.status_code == 422
    assert "Scopes of a consumer are some of" in page.text
    gone = await world.post_form(f"{PAGE}/consumers/77/rotate", as_=boss)
    assert gone.status_code == 303
    assert "There is no such consumer" in (await world.get(PAGE, as_=boss)).text


async def test_the_page_says_how_far_behind_a_reader_is(world: World) -> None:
    boss, ada = await world.owner(), await giver(world, "ada")
    reader = await consumer(world)
    for _post in range(3):
        await world.post(by=ada, pictures=1, prompt="a harbour", training="allow")
    await sequence(world.database)
    assert "never seen" in (await world.get(PAGE, as_=boss)).text
    await consumers.note_progress(world.database, reader.id, 1)
    assert "2 entries behind" in (await world.get(PAGE, as_=boss)).text


async def test_a_release_is_made_by_a_worker(world: World) -> None:
    boss, ada = await world.owner(), await giver(world, "ada")
    await world.post(by=ada, pictures=1, prompt="a harbour", training="allow")
    await world.post_form(f"{PAGE}/releases", as_=boss)
    page = (await world.get(PAGE, as_=boss)).text
    assert "Make the next release" not in page
    assert "no worker is there" in page
    await world.post_form(f"{PAGE}/releases", as_=boss)
    assert "being made already" in (await world.get(PAGE, as_=boss)).text
    await world.work(60)
    page = (await world.get(f"{PAGE}/build", as_=boss)).text
    assert "Release 1 is made" in page
    assert "captions 1" in (await world.get(PAGE, as_=boss)).text
    await world.post_form(f"{PAGE}/releases", as_=boss)
    await world.work(60)
    assert "Nothing has changed since release 1" in (await world.get(PAGE, as_=boss)).text


async def test_a_release_of_nothing_says_why(world: World) -> None:
    boss = await world.owner()
    await world.post_form(f"{PAGE}/releases", as_=boss)
    await world.work(60)
    page = (await world.get(PAGE, as_=boss)).text
    assert "The last release was not made" in page
    assert "Make the next release" in page


def test_the_web_asks_for_releases_without_what_builds_them() -> None:
    code = "import sys, affresco.wiring; print([n for n in sys.modules if n.startswith('pyarrow')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_bars_stand_for_every_day() -> None:
    row = plots.row(
        "Likes", [(date(2026, 11, 20), 4), (date(2026, 11, 22), 1)], date(2026, 11, 22), 3
    )
    assert row.total == 5
    assert [number for _day, number in row.days] == [4, 0, 1]
    assert [bar.height for bar in row.bars] == [plots.HEIGHT, plots.HEIGHT / 4]
