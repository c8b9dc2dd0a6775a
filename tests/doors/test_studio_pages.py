"""The studio through its pages: from the form to the pictures, with everything that can go wrong."""

from __future__ import annotations

import asyncio
import re

import pytest

from affresco.studio import jobs, watching
from affresco.studio.engines.builtin import Illustrator
from affresco.studio.errors import EngineRefused
from world import Resident, World

FORM = {"prompt": "a quiet harbour", "count": "2", "format": "3:2", "idempotency_key": "k1"}


async def begin(world: World, who: Resident, **fields: str) -> str:
    """The path of a new job's page."""
    answer = await world.post_form("/generations", {**FORM, **fields}, as_=who)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_from_the_form_to_the_pictures(world: World) -> None:
    (ada,) = await world.people("ada")
    page = await begin(world, ada)
    waiting = await world.get(page, as_=ada)
    assert 'data-state="queued"' in waiting.text
    assert "a quiet harbour" in waiting.text
    await world.work()
    done = await world.get(page, as_=ada)
    assert 'data-state="done"' in done.text
    chosen = re.findall(r'name="media_id" value="(\d+)"', done.text)
    assert len(chosen) == 2
    published = await world.get(f"/publish?media_id={chosen[0]}", as_=ada)
    assert published.status_code == 200
    panel = await world.get(f"{page}/panel", as_=ada)
    assert panel.text.count("data-slot") == 2
    assert "<html" not in panel.text
    source = re.search(r'src="(/media/[^"]+)"', done.text)
    assert source is not None
    picture = await world.get(source[1], as_=ada)
    assert picture.headers["content-type"] == "image/webp"


async def test_what_is_published_leads_to_its_post(world: World) -> None:
    (ada,) = await world.people("ada")
    page = await begin(world, ada)
    await world.work()
    first, second = re.findall(
        r'name="media_id" value="(\d+)"', (await world.get(page, as_=ada)).text
    )
    answer = await world.post_form("/publish", {"media_id": first}, as_=ada)
    assert answer.status_code == 303, answer.text
    after = (await world.get(page, as_=ada)).text
    assert f'href="{answer.headers["location"]}"' in after
    assert re.findall(r'name="media_id" value="(\d+)"', after) == [second]


async def test_what_was_understood_leads_to_where_it_is_put_right(world: World) -> None:
    (ada,) = await world.people("ada")
    world.engines["illustrator"] = Illustrator()
    page = await begin(world, ada, prompt="a dog riding a bicycle in a kitchen, zzquark", count="1")
    await world.work()
    done = (await world.get(page, as_=ada)).text
    chips = re.findall(r'href="(/studio/pictures/\d+)#(fact-\d+)"[^>]*>([^<]+)<', done)
    assert [text for *_, text in chips] == [
        "Subject: dog", "Subject: bicycle · rides", "Place: a kitchen",
    ]  # fmt: skip
    assert "Not drawn: zzquark" in done
    bench, _, _ = chips[0]
    fields = (await world.get(bench, as_=ada)).text
    for (_, place, _), value in zip(chips, ("dog", "bicycle", "a kitchen"), strict=True):
        assert f'id="{place}" name="fix_value" value="{value}"' in fields


async def test_pictures_of_several_prompts_have_chips_of_their_own(world: World) -> None:
    (ada,) = await world.people("ada")
    world.engines["illustrator"] = Illustrator()
    page = await begin(world, ada, prompt="a {cat|dog} in a kitchen")
    await world.work()
    done = (await world.get(page, as_=ada)).text
    rows = re.findall(r'(?s)<ul class="chips readings".*?</ul>', done)
    read = [re.findall(r">Subject: (\w+)<", row) for row in rows]
    assert sorted(read) == [["cat"], ["dog"]]  # by chance, which is first
    assert done.count("Place: a kitchen") == 2


