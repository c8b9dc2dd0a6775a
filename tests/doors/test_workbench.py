"""The workbench: what is offered for a picture, what can be asked for, and the way one came."""

from __future__ import annotations

import io
import re
from importlib.metadata import EntryPoint

import pytest
from PIL import Image

from affresco.media import commands as media
from affresco.media.model import Media
from affresco.studio.engines import registry
from easel import Easel
from pictures import painting, saved
from world import Resident, World

TASKS = ("instruct", "image-to-image", "inpaint", "outpaint", "upscale")


@pytest.fixture
def easel(world: World, monkeypatch: pytest.MonkeyPatch) -> Easel:
    """An engine that can do everything, in the illustrator's place."""
    points = {"illustrator": EntryPoint("illustrator", "easel:KIND", registry.GROUP)}
    monkeypatch.setattr(registry, "installed", lambda: points)
    engine = world.engines["illustrator"]
    assert isinstance(engine, Easel)
    return engine


async def bring(world: World, who: Resident, size: tuple[int, int] = (1024, 1024)) -> Media:
    runtime = world.runtime
    encoded = media.encode(painting(size))
    return await media.save(runtime.database, runtime.store, who.id, "upload", encoded, "a rock")


async def ask(world: World, who: Resident, picture: int, **fields: str) -> str:
    """Order something for a picture, have it made; returns the page of the job."""
    sent = {"source_media_id": str(picture), "count": "1", **fields}
    answer = await world.post_form("/generations", sent, as_=who)
    assert answer.status_code == 303, answer.text
    await world.work()
    return str((await world.get(answer.headers["location"], as_=who)).text)


def made_in(page: str) -> int:
    found = re.search(r' work" href="/studio/pictures/(\d+)"', page)
    assert found is not None
    return int(found[1])


async def test_what_the_engine_can_do_is_offered(world: World, easel: Easel) -> None:
    (ada,) = await world.people("ada")
    picture = await bring(world, ada)
    page = (await world.get(f"/studio/pictures/{picture.id}", as_=ada)).text
    for task in TASKS:
        assert f'name="task" value="{task}"' in page
    assert "a rock" in page


async def test_what_no_engine_can_do_is_not_offered(world: World) -> None:
    """The illustrator begins from nothing but its own pictures."""
    (ada,) = await world.people("ada")
    picture = await bring(world, ada)
    page = (await world.get(f"/studio/pictures/{picture.id}", as_=ada)).text
    assert 'name="task"' not in page
    assert "No engine here can begin from this picture." in page


async def test_an_edit_is_a_step_on_the_way(world: World, easel: Easel) -> None:
    (ada,) = await world.people("ada")
    first = await bring(world, ada)
    page = await ask(world, ada, first.id, task="instruct", instruction="make it night")
    second = made_in(page)
    assert easel.asked[0].instruction == "make it night"
    assert re.search(rf'href="/studio/pictures/{first.id}">The picture it began from<', page)
    assert "edited: make it night" in page
    assert "Once more, or otherwise" not in page
    third = made_in(await ask(world, ada, second, task="image-to-image", strength="0.75"))
    assert easel.asked[1].strength == 0.75
    bench = (await world.get(f"/studio/pictures/{third}", as_=ada)).text
    way = bench[bench.index("The way to it") :]
    assert way.index(f"/studio/pictures/{first.id}") < way.index(f"/studio/pictures/{second}")
    assert "edited: make it night" in way
    assert "data-compare" in bench
    before = (await world.get(f"/studio/pictures/{first.id}", as_=ada)).text
    assert f"/studio/pictures/{second}" in before[before.index("Made from it") :]


async def test_extending_on_several_sides(world: World, easel: Easel) -> None:
    (ada,) = await world.people("ada")
    picture = await bring(world, ada)
    answer = await world.post_form(
        "/generations",
        {
            "task": "outpaint",
            "source_media_id": str(picture.id),
            "extend": ["left", "right"],
            "extend_by": "0.25",
            "count": "1",
        },
        as_=ada,
    )
    assert answer.status_code == 303, answer.text
    await world.work()
    assert (easel.asked[0].width, easel.asked[0].height) == (1536, 1024)


