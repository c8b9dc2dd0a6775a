"""From words to a picture that was steered, changed, compared, painted over, kept and shown."""

from __future__ import annotations

import io
from typing import Final

import pytest
from PIL import Image
from playwright.async_api import Browser, Page, expect

import gouache
from visitors import PAINTED, PASSWORD, TWO_SIGHTS, Network, Person, arrive, sign_in

pytestmark = pytest.mark.browser

UNTOUCHED: Final = 16
"""The most by which a channel of what was not painted over may differ: it was encoded anew."""

OVER_ALL: Final = Image.new("RGB", (2048, 2048), gouache.OVER)

MARKED: Final = """canvas => {
  const {width, height} = canvas;
  const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  return pixels.filter((value, at) => at % 4 === 3 && value > 0).length / (width * height);
}"""


async def test_a_picture_is_steered_worked_on_and_found_again(
    studio: Network, browser: Browser
) -> None:
    studio.add("steering_hand", PASSWORD)
    person = await arrive(browser, studio)
    page = person.page
    await sign_in(person, "steering_hand")
    await steer(person)
    first = await made(page)
    await person.look("steering-candidates", TWO_SIGHTS)
    await page.locator("a.work").first.click()
    await expect(page.locator(".bench img").first).to_be_visible()
    assert uses(first, (0xD0, 0x80, 0x30))
    assert uses(first, (0x20, 0x40, 0x60))

    await page.locator("#instruction").fill("make it night")
    await page.get_by_role("button", name="Change").click()
    await made(page)
    await page.locator("a.work").first.click()
    await compare_by_keyboard(page)
    await person.look("workbench")

    before = await picture(page, ".brush img")
    await paint_a_part_by_keyboard(person)
    after = await made(page)
    corner, middle = (20, 20), (before.width // 2, before.height // 2)
    assert apart(before, after, corner) <= UNTOUCHED
    assert apart(after, OVER_ALL, middle) <= UNTOUCHED < apart(before, OVER_ALL, middle)
    await page.locator("a.work").first.click()
    await expect(page.get_by_role("list", name="The way to it").locator("li")).to_have_count(2)

    await keep_and_find(person)
    await page.get_by_role("link", name="Publish").click()
    await page.locator("textarea[name=text]").fill("Three discs, one of them anew.")
    await page.get_by_role("button", name="Publish").last.click()
    await expect(page.locator("article.post").first).to_contain_text("one of them anew")
    assert person.complaints == []


async def steer(person: Person) -> None:
    """Words, what must not be there, and two colours: one typed, one picked."""
    page = person.page
    await person.visit("/studio")
    await page.locator("#prompt").fill("discs on a wall")
    await page.get_by_text("More ways to steer").click()
    await page.locator("select[name=engine]").select_option("gouache")
    await page.locator("#negative_prompt").fill("people, letters")
    await page.locator("#palette").fill("#d08030")
    await page.locator("[data-palette-add]").fill("#204060")
    await expect(page.locator(".swatch")).to_have_count(2)
    await expect(page.locator("#palette")).to_have_value("#d08030 #204060")
    await page.locator("#steps").fill("30")
    await person.look("steering")
    await page.get_by_role("button", name="Help with the words").click()
    await expect(page.locator(".advice [data-take]").first).to_be_visible()
    await person.look("words", TWO_SIGHTS)
    await page.locator("input[name=count][value='1']").check(force=True)
    await page.get_by_role("button", name="Paint", exact=True).click()


async def compare_by_keyboard(page: Page) -> None:
    handle = page.get_by_role("slider", name="Compare before and after")
    await handle.focus()
    for key, value in (("End", "100"), ("Home", "0"), ("ArrowRight", "1")):
        await page.keyboard.press(key)
        await expect(handle).to_have_value(value)
    shown = await page.locator("[data-before]").evaluate("one => getComputedStyle(one).clipPath")
    assert "99%" in shown, shown


async def paint_a_part_by_keyboard(person: Person) -> None:
    """The brush in the middle: a stroke, one too many, which is taken back; then the form is sent."""
    page = person.page
    canvas = page.locator("[data-brush] > canvas")
    await page.get_by_text("Paint a part anew").click()
    await expect(canvas).to_be_visible()
    drawn, shown = await canvas.bounding_box(), await page.locator(".brush img").bounding_box()
    assert drawn == shown, "the brush does not lie on the picture"
    await page.get_by_role("button", name="To the picture").click()
    await expect(canvas).to_be_focused()
    await page.keyboard.press("Space")
    one = await canvas.evaluate(MARKED)
    await page.keyboard.press("Shift+ArrowRight")
    await page.keyboard.press("Space")
    assert await canvas.evaluate(MARKED) > one
    await page.keyboard.press("z")
    await page.keyboard.press("Shift+ArrowLeft")
    assert await canvas.evaluate(MARKED) == pytest.approx(one, rel=0.1)
    await person.look("brush", TWO_SIGHTS)
    await page.locator("#prompt-inpaint").fill("discs on a wall, one of them new")
    await page.get_by_role("button", name="Paint anew").click()


async def keep_and_find(person: Person) -> None:
    """A star in the library, then the words that the picture was made from."""
    page = person.page
    await person.visit("/studio/library")
    await page.get_by_role("button", name="Favourite").first.click()
    await expect(page.locator("[aria-pressed=true]").first).to_be_visible()
    await page.get_by_role("searchbox").fill("one of them new")
    await page.get_by_role("button", name="Search").click()
    await expect(page.locator(".library > li")).to_have_count(2)
    await page.locator(".library input[name=media_id]").first.check()
    await expect(page.get_by_role("button", name="Move what I chose")).to_be_visible()
    await person.look("library")
    await page.locator(".library .favoured").first.wait_for()
    await page.locator(".library a.frame").first.click()


async def made(page: Page) -> Image.Image:
    """The first picture of the job on this page, once it is there."""
    panel = page.locator("[data-generation]")
    await expect(panel).to_have_attribute("data-state", "done", timeout=PAINTED)
    return await picture(page, ".slot a.frame img")


async def picture(page: Page, selector: str) -> Image.Image:
    """What the first image of these shows, in its full size."""
    link = page.locator(selector).first.locator("xpath=ancestor::a")
    answer = await page.request.get(await link.evaluate("link => link.href"))
    return Image.open(io.BytesIO(await answer.body())).convert("RGB")


def apart(one: Image.Image, other: Image.Image, place: tuple[int, int]) -> int:
    """The largest difference of a channel at a place."""
    first, second = (image.crop((*place, place[0] + 1, place[1] + 1)) for image in (one, other))
    return max(abs(a - b) for a, b in zip(first.tobytes(), second.tobytes(), strict=True))


def uses(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Whether a colour is found, as near as an encoding leaves it."""
    plain = image.resize((64, 64)).tobytes()
    channels = zip(plain[0::3], plain[1::3], plain[2::3], strict=True)
    return any(
        max(abs(a - b) for a, b in zip(found, colour, strict=True)) <= 24 for found in channels
    )
