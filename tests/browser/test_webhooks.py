"""The page of a webhook in a real browser: its secret is changed with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, expect

from browser.conftest import running
from browser.test_giving import press_by_keyboard
from visitors import PASSWORD, Network, arrive, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hooked() -> Iterator[Network]:
    """A network that also sends to programs on the same machine."""
    with running({"AFFRESCO_HOOKS_PRIVATE": "true"}) as network:
        yield network


async def test_a_secret_is_changed(hooked: Network, browser: Browser) -> None:
    hooked.add("hook_ada", PASSWORD)
    ada = await arrive(browser, hooked)
    await sign_in(ada, "hook_ada")
    page = ada.page
    await ada.visit("/settings/webhooks")
    await page.get_by_label("Address").fill("http://127.0.0.1:9/hook")
    await page.get_by_role("button", name="Add the webhook").click()
    await expect(page.get_by_text("It is shown only now.")).to_be_visible()
    await expect(page.get_by_role("button", name="Copy the secret")).to_be_visible()
    secret = page.locator("code", has_text="whsec_")
    before = await secret.inner_text()
    assert await secret.get_attribute("data-private") is not None, "left out of one's screenshots"
    await ada.look("webhook")
    await press_by_keyboard(page, "New secret")
    await expect(page.get_by_role("dialog")).to_contain_text("a signature of each")
    await page.get_by_role("dialog").get_by_role("button", name="New secret").press("Enter")
    await expect(page.get_by_text("a signature of the secret before as well")).to_be_visible()
    assert await secret.inner_text() != before
    await expect(page.get_by_role("button", name="New secret")).to_have_count(0)
    await ada.look("webhook-turned")
    assert ada.complaints == []
