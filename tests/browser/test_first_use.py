"""What a browser fetches only when somebody is about to use it, and what happens where it does not come."""

from __future__ import annotations

import httpx
import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, Network, Person, arrive, sign_in

pytestmark = pytest.mark.browser

LIKE = "[data-action=like]"


@pytest.fixture(scope="module")
def wall(network: Network) -> Network:
    """A network with a post, and a reader of it."""
    network.add("ada_blue", PASSWORD, owner=True)
    network.add("reader", PASSWORD)
    token = network.command("people", "token", "ada_blue").split()[-1]
    headers = {"Authorization": f"Bearer {token}"}
    sent = httpx.post(
        f"{network.url}/api/v1/statuses", json={"status": "Low tide"}, headers=headers
    )
    sent.raise_for_status()
    return network


async def reader_of(browser: Browser, wall: Network, fetched: list[str]) -> Person:
    """Somebody signed in, before the wall. fetched: what their browser asks for from then on."""
    reader = await arrive(browser, wall)
    await sign_in(reader, "reader")
    reader.page.on("request", lambda request: fetched.append(request.url))
    await reader.visit("/local")
    await reader.page.wait_for_load_state("networkidle")
    return reader


@pytest.mark.parametrize("how", ["mouse", "keyboard", "at once"])
async def test_htmx_comes_with_the_first_use_and_the_page_stays(
    wall: Network, browser: Browser, how: str
) -> None:
    fetched: list[str] = []
    reader = await reader_of(browser, wall, fetched)
    assert not [url for url in fetched if "/htmx." in url]
    like = reader.page.locator(LIKE)
    before = await like.get_attribute("aria-pressed")
    fetched.clear()
    if how == "mouse":
        await like.click()
    elif how == "keyboard":
        await like.focus()
        await reader.page.keyboard.press("Enter")
    else:
        await like.dispatch_event("click")
    after = "false" if before == "true" else "true"
    await expect(reader.page.locator(LIKE)).to_have_attribute("aria-pressed", after)
    assert [url for url in fetched if "/htmx." in url]
    assert f"{wall.url}/local" not in fetched
    assert not reader.complaints


async def test_without_htmx_the_button_is_a_plain_form(wall: Network, browser: Browser) -> None:
    fetched: list[str] = []
    reader = await reader_of(browser, wall, fetched)
    await reader.context.route("**/htmx.*.js", lambda route: route.abort())
    like = reader.page.locator(LIKE)
    before = await like.get_attribute("aria-pressed")
    fetched.clear()
    await like.click()
    after = "false" if before == "true" else "true"
    await expect(reader.page.locator(LIKE)).to_have_attribute("aria-pressed", after)
    assert f"{wall.url}/local" in fetched
