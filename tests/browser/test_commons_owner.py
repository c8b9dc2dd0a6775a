"""The owners' page of the commons in a real browser: a release while one watches, and a key."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from browser.test_duels import give
from visitors import PASSWORD, Network, arrive, sign_in

pytestmark = pytest.mark.browser


async def test_an_owner_makes_a_release_and_a_key(network: Network, browser: Browser) -> None:
    await give(network, "given_ada", 2)
    await give(network, "given_bo", 1)
    network.add("boss", PASSWORD, owner=True)
    boss = await arrive(browser, network)
    await sign_in(boss, "boss")
    page = boss.page
    await boss.visit("/settings")
    await page.get_by_role("link", name="Commons", exact=True).click()
    await expect(page.get_by_role("img", name="Posts: 2; the table says each day")).to_be_visible()
    await page.get_by_text("As a table").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("columnheader", name="Posts", exact=True).first).to_be_visible()
    await boss.look("commons-owner")
    await page.get_by_role("button", name="Make the next release").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Release 1 is made.")).to_be_visible(timeout=60_000)
    await page.reload()
    await page.get_by_label("Name").fill("a laboratory")
    await page.get_by_label("How to reach them").fill("lab@example.org")
    await page.get_by_label("What they want it for").fill("to learn how people draw")
    await page.get_by_role("button", name="Make a key").click()
    await expect(page.get_by_text("It is shown only now")).to_be_visible()
    await boss.look("commons-key")
    await boss.visit("/settings/commons#consumers")
    await page.get_by_text("Change a laboratory").click()
    await boss.look("commons-consumers")
    await page.get_by_role("button", name="Shut out").click()
    await page.get_by_role("button", name="Shut out").last.click()
    await expect(page.get_by_text("The key is good for nothing any more.")).to_be_visible()
    assert boss.complaints == []
