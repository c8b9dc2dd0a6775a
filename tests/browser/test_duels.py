"""Duels in a real browser: by keyboard, by a tap, and without a script; until that is all."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, Network, arrive, sign_in

pytestmark = pytest.mark.browser

WORDS = "a fox reads under a lamp, linocut"
API = "/api/affresco/v1"


async def give(network: Network, handle: str, pictures: int) -> None:
    """Somebody paints some pictures of the same words, gives one, and tells what they left."""
    network.add(handle, PASSWORD)
    token = network.command("people", "token", handle)
    bearer = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=network.url, headers=bearer, timeout=30) as client:
        said = {"training": "allow", "licence": "CC BY", "choices": "allow"}
        (await client.patch(f"{API}/consent", json=said)).raise_for_status()
        wanted = {"prompt": WORDS, "count": pictures}
        job: dict[str, Any] = (await client.post(f"{API}/generations", json=wanted)).json()
        while job["state"] in ("queued", "running"):
            await asyncio.sleep(0.2)
            job = (await client.get(f"{API}/generations/{job['id']}")).json()
        chosen = job["candidates"][0]["media_id"]
        sent = {"status": f"A fox by {handle}", "media_ids": [chosen]}
        (await client.post("/api/v1/statuses", json=sent)).raise_for_status()


async def test_duels_by_keyboard_by_tap_and_without_a_script(
    network: Network, browser: Browser
) -> None:
    await give(network, "duel_ada", 3)
    await give(network, "duel_bo", 2)  # 3 + 1 pairs of a job, and 1 of both
    network.add("duel_cy", PASSWORD)
    cy = await arrive(browser, network)
    await sign_in(cy, "duel_cy")
    await cy.visit("/duels")
    page = cy.page
    await expect(page.get_by_role("heading", name="Which one?")).to_be_visible()
    for side in ("left", "right"):
        await page.wait_for_function(
            "side => document.querySelector(`[value=${side}] img`).naturalWidth > 100", arg=side
        )
    await cy.look("duels")
    shown = page.locator("input[name=pair]")
    first = await shown.input_value()
    await page.reload()
    assert await shown.input_value() == first
    await page.keyboard.press("ArrowLeft")
    await expect(shown).not_to_have_value(first)
    second = await shown.input_value()
    await page.get_by_role("button", name="Take the last answer back").click()
    await expect(shown).to_have_value(first)
    await page.keyboard.press("ArrowDown")
    await expect(shown).to_have_value(second)
    await page.keyboard.press("s")
    await expect(shown).not_to_have_value(second)
    third = await shown.input_value()
    await page.get_by_role("button", name="This one, the second").focus()
    await page.keyboard.press("Enter")
    await expect(shown).not_to_have_value(third)
    fourth = await shown.input_value()
    await page.get_by_role("button", name="This one, the first").click()
    await expect(shown).not_to_have_value(fourth)
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_text("That is all for now")).to_be_visible()
    await cy.look("duels-over")
    await cy.visit("/duels/taste")
    await expect(page.get_by_role("heading", name="Not yet")).to_be_visible()
    await cy.look("duels-taste")
    await cy.visit("/studio")
    await page.locator("#prompt").fill("a quiet harbour")
    await page.get_by_role("button", name="Use my taste").click()
    await expect(page.get_by_text("Your taste is not known yet")).to_be_visible()
    await expect(page.locator("#prompt")).to_have_value("a quiet harbour")
    assert cy.complaints == []

    network.add("duel_di", PASSWORD)
    di = await arrive(browser, network, script=False)
    await sign_in(di, "duel_di")
    await di.visit("/duels")
    before = await di.page.locator("input[name=pair]").input_value()
    await di.page.get_by_role("button", name="Both alike").click()
    await expect(di.page.locator("input[name=pair]")).not_to_have_value(before)
    await di.visit("/studio")
    await di.page.locator("#prompt").fill("a quiet harbour")
    await di.page.get_by_role("button", name="Use my taste").click()
    await expect(di.page.get_by_text("Your taste is not known yet")).to_be_visible()
