"""From words to a picture that was steered, changed, compared, painted over, kept and shown."""

from __future__ import annotations

import io
import re
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
    # The browser itself says that a file without colours was answered with 422.
    assert [said for said in person.complaints if "422" not in said] == []


async def test_the_studio_works_without_script(studio: Network, browser: Browser) -> None:
    """Everything that steers is there to be typed, and a mask comes as a file."""
    studio.add("plain_hand", PASSWORD)
    person = await arrive(browser, studio, script=False)
    page = person.page
    await sign_in(person, "plain_hand")
    await person.visit("/studio")
    await page.locator("#prompt").fill("a fox")
    await page.get_by_role("button", name="Help with the words").click()
    await page.get_by_role("button", name="Take:").first.click()
    await expect(page.locator("#prompt")).not_to_have_value("a fox")
    await page.get_by_text("More ways to steer").click()
    await page.locator("select[name=engine]").select_option("gouache")
    await page.locator("#palette").fill("#d08030 #204060")
    await page.locator("input[name=count][value='1']").check(force=True)
    await page.locator("#steps").fill("900")
    await page.locator("#palette").press("Enter")
    await expect(page.locator("#steps-error")).to_contain_text("from 1 to 50")
    await expect(page.locator("#palette")).to_have_value("#d08030 #204060")
    await page.locator("#steps").fill("")
    await page.locator("#palette").press("Enter")
    await expect(page.locator("a.work")).to_have_count(1, timeout=PAINTED)
    await page.locator("a.work").click()
    before = await picture(page, ".brush img")
    await page.get_by_text("Paint a part anew").click()
    mask = Image.new("L", before.size)
    mask.paste(255, (0, 0, before.width // 2, before.height))
    file = io.BytesIO()
    mask.save(file, "PNG")
    await page.locator("input[name=mask]").set_input_files(
        {"name": "mask.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    await page.locator("#prompt-inpaint").fill("a fox on the left")
    await page.get_by_role("button", name="Paint anew").click()
    await expect(page.locator("a.work")).to_have_count(2, timeout=PAINTED)
    after = await picture(page, ".slot a.frame img")
    left, right = (20, 20), (before.width - 20, 20)
    assert apart(before, after, right) <= UNTOUCHED
    assert apart(after, OVER_ALL, left) <= UNTOUCHED
    await page.locator("a.work").first.click()
    await expect(page.get_by_role("img", name="Before:")).to_be_visible()
    await expect(page.get_by_role("img", name="After:")).to_be_visible()
    # The browser itself says that a form came back with 422.
    assert [said for said in person.complaints if "422" not in said] == []


async def test_what_was_understood_is_put_right(studio: Network, browser: Browser) -> None:
    """A subject is exchanged and a season added, in the form that groups what is said by subject."""
    studio.add("putting_right", PASSWORD)
    person = await arrive(browser, studio)
    page = person.page
    await sign_in(person, "putting_right")
    await page.locator("#prompt").fill("two red foxes in a forest")
    await page.locator("input[name=count][value='1']").check(force=True)
    await page.get_by_role("button", name="Paint", exact=True).click()
    await made(page)
    await page.locator("a.work").click()
    await page.get_by_text("How it was understood").click()
    fox = page.get_by_role("group", name="fox")
    await expect(fox.get_by_label("How many")).to_have_value("2")
    await fox.get_by_label("Subject").fill("owl")
    await page.get_by_label("What to add").select_option(label="Season")
    await page.get_by_label("What it is to be").fill("winter")
    await page.get_by_role("button", name="Draw it so").click()
    await made(page)
    await page.locator("a.work").click()
    await page.get_by_text("How it was understood").click()
    await expect(page.get_by_role("group", name="owl").get_by_label("How many")).to_have_value("2")
    await expect(page.get_by_label("Season", exact=True)).to_have_value("winter")
    await person.look("understood", TWO_SIGHTS)
    assert person.complaints == []


async def test_the_tenth_picture_needs_few_steps(studio: Network, browser: Browser) -> None:
    """What was understood is put right from below the pictures, and the words are there still."""
    studio.add("tenth_hand", PASSWORD)
    person = await arrive(browser, studio)
    page = person.page
    await sign_in(person, "tenth_hand")
    await page.locator("#prompt").fill("a dog riding a bicycle in a kitchen, zzquark")
    await page.locator("input[name=count][value='1']").check(force=True)
    await page.locator("#prompt").press("Control+Enter")
    await made(page)
    chips = page.get_by_role("list", name="How it was understood")
    await expect(chips).to_contain_text("Not drawn: zzquark")
    await person.look("once-more", TWO_SIGHTS)
    await chips.get_by_role("link", name="Place: a kitchen").press("Enter")
    place = page.get_by_label("Place", exact=True)
    await expect(place).to_be_focused()
    await place.fill("beach")
    await place.press("Enter")
    await made(page)
    await expect(chips).to_contain_text("Place: a beach")
    await person.visit("/studio")
    await page.locator(".pick input").last.check()
    await expect(page.get_by_role("button", name="Publish what I chose")).to_be_in_viewport()
    await page.get_by_role("link", name="Use these words").click()
    again = page.locator("#prompt")
    await expect(again).to_have_value("a dog riding a bicycle in a kitchen, zzquark")
    await again.fill("a dog riding a bicycle at night")
    await again.press("Control+Enter")
    await made(page)
    await expect(chips).to_contain_text("Time: night")
    assert person.complaints == []


async def test_words_that_were_begun_are_not_lost(studio: Network, browser: Browser) -> None:
    """They wait on every page that has the form, until they are painted, and for this session alone."""
    studio.add("begun_hand", PASSWORD)
    person = await arrive(browser, studio)
    page = person.page
    await sign_in(person, "begun_hand")
    await page.locator("#prompt").fill("a heron\nin the reeds")
    await person.visit("/studio/library")
    await person.visit("/studio")
    await expect(page.locator("#prompt")).to_have_value("a heron\nin the reeds")
    await page.locator("input[name=count][value='1']").check(force=True)
    await page.locator("#prompt").press("Control+Enter")
    await made(page)
    await person.visit("/studio")
    await expect(page.locator("#prompt")).to_have_value("")
    await page.locator("#prompt").fill("mine alone")
    await person.context.clear_cookies()
    await sign_in(person, "begun_hand")
    await expect(page.locator("#prompt")).to_have_value("")
    assert person.complaints == []


async def test_pages_of_care_and_of_engines(studio: Network, browser: Browser) -> None:
    """A refusal, its appeal, and what owners see, are pages like the others."""
    studio.add("keeper", PASSWORD, owner=True)
    person = await arrive(browser, studio)
    page = person.page
    await sign_in(person, "keeper")
    await page.locator("#prompt").fill("a man who says heil hitler")
    await page.get_by_role("button", name="Paint", exact=True).click()
    await expect(page.locator("#prompt-error")).to_contain_text("No hate")
    await person.look("refused", TWO_SIGHTS)
    await page.locator("#prompt-error a").click()
    await person.look("refusal", TWO_SIGHTS)
    await page.locator("textarea[name=words]").fill("He is the villain of a play.")
    await page.get_by_role("button", name="Send the appeal").click()
    await expect(page.get_by_text("He is the villain of a play.")).to_be_visible()
    for path, name in (
        ("/safety/refusals", "refusals"),
        ("/settings/appeals", "appeals"),
        ("/settings/content", "content"),
        ("/settings/engines", "engines"),
        ("/about/safety", "rules"),
    ):
        await person.visit(path)
        await person.look(name, TWO_SIGHTS)
    # The browser itself says that a form came back with 422.
    assert [said for said in person.complaints if "422" not in said] == []


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
    await colours_of_a_file(page)
    await page.locator("#palette").fill("#d08030 #204060")
    await page.locator("#steps").fill("30")
    await person.look("steering", TWO_SIGHTS)
    await page.get_by_role("button", name="Help with the words").click()
    await expect(page.locator(".advice [data-take]").first).to_be_visible()
    await person.look("words", TWO_SIGHTS)
    await page.locator("input[name=count][value='1']").check(force=True)
    await page.get_by_role("button", name="Paint", exact=True).click()


async def colours_of_a_file(page: Page) -> None:
    """A picture gives its colours; what is none says so, and the colours stay."""
    file = io.BytesIO()
    OVER_ALL.resize((64, 64)).save(file, "PNG")
    choose = page.get_by_label("From a picture")
    await choose.set_input_files(
        {"name": "one.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    await expect(page.locator("#palette")).to_have_value(re.compile("#00a078"))
    await expect(page.locator(".swatch")).to_have_count(2)
    await choose.set_input_files({"name": "torn.png", "mimeType": "image/png", "buffer": b"torn"})
    await expect(page.locator(".toast-error")).to_contain_text("not a picture we can read")
    await expect(page.locator("#palette")).to_have_value(re.compile("#00a078"))
    await page.locator(".toast-error button").click()


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