async def test_a_second_click_makes_no_second_job(world: World) -> None:
    (ada,) = await world.people("ada")
    pages = await asyncio.gather(*(begin(world, ada) for _ in range(5)))
    assert len(set(pages)) == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"prompt": "   "}, "Say in a few words"),
        ({"prompt": "\x00\u202e"}, "Say in a few words"),
        ({"prompt": "fox " * 2500}, "at most 2000"),
        ({"engine": "crayons"}, "no engine of this name"),
        ({"count": "9"}, "Choose 1 to 4"),
        ({"remix_of_id": "42"}, "was deleted or is not for you"),
    ],
)
async def test_a_mistake_gives_the_form_back_with_what_was_typed(
    world: World, fields: dict[str, str], says: str
) -> None:
    (ada,) = await world.people("ada")
    answer = await world.post_form("/generations", {**FORM, **fields}, as_=ada)
    assert answer.status_code in (404, 422)
    assert says in answer.text
    assert fields.get("prompt", FORM["prompt"]).replace("\x00", "").strip() in answer.text
    assert re.search(r'value="3:2"\s+checked', answer.text)


async def test_strangers_sign_in_first(world: World) -> None:
    for answer in (
        await world.get("/studio"),
        await world.get("/generations/1"),
        await world.post_form("/generations", FORM),
    ):
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


async def test_a_job_is_its_owners_alone(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    page = await begin(world, ada)
    for path in (page, f"{page}/panel", f"{page}/events", f"{page}/candidates/0/preview.webp"):
        assert (await world.get(path, as_=bo)).status_code == 404
    for path in (f"{page}/cancel", f"{page}/retry"):
        assert (await world.post_form(path, as_=bo)).status_code == 404
    for number in ("999", str(2**63), str(2**70)):
        assert (await world.get(f"/generations/{number}", as_=ada)).status_code == 404
    assert 'data-state="queued"' in (await world.get(page, as_=ada)).text


async def test_it_can_be_followed_live(world: World) -> None:
    (ada,) = await world.people("ada")
    page = await begin(world, ada)
    async with world.stream(f"{page}/events", as_=ada) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert (await stream.next()).json() == {"state": "queued"}
        working = asyncio.create_task(world.work())
        heard = [await stream.next()]
        while heard[-1].event != "done":
            heard.append(await stream.next())
        await working
    names = [event.event for event in heard]
    assert names[0] == "state"
    assert names[-1] == "done"
    assert names.count("candidate") == 2
    made = next(event.json() for event in heard if event.event == "candidate")
    assert (await world.get(made["preview_url"], as_=ada)).status_code == 200
    assert made["index"] == 0

    async with world.stream(f"{page}/events", as_=ada) as stream:
        again = [(await stream.next()).event for _ in range(4)]
    assert again == ["state", "candidate", "candidate", "done"]


async def test_while_no_worker_is_there_the_page_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "HEARTBEAT_SECONDS", 0.05)
    ada = await world.person("ada", locale="it")
    page = await begin(world, ada)
    assert "non dipinge nessuno" in (await world.get(page, as_=ada)).text
    async with world.stream(f"{page}/events", as_=ada) as events:
        assert (await events.next()).json() == {"state": "queued"}
        assert "non dipinge nessuno" in (await events.next()).json()["text"]
    await world.work()
    assert 'data-state="done"' in (await world.get(page, as_=ada)).text


