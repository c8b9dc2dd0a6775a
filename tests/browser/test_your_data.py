"""Your data and webhooks in a real browser: what one gave is seen, and taken back."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from browser.test_duels import give
from visitors import Network, arrive, sign_in

pytestmark = pytest.mark.browser


async def test_what_one_gave_is_seen_and_taken_back(network: Network, browser: Browser) -> None:
    await give(network, "given_ada", 2)
    ada = await arrive(browser, network)
    await sign_in(ada, "given_ada")
    page = ada.page
    await ada.visit("/settings/data")
    await expect(page.get_by_text("Models may learn from 1 post of yours.")).to_be_visible()
    await page.get_by_text("Withdraw everything …").click()
    await expect(page.get_by_role("button", name="Withdraw 1 post")).to_be_visible()
    await ada.look("your-data")
    await page.get_by_role("button", name="Withdraw: A fox by given_ada").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Taken back.")).to_be_visible()
    await expect(page.get_by_text("Nothing is given")).to_be_visible()
    await ada.look("your-data-empty")
    await ada.visit("/settings/webhooks")
    await ada.look("webhooks")
    await page.get_by_label("Address").fill("https://127.0.0.1/hook")
    await page.get_by_role("button", name="Add the webhook").click()
    await expect(page.locator("#url-error")).to_contain_text("is not in the public internet")
    await ada.look("webhooks-refused")
    # The browser itself says that a form came back with 422.
    assert [said for said in ada.complaints if "422" not in said] == []
