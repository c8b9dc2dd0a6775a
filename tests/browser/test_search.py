"""Searching with the keyboard, on a phone, and without a script."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, PHONE, Network, arrive, sign_in

pytestmark = pytest.mark.browser

FOUND_SECONDS = 20


@pytest.fixture(scope="module")
def told(network: Network) -> Network:
    """A network in which something has been said, and found."""
    network.add("ada_blue", PASSWORD)
    network.add("reader", PASSWORD)
    token = network.command("people", "token", "ada_blue")
    with httpx.Client(base_url=network.url, headers={"Authorization": f"Bearer {token}"}) as ada:
        for text in ("A kitten asleep on the windowsill #cats", "An old harbour in the fog #sea"):
            ada.post("/api/v1/statuses", json={"status": text}).raise_for_status()
        deadline = time.monotonic() + FOUND_SECONDS
        while not ada.get("/api/v2/search?q=gatto&type=statuses").json()["statuses"]:
            assert time.monotonic() < deadline, "the post is not found"
            time.sleep(0.2)
    return network


async def test_suggestions_are_walked_with_the_keys(told: Network, browser: Browser) -> None:
    person = await arrive(browser, told)
    page = person.page
    await person.visit("/local")
    await page.keyboard.press("/")
    field = page.locator("#find-anywhere")
    await expect(field).to_be_focused()
    await page.keyboard.type("ada")
    options = page.locator("#find-anywhere-list [role=option]")
    await expect(options.first).to_contain_text("@ada_blue")
    await expect(field).to_have_attribute("aria-expanded", "true")
    await person.check_access()
    await page.keyboard.press("ArrowDown")
    await expect(field).to_have_attribute("aria-activedescendant", "find-anywhere-list-0")
    await page.keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await page.keyboard.type("_")
    await expect(options.first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/@ada_blue$"))
    assert person.complaints == []


async def test_a_search_in_another_language_is_kept(told: Network, browser: Browser) -> None:
    person = await arrive(browser, told)
    page = person.page
    await sign_in(person, "reader")
    await person.visit("/search")
    await person.look("search-landing")
    await page.locator("#find").fill("gatto")
    await page.keyboard.press("Enter")
    await expect(page.locator("article.post")).to_contain_text("kitten")
    await person.look("search-results")
    await page.get_by_role("button", name="Keep this search").click()
    await expect(page.locator("h1")).to_have_text("gatto")
    await person.visit("/search?q=has:cats+harbour")
    await expect(page.locator(".find-notes")).to_contain_text("has: knows picture")
    await person.look("search-notes")
    assert person.complaints == []


async def test_without_a_script_it_is_a_form(told: Network, browser: Browser) -> None:
    person = await arrive(browser, told, viewport=PHONE, script=False)
    page = person.page
    await person.visit("/search")
    await page.locator("#find").fill("harbour -kitten")
    await page.keyboard.press("Enter")
    await expect(page.locator("article.post")).to_contain_text("An old harbour")
    await page.get_by_role("link", name="Hashtags").click()
    await expect(page).to_have_url(re.compile("kind=tags"))