async def test_a_first_look_is_for_its_owner(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    page = await begin(world, ada)
    job = int(page.rpartition("/")[2])
    ticket = await jobs.take(world.database, job)
    assert ticket is not None
    await jobs.save_preview(world.database, ticket, 1, b"RIFF....WEBP")
    look = f"{page}/candidates/1/preview.webp"
    shown = await world.get(look, as_=ada)
    assert shown.content == b"RIFF....WEBP"
    assert shown.headers["content-type"] == "image/webp"
    assert (await world.get(look, as_=bo)).status_code == 404
    assert (await world.get(f"{page}/candidates/7/preview.webp", as_=ada)).status_code == 404
    async with world.stream(f"{page}/events", as_=ada) as stream:
        await stream.next()
        assert (await stream.next()).json() == {"index": 1, "url": look}


async def test_cancel_and_try_again(world: World) -> None:
    (ada,) = await world.people("ada")
    page = await begin(world, ada)
    for _ in range(2):
        answer = await world.post_form(f"{page}/cancel", as_=ada)
        assert answer.headers["location"] == page
    assert 'data-state="cancelled"' in (await world.get(page, as_=ada)).text
    for _ in range(2):
        assert (await world.post_form(f"{page}/retry", as_=ada)).status_code == 303
    await world.work()
    assert 'data-state="done"' in (await world.get(page, as_=ada)).text


async def test_a_failure_says_why_and_offers_another_try(world: World) -> None:
    (ada,) = await world.people("ada")
    page = await begin(world, ada)
    ticket = await jobs.take(world.database, int(page.rpartition("/")[2]))
    assert ticket is not None
    await jobs.fail(world.database, ticket, EngineRefused(reason="no <dragons>"))
    failed = await world.get(page, as_=ada)
    assert "no &lt;dragons&gt;" in failed.text
    assert f'formaction="{page}/retry"' in failed.text
    async with world.stream(f"{page}/events", as_=ada) as stream:
        events = [await stream.next(), await stream.next()]
    assert events[0].json() == {"state": "failed"}
    assert "dragons" in events[1].json()["text"]


async def test_too_many_jobs_are_said_kindly(world: World) -> None:
    (ada,) = await world.people("ada")
    for number in range(5):
        await begin(world, ada, idempotency_key=f"k{number}", count="1")
    answer = await world.post_form("/generations", {**FORM, "idempotency_key": "k9"}, as_=ada)
    assert answer.status_code == 429
    assert "5 of your jobs are under way" in answer.text
    assert FORM["prompt"] in answer.text


async def test_remixing_asks_the_author_first(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    free = await world.post(by=ada, pictures=1, prompt="a fox")
    closed = await world.post(by=ada, pictures=1, remix_policy="nobody")
    hidden = await world.post(by=ada, pictures=1, visibility="private")
    remixed = await begin(world, bo, remix_of_id=str(free.id))
    again = f'name="remix_of_id" value="{free.id}"'
    assert again in (await world.get(remixed, as_=bo)).text
    for post, status in ((closed, 403), (hidden, 404)):
        fields = {**FORM, "remix_of_id": str(post.id), "idempotency_key": "x"}
        answer = await world.post_form("/generations", fields, as_=bo)
        assert answer.status_code == status
        assert FORM["prompt"] in answer.text


async def test_the_studio_lists_ones_jobs_in_pages(world: World) -> None:
    (ada,) = await world.people("ada")
    empty = await world.get("/studio", as_=ada)
    assert "Nothing on the easel yet" in empty.text
    made = []
    for number in range(12):
        made.append(await begin(world, ada, idempotency_key=f"k{number}", count="1"))
        await world.post_form(f"{made[-1]}/cancel", as_=ada)
    first = await world.get("/studio", as_=ada)
    assert first.text.count("data-generation=") == 10
    more = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert more is not None
    second = await world.get(more[1], as_=ada)
    assert second.text.count("data-generation=") == 2
    assert 'rel="next"' not in second.text


async def test_queries_do_not_grow_with_jobs(world: World) -> None:
    (ada,) = await world.people("ada")

    async def queries() -> int:
        async with world.counting() as seen:
            await world.get("/studio", as_=ada)
        return len(seen)

    await begin(world, ada)
    await queries()
    one = await queries()
    for number in range(4):
        await begin(world, ada, idempotency_key=f"n{number}")
    assert await queries() == one


async def test_pictures_are_kept_for_ever_and_named_when_taken_along(world: World) -> None:
    (ada,) = await world.people("ada")
    media = await world.picture(by=ada)
    async with world.database.write() as tx:
        await tx.run("UPDATE media SET alt = 'Un porto è quieto, all''alba'")
    await world.post(by=ada, pictures=[media])
    path = media.path("original")
    first = await world.get(path)
    assert first.status_code == 200
    assert "immutable" in first.headers["cache-control"]
    assert first.headers["x-content-type-options"] == "nosniff"
    same = await world.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert same.status_code == 304
    assert same.content == b""
    taken = await world.get(f"{path}?download=1")
    disposition = taken.headers["content-disposition"]
    assert 'filename="un-porto-e-quieto-all-alba.webp"' in disposition
    assert "filename*=UTF-8''un-porto-%C3%A8-quieto-all-alba.webp" in disposition
    for absent in (
        f"/media/{media.key}/huge.webp",
        f"/media/{'0' * 32}/original.webp",
        f"/media/{media.key}/original.exe",
        "/media/..%2f..%2fetc/passwd.webp",
    ):
        assert (await world.get(absent)).status_code == 404
