"""The library: one's own pictures found, marked, put in folders, brought along and deleted."""

from __future__ import annotations

import asyncio
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from affresco.accounts import limits
from affresco.studio.library import access, commands
from affresco.studio.library.errors import FolderNotFound, PictureNotFound
from affresco.studio.library.model import FOLDERS_LIMIT
from pictures import painting, saved
from world import Resident, World

PAGE = "/studio/library"


async def make(world: World, who: Resident, prompt: str, count: int = 1) -> list[int]:
    sent = {"prompt": prompt, "count": str(count), "idempotency_key": prompt}
    answer = await world.post_form("/generations", sent, as_=who)
    assert answer.status_code == 303, answer.text
    await world.work()
    page = (await world.get(answer.headers["location"], as_=who)).text
    return [int(found) for found in re.findall(r'href="/studio/pictures/(\d+)"', page)]


async def bring(world: World, who: Resident, alt: str = "a rock") -> int:
    picture = saved(painting((320, 240)), "PNG")
    answer = await world.post_form(
        "/studio/uploads", {"alt": alt}, as_=who, files={"file": ("r.png", picture, "image/png")}
    )
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rpartition("/")[2])


async def shown(world: World, who: Resident, query: str = "") -> list[int]:
    page = (await world.get(f"{PAGE}?{query}", as_=who)).text
    return [int(found) for found in re.findall(r'name="media_id" value="(\d+)"', page)]


async def folder(world: World, who: Resident, name: str) -> int:
    answer = await world.post_form(f"{PAGE}/folders", {"name": name}, as_=who)
    found = re.search(r"folder=(\d+)", answer.headers["location"])
    assert found is not None, "the folder was not made"
    return int(found[1])


async def test_a_picture_without_a_description_has_a_name_all_the_same(world: World) -> None:
    (ada,) = await world.people("ada")
    rock = await bring(world, ada, alt="")
    page = (await world.get(PAGE, as_=ada)).text
    assert re.search(rf'href="/studio/pictures/{rock}" aria-label="brought along"', page)
    assert "Choose: brought along" in page
    bench = (await world.get(f"/studio/pictures/{rock}", as_=ada)).text
    assert re.search(r'data-lightbox aria-label="[^"]+"', bench)
    assert "The file said nothing of its origin." in bench


async def test_pictures_are_found_by_words_engine_kind_and_date(world: World) -> None:
    (ada,) = await world.people("ada")
    (fox,) = await make(world, ada, "A red Fox in the snow")
    (boat,) = await make(world, ada, "a boat on the lake")
    rock = await bring(world, ada)
    assert await shown(world, ada) == [rock, boat, fox]
    assert await shown(world, ada, "q=fox") == [fox]
    assert await shown(world, ada, "q=fo+SNO") == [fox]
    assert await shown(world, ada, "q=rock") == [rock]
    assert await shown(world, ada, "q=fox+boat") == []
    assert await shown(world, ada, "kind=uploads") == [rock]
    assert await shown(world, ada, "kind=made&engine=illustrator") == [boat, fox]
    assert await shown(world, ada, "engine=crayons") == []
    today = datetime.now(UTC).date()
    assert len(await shown(world, ada, f"since={today}&until={today}")) == 3
    assert await shown(world, ada, f"until={today - timedelta(days=1)}") == []


@pytest.mark.parametrize(
    "query",
    [
        "q=%26+%7C+!+()'%3A*",
        "q=" + "x" * 5000,
        "since=tomorrow",
        "folder=²",
        "kind=all",
        "q=%00",
        "engine=%00",
        "until=9999-12-31",
    ],
)
async def test_odd_searches_do_no_harm(world: World, query: str) -> None:
    (ada,) = await world.people("ada")
    assert (await world.get(f"{PAGE}?{query}", as_=ada)).status_code == 200


