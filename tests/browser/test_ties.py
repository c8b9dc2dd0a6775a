"""Two people and what is between them, in a real browser: with a script, by keyboard, and without one."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, TWO_SIGHTS, Network, arrive, sign_in

pytestmark = pytest.mark.browser


async def test_asking_listing_muting_and_blocking(network: Network, browser: Browser) -> None:
    for handle in ("tie_ada", "tie_bo"):
        network.add(handle, PASSWORD)
    ada = await arrive(browser, network)
    bo = await arrive(browser, network, script=False)
    await sign_in(ada, "tie_ada")
    await bo.visit("/sign-in")
    await bo.page.locator("input[name=login]").fill("tie_bo")
    await bo.page.locator("input[name=password]").fill(PASSWORD)
    await bo.page.locator("main form button[type=submit]").first.click()

    await ada.visit("/settings/people")
    await ada.page.locator("input[name=locked]").check()
    await ada.page.get_by_role("button", name="Save").first.click()
    await ada.look("settings-people", TWO_SIGHTS)
    await bo.visit("/@tie_ada")
    await bo.page.get_by_role("button", name="Follow").first.click()
    await expect(bo.page.get_by_role("button", name="Requested")).to_be_visible()

    await ada.visit("/follow-requests")
    await ada.look("follow-requests", TWO_SIGHTS)
    await ada.page.get_by_role("button", name="Let follow").click()
    await ada.visit("/@tie_bo")
    await expect(ada.page.get_by_text("Follows you")).to_be_visible()
    await ada.page.get_by_role("button", name="Follow").first.click()
    await expect(ada.page.get_by_role("button", name="Following")).to_be_visible()

    await ada.visit("/lists")
    await ada.page.locator("input[name=title]").fill("Painters")
    await ada.page.get_by_role("button", name="Make a list").click()
    await ada.look("list-edit", TWO_SIGHTS)
    await ada.visit("/@tie_bo")
    menu = ada.page.locator(".face details.menu")
    await menu.locator("summary").focus()
    await ada.page.keyboard.press("Enter")
    await ada.look("profile-menu", TWO_SIGHTS)
    await menu.get_by_role("link", name="Lists").click()
    await ada.page.get_by_label("Painters").check()
    await ada.page.get_by_role("button", name="Save").click()

    await ada.visit("/people/tie_bo/mute")
    await ada.page.locator("select[name=seconds]").select_option("3600")
    await ada.page.get_by_role("button", name="Mute").last.click()
    await expect(ada.page.get_by_text("Muted until")).to_be_visible()
    await ada.look("profile-muted", TWO_SIGHTS)

    await ada.visit("/settings/filters")
    await ada.page.locator("textarea[name=words]").fill("whale")
    await ada.page.get_by_role("button", name="Save").click()
    await ada.look("filters", TWO_SIGHTS)
    await ada.visit("/settings/people/hashtags")
    await ada.page.locator("input[name=name]").fill("fresco")
    await ada.page.get_by_role("button", name="Follow", exact=True).click()
    await ada.look("hashtags", TWO_SIGHTS)

    await ada.visit("/@tie_bo")
    await menu.locator("summary").click()
    await menu.get_by_role("button", name="Block").click()
    await ada.page.locator("#ask [data-yes]").click()
    await expect(ada.page.get_by_text("You block tie_bo")).to_be_visible()
    await bo.visit("/@tie_ada")
    await expect(bo.page.get_by_text("does not want to be seen by you")).to_be_visible()
    await ada.visit("/settings/people/blocked")
    await ada.look("blocked", TWO_SIGHTS)
    await ada.page.get_by_role("button", name="Unblock").click()
    await expect(ada.page.get_by_text("Nobody.")).to_be_visible()
    assert ada.complaints == []