async def test_a_painted_mask_comes_as_a_file(world: World, easel: Easel) -> None:
    (ada,) = await world.people("ada")
    picture = await bring(world, ada)
    answer = await world.post_form(
        "/generations",
        {"task": "inpaint", "source_media_id": str(picture.id), "prompt": "a hat", "count": "1"},
        as_=ada,
        files={"mask": ("mask.png", saved(painting((256, 256)), "PNG"), "image/png")},
    )
    assert answer.status_code == 303, answer.text
    await world.work()
    assert easel.asked[0].mask is not None


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"task": "instruct", "instruction": " "}, "Say what is to change"),
        ({"task": "inpaint", "prompt": "a hat"}, "Paint over the part"),
        ({"task": "outpaint"}, "at least one side"),
        ({"task": "image-to-image", "strength": "7"}, "from 0.05 to 1"),
    ],
)
async def test_a_mistake_gives_the_page_back_with_what_was_typed(
    world: World, easel: Easel, fields: dict[str, str], says: str
) -> None:
    (ada,) = await world.people("ada")
    picture = await bring(world, ada)
    answer = await world.post_form(
        "/generations", {"source_media_id": str(picture.id), **fields}, as_=ada
    )
    assert answer.status_code == 422
    assert says in answer.text
    assert fields.get("prompt", "a rock") in answer.text


async def test_a_workbench_is_ones_own(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    picture = await bring(world, ada)
    path = f"/studio/pictures/{picture.id}"
    assert (await world.get(path, as_=bo)).status_code == 404
    assert (await world.get(path)).status_code == 303
    assert (await world.get("/studio/pictures/999", as_=ada)).status_code == 404


async def test_a_line_of_a_batch_is_a_job(world: World, easel: Easel) -> None:
    (ada,) = await world.people("ada")
    sent = {"prompt": "a fox\n\n a hare \n", "batch": "true", "count": "1", "idempotency_key": "b"}
    for _ in range(2):
        answer = await world.post_form("/generations", sent, as_=ada)
        assert answer.headers["location"] == "/studio"
    await world.work()
    assert sorted(request.prompt for request in easel.asked) == ["a fox", "a hare"]
    many = await world.post_form("/generations", {**sent, "prompt": "a\n" * 6}, as_=ada)
    assert many.status_code == 422
    assert "at most 5 lines" in many.text


async def test_a_look_palette_and_negative_prompt_go_along(world: World, easel: Easel) -> None:
    (ada,) = await world.people("ada")
    picture = await bring(world, ada)
    form = (await world.get(f"/studio?style={picture.id}", as_=ada)).text
    assert f'value="{picture.id}"' in form
    answer = await world.post_form(
        "/generations",
        {
            "prompt": "a {red|blue} fox",
            "count": "2",
            "style_media_id": str(picture.id),
            "palette": "#AA8800, 204060",
            "negative_prompt": "boats",
            "steps": "12",
        },
        as_=ada,
    )
    assert answer.status_code == 303, answer.text
    await world.work()
    (asked,) = easel.asked
    assert (asked.palette, asked.negative_prompt, asked.steps) == (
        ("#aa8800", "#204060"),
        "boats",
        12,
    )
    assert asked.style_image is not None
    page = (await world.get(answer.headers["location"], as_=ada)).text
    once_more = page[page.index("Once more, or otherwise") :]
    for told in (
        "a {red|blue} fox</textarea>",
        'name="palette" .*value="#aa8800 #204060"',
        'name="negative_prompt" .*value="boats"',
        'name="steps" .*value="12"',
        f'name="style_media_id" value="{picture.id}" checked',
        'name="count" value="2" checked',
        'name="seed" .*value=""',
    ):
        assert re.search(told.replace("{", r"\{").replace("|", r"\|"), once_more), told
    assert "a red fox" in page
    assert "a blue fox" in page


def two_coloured() -> bytes:
    """A PNG, three quarters of it #204060, the rest #e0c080."""
    image = Image.new("RGB", (400, 200), "#204060")
    image.paste("#e0c080", (0, 0, 100, 200))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


async def test_the_colours_of_ones_own_picture_are_a_palette(world: World, easel: Easel) -> None:
    ada, bo = await world.people("ada", "bo")
    encoded = media.encode(Image.open(io.BytesIO(two_coloured())))
    runtime = world.runtime
    picture = await media.save(runtime.database, runtime.store, ada.id, "upload", encoded)
    bench = (await world.get(f"/studio/pictures/{picture.id}", as_=ada)).text
    link = f"/studio?palette_of={picture.id}"
    assert f'href="{link}#studio"' in bench
    found = near_colours((await world.get(link, as_=ada)).text)
    assert found[0] == pytest.approx((0x20, 0x40, 0x60), abs=6)
    assert found[1] == pytest.approx((0xE0, 0xC0, 0x80), abs=6)
    assert (await world.get(link, as_=bo)).status_code == 404


async def test_the_colours_of_a_file_are_a_palette(world: World, easel: Easel) -> None:
    """For scripts the colours alone; without, the form as it was typed, with them in it."""
    (ada,) = await world.people("ada")
    files = {"palette_file": ("rock.png", two_coloured(), "image/png")}
    form = {"prompt": "a quiet harbour", "count": "3"}
    page = await world.post_form("/studio/palette", form, as_=ada, files=files)
    assert page.status_code == 200
    assert "a quiet harbour" in page.text
    assert near_colours(page.text)[0] == pytest.approx((0x20, 0x40, 0x60), abs=2)
    told = await world.post_form("/studio/palette", {}, as_=ada, files=files, htmx=True)
    assert told.json()["palette"].split()[0] in page.text
    async with world.database.read() as tx:
        assert await tx.value("SELECT count(*) FROM media") == 0, "the file is forgotten"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [(b"", "Choose a file first"), (b"\x89PNG\r\n\x1a\n torn", "not a picture we can read")],
)
async def test_a_file_without_colours_is_refused_with_the_reason(
    world: World, easel: Easel, sent: bytes, reason: str
) -> None:
    (ada,) = await world.people("ada")
    files = {"palette_file": ("rock.png", sent, "image/png")}
    told = await world.post_form("/studio/palette", {}, as_=ada, files=files, htmx=True)
    assert told.status_code == 422
    assert reason in told.json()["error"]
    page = await world.post_form("/studio/palette", {"prompt": "a fox"}, as_=ada, files=files)
    assert page.status_code == 422
    assert "a fox" in page.text
    assert 'id="palette-error"' in page.text