async def test_a_library_is_ones_own(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    (fox,) = await make(world, ada, "a fox")
    own = await folder(world, ada, "mine")
    assert await shown(world, bo) == []
    assert (await world.get(f"{PAGE}?folder={own}", as_=bo)).status_code == 404
    mark = f"/studio/pictures/{fox}/favourite"
    assert (await world.post_form(mark, {"favourite": "true"}, as_=bo)).status_code == 404
    chosen = {"media_id": str(fox), "action": "delete"}
    assert (await world.post_form(f"{PAGE}/chosen", chosen, as_=bo)).status_code == 404
    for path in (f"{PAGE}/folders/{own}/delete", f"{PAGE}/folders/{own}"):
        await world.post_form(path, {"name": "yours"}, as_=bo)
    assert await shown(world, ada) == [fox]
    assert "mine" in (await world.get(PAGE, as_=ada)).text


async def test_favourites(world: World) -> None:
    (ada,) = await world.people("ada")
    (fox,) = await make(world, ada, "a fox")
    await make(world, ada, "a boat")
    path = f"/studio/pictures/{fox}/favourite"
    for _ in range(2):
        await world.post_form(path, {"favourite": "true"}, as_=ada)
        assert await shown(world, ada, "kind=favourites") == [fox]
    await world.post_form(path, {"favourite": "false"}, as_=ada)
    assert await shown(world, ada, "kind=favourites") == []


async def test_folders(world: World) -> None:
    (ada,) = await world.people("ada")
    made = await make(world, ada, "a fox", count=3)
    birds = await folder(world, ada, " bîrds ")
    chosen = {"media_id": [str(i) for i in made[:2]], "folder": str(birds), "action": "move"}
    await world.post_form(f"{PAGE}/chosen", chosen, as_=ada)
    assert await shown(world, ada, f"folder={birds}") == sorted(made[:2], reverse=True)
    await world.post_form(f"{PAGE}/folders/{birds}", {"name": "beasts"}, as_=ada)
    assert "beasts" in (await world.get(PAGE, as_=ada)).text
    out = {"media_id": str(made[0]), "folder": "", "action": "move"}
    await world.post_form(f"{PAGE}/chosen", out, as_=ada)
    assert await shown(world, ada, f"folder={birds}") == [made[1]]
    await world.post_form(f"{PAGE}/folders/{birds}/delete", as_=ada)
    assert len(await shown(world, ada)) == 3


@pytest.mark.parametrize("what", ["picture", "folder"])
async def test_nothing_is_put_where_something_was_deleted_at_the_same_time(
    world: World, what: str
) -> None:
    """Putting waits for the deletion, which is not committed when it begins, and then says what is gone."""
    (ada,) = await world.people("ada")
    rock, birds = await bring(world, ada), await folder(world, ada, "birds")
    async with world.database.write() as tx:
        if what == "picture":
            await tx.run("DELETE FROM media WHERE id = $1", rock)
        else:
            await tx.run("DELETE FROM folders WHERE id = $1", birds)
        putting = asyncio.create_task(commands.put(world.database, ada.id, [rock], birds))
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while not await tx.value(waiting):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
    with pytest.raises(PictureNotFound if what == "picture" else FolderNotFound):
        await putting


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\u202e"])
async def test_a_folder_needs_a_name(world: World, name: str) -> None:
    (ada,) = await world.people("ada")
    answer = await world.post_form(f"{PAGE}/folders", {"name": name}, as_=ada)
    assert "folder=" not in answer.headers["location"]
    async with world.database.read() as tx:
        assert await access.folders(tx, ada.id) == ()


async def test_one_folder_of_a_name_and_not_too_many(world: World) -> None:
    (ada,) = await world.people("ada")
    await folder(world, ada, "birds")
    again = await world.post_form(f"{PAGE}/folders", {"name": "birds"}, as_=ada)
    assert "folder=" not in again.headers["location"]
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO folders (account_id, name)
               SELECT $1, 'f' || n FROM generate_series(2, $2) AS n""",
            ada.id,
            FOLDERS_LIMIT,
        )
    more = await world.post_form(f"{PAGE}/folders", {"name": "one more"}, as_=ada)
    assert "folder=" not in more.headers["location"]


async def test_what_is_deleted_is_gone_with_its_files(world: World) -> None:
    (ada,) = await world.people("ada")
    (fox,) = await make(world, ada, "a fox")
    page = (await world.get(f"/studio/pictures/{fox}", as_=ada)).text
    source = re.search(r'href="(/media/[^"]+)"', page)
    assert source is not None
    assert (await world.get(source[1], as_=ada)).status_code == 200
    await world.post_form(f"{PAGE}/chosen", {"media_id": str(fox), "action": "delete"}, as_=ada)
    assert await shown(world, ada) == []
    await world.work()
    assert (await world.get(source[1], as_=ada)).status_code == 404


async def test_a_picture_on_the_wall_stays_there(world: World) -> None:
    (ada,) = await world.people("ada")
    fox, hare = await make(world, ada, "a fox", count=2)
    posted = await world.post_form("/publish", {"media_id": str(fox)}, as_=ada)
    chosen = {"media_id": [str(fox), str(hare)], "action": "delete"}
    await world.post_form(f"{PAGE}/chosen", chosen, as_=ada)
    assert sorted(await shown(world, ada)) == sorted([fox, hare]), "neither is deleted"
    assert (await world.get(posted.headers["location"], as_=ada)).status_code == 200


async def test_an_upload_is_cleaned_kept_and_can_be_published(world: World) -> None:
    (ada,) = await world.people("ada")
    exif = Image.Exif()
    exif[0x9286] = "taken at home"
    from_camera = Image.new("RGB", (64, 64), "green")
    data = saved(from_camera, "JPEG", exif=exif)  # type: ignore[arg-type]
    answer = await world.post_form(
        "/studio/uploads", {"alt": "a lawn"}, as_=ada, files={"file": ("l.jpg", data, "image/png")}
    )
    media_id = int(answer.headers["location"].rpartition("/")[2])
    page = (await world.get(f"/studio/pictures/{media_id}", as_=ada)).text
    source = re.search(r'href="(/media/[^"]+)"', page)
    assert source is not None
    kept = (await world.get(source[1], as_=ada)).content
    assert b"taken at home" in data
    assert b"taken at home" not in kept
    posted = await world.post_form("/publish", {"media_id": str(media_id)}, as_=ada)
    post = (await world.get(posted.headers["location"])).text
    assert "a lawn" in post
    assert "ai-mark" not in post, "nobody says that it was made by a machine"


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"x" * 100])
async def test_what_is_no_picture_is_refused(world: World, data: bytes) -> None:
    (ada,) = await world.people("ada")
    answer = await world.post_form(
        "/studio/uploads", {}, as_=ada, files={"file": ("p.png", data, "image/png")}
    )
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert await shown(world, ada) == []


async def test_an_upload_that_is_refused_comes_back_with_its_words(world: World) -> None:
    (ada,) = await world.people("ada")
    files = {"file": ("p.png", b"no picture", "image/png")}
    page = await world.post_form("/studio/uploads", {"alt": "a <lawn>"}, as_=ada, files=files)
    form = page.text.partition('action="/studio/uploads"')[2].partition("</form>")[0]
    assert 'id="file-error"' in form
    assert "a &lt;lawn&gt;</textarea>" in form
    assert "open" in page.text.partition('action="/studio/uploads"')[0].rpartition("<details")[2]
    picture = saved(painting((32, 32)), "PNG")
    files = {"file": ("p.png", picture, "image/png")}
    page = await world.post_form("/studio/uploads", {"alt": "x" * 1501}, as_=ada, files=files)
    assert page.status_code == 422
    assert 'id="alt-error"' in page.text
    assert "x" * 1501 in page.text


@pytest.mark.parametrize(("form", "frames"), [("GIF", 3), ("WEBP", 2), ("PNG", 2), ("GIF", 1)])
async def test_of_a_picture_that_moves_one_is_told_what_is_kept(
    world: World, form: str, frames: int
) -> None:
    (ada,) = await world.people("ada")
    first, *more = [Image.new("RGB", (40, 40), (80 * n, 0, 0)) for n in range(frames)]
    file = io.BytesIO()
    first.save(file, form, save_all=frames > 1, append_images=more)
    answer = await world.post_form(
        "/studio/uploads", {}, as_=ada, files={"file": ("m", file.getvalue(), "image/gif")}
    )
    page = (await world.get(answer.headers["location"], as_=ada)).text
    assert ("the first frame is kept" in page) == (frames > 1)


async def test_a_page_of_the_library_takes_few_queries(world: World) -> None:
    (ada,) = await world.people("ada")
    await make(world, ada, "a fox", count=4)
    async with world.counting() as seen:
        await world.get(PAGE, as_=ada)
    assert len(seen) <= 7, seen


def test_words_become_beginnings_of_words() -> None:
    assert access.terms("Red  fox!") == "red:* & fox:*"
    assert access.terms(" &|! ") is None
    assert access.terms("perché") == "perché:*"


async def test_one_person_brings_so_many_a_day(world: World) -> None:
    (ada,) = await world.people("ada")
    limit = limits.UPLOADS_BY_ACCOUNT
    for _ in range(limit.hits):
        await limits.hit(world.database, limit.key(str(ada.id)), 10**6, limit.seconds)
    picture = saved(painting((32, 32)), "PNG")
    answer = await world.post_form(
        "/studio/uploads", {}, as_=ada, files={"file": ("r.png", picture, "image/png")}
    )
    assert answer.status_code == 429
    assert await shown(world, ada) == []
