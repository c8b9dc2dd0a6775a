"""Feedback on the page where it comes to mind: one key, a picture of the page, nothing that is not seen."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, Network, arrive, sign_in

pytestmark = pytest.mark.browser


async def test_one_key_leads_to_a_form_that_shows_what_it_sends(
    network: Network, browser: Browser
) -> None:
    network.add("critic", PASSWORD)
    network.add("keeper", PASSWORD, owner=True)
    person = await arrive(browser, network)
    page = person.page
    await sign_in(person, "critic")
    await person.visit("/local")
    await page.evaluate("setTimeout(() => { throw new Error('a planted fault') })")
    await page.keyboard.press("f")
    await expect(page).to_have_url(re.compile(r"/feedback/new\?from=%2Flocal"))
    canvas = page.locator("canvas")
    await expect(canvas).to_be_visible()
    colours = await page.evaluate(
        """() => { const c = document.querySelector('canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        return new Set(Array.from({length: d.length / 4}, (_, i) => d[4*i] + ',' + d[4*i+1])).size }"""
    )
    assert colours > 20, "the picture shows the page, not a blank"
    await expect(page.locator("[data-lines]")).to_contain_text("a planted fault")
    await person.look("feedback-new")
    box = await canvas.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 10, box["y"] + 10)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 120, box["y"] + 60)
    await page.mouse.up()
    black = "document.querySelector('canvas').getContext('2d').getImageData(30, 30, 1, 1).data[0]"
    assert await page.evaluate(black) == 0
    await page.get_by_label(re.compile("^Browser")).uncheck()
    await page.get_by_label("Your words").fill("The wall jumps when I scroll.")
    await page.get_by_label("Unhappy").check()
    await page.get_by_role("button", name="Send").click()
    await expect(page).to_have_url(re.compile(r"/local$"))
    await page.goto(f"{network.url}/feedback")
    await expect(page.locator("article")).to_contain_text("The wall jumps")
    await expect(page.locator("article")).not_to_contain_text("Mozilla")
    await page.get_by_text("The picture of the page").click()
    await expect(page.locator("article img")).to_be_visible()
    await person.look("feedback-list")

    owner = await arrive(browser, network)
    await sign_in(owner, "keeper")
    await owner.visit("/settings/feedback")
    await owner.page.get_by_role("link", name="The wall jumps").click()
    await owner.look("feedback-board")
    await owner.page.get_by_label(re.compile("^Answer")).fill("Mended, thank you.")
    await owner.page.get_by_label("State").select_option("done")
    await owner.page.get_by_role("button", name="Save").click()
    await expect(owner.page.locator("article")).to_contain_text("Mended")
    await page.goto(f"{network.url}/notifications")
    await expect(page.locator("main")).to_contain_text("answered your feedback")


async def test_a_secret_on_the_page_is_not_in_its_picture(
    network: Network, browser: Browser
) -> None:
    network.add("careful", PASSWORD)
    person = await arrive(browser, network)
    page = person.page
    await sign_in(person, "careful")

    async def green() -> int:
        """Pixels of the picture in the colour of what is planted on the page."""
        await person.visit("/local")
        await page.evaluate(
            """(private) => {
            const box = document.createElement("div");
            box.style.cssText = "height: 200px; background: rgb(1, 254, 3)";
            if (private) box.dataset.private = "";
            document.querySelector("main").prepend(box);
            }""",
            planted_is_private,
        )
        await page.keyboard.press("f")
        await expect(page.locator("canvas")).to_be_visible()
        found: int = await page.evaluate(
            """() => { const c = document.querySelector("canvas");
            const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
            let n = 0;
            for (let i = 0; i < d.length; i += 4)
                if (d[i] < 40 && d[i + 1] > 215 && d[i + 2] < 40) n++;
            return n }"""
        )
        return found

    planted_is_private = False
    assert await green() > 1000
    planted_is_private = True
    assert await green() == 0