def near_colours(page: str) -> list[tuple[int, ...]]:
    """The colours in the palette's field."""
    field = re.search(r'<input[^>]*name="palette"[^>]*value="([^"]*)"', page)
    assert field is not None
    return [tuple(bytes.fromhex(colour.removeprefix("#"))) for colour in field[1].split()]


async def test_a_picture_of_a_post_is_worked_on_as_a_remix(world: World, easel: Easel) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="a quiet harbour")
    bench = await world.get(f"/posts/{post.id}/work", as_=bo)
    assert "a quiet harbour" in bench.text
    assert f'name="remix_of_id" value="{post.id}"' in bench.text
    picture = re.search(r'name="source_media_id" value="(\d+)"', bench.text)
    assert picture is not None
    page = await ask(
        world, bo, int(picture[1]), task="instruct", instruction="bluer", remix_of_id=str(post.id)
    )
    assert easel.asked[-1].prompt == "a quiet harbour"
    assert easel.asked[-1].source is not None
    assert f'href="/posts/{post.id}/work">The picture it began from<' in page
    answer = await world.post_form("/publish", {"media_id": str(made_in(page))}, as_=bo)
    assert "Remix of" in (await world.get(answer.headers["location"])).text


async def test_a_private_prompt_stays_private_on_the_workbench(world: World, easel: Easel) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, prompt="a secret word", recipe_visibility="private")
    bench = await world.get(f"/posts/{post.id}/work", as_=bo)
    assert bench.status_code == 200
    assert "a secret word" not in bench.text
    picture = re.search(r'name="source_media_id" value="(\d+)"', bench.text)
    assert picture is not None
    sent = {"remix_of_id": str(post.id), "prompt": "a boat"}
    page = await ask(world, bo, int(picture[1]), task="image-to-image", **sent)
    assert "a secret word" not in page
    assert (easel.asked[-1].prompt, easel.asked[-1].scene) == ("a boat", None)


async def test_others_see_a_picture_described_as_in_its_post(world: World, easel: Easel) -> None:
    """What an engine wrote of it may be the private prompt, and its author took that out."""
    ada, bo = await world.people("ada", "bo")
    runtime = world.runtime
    encoded = media.encode(painting((640, 640)))
    picture = await media.save(
        runtime.database, runtime.store, ada.id, "generated", encoded, "a secret word"
    )
    sent = {"media_id": str(picture.id), "alt_1": "a harbour", "recipe_visibility": "private"}
    answer = await world.post_form("/publish", sent, as_=ada)
    post_id = answer.headers["location"].rpartition("/")[2]
    bench = await world.get(f"/posts/{post_id}/work", as_=bo)
    assert "a harbour" in bench.text
    assert "a secret word" not in bench.text
    page = await ask(world, bo, picture.id, task="image-to-image", remix_of_id=post_id)
    assert "a secret word" not in page
    assert easel.asked[-1].prompt == "a harbour"


async def test_what_may_not_be_remixed_is_no_source(world: World, easel: Easel) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=ada, pictures=1, remix_policy="nobody")
    assert (await world.get(f"/posts/{post.id}/work", as_=bo)).status_code == 403
    own = await world.get(f"/posts/{post.id}/work", as_=ada)
    assert own.headers["location"].startswith("/studio/pictures/")
    open_one = await world.post(by=ada, pictures=1)
    sent = {"task": "image-to-image", "source_media_id": "1", "remix_of_id": str(open_one.id)}
    assert (await world.post_form("/generations", sent, as_=bo)).status_code == 404
