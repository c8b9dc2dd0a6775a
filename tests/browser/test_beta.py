"""The private beta in a real browser: a list with slips, letters and questions above the home, figures."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, Network, arrive, sign_in

pytestmark = pytest.mark.browser


async def test_an_owner_lets_people_in_and_asks_them(network: Network, browser: Browser) -> None:
    network.add("boss", PASSWORD, owner=True)
    boss = await arrive(browser, network)
    await sign_in(boss, "boss")
    page = boss.page
    await boss.visit("/settings")
    await page.get_by_role("link", name="Cohorts", exact=True).click()
    await page.get_by_label("Name").fill("Spring")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Spring")).to_be_visible()
    await page.get_by_label("Addresses").fill("ada@gmial.com\nbo@example.org\nnobody\n")
    await page.get_by_role("button", name="Check").click()
    await expect(page.get_by_text("Is it ada@gmail.com?")).to_be_visible()
    await boss.look("beta-list")
    await page.get_by_label("nobody").fill("")
    await page.get_by_role("button", name="Make the links").click()
    await expect(page.get_by_role("heading", name="2 invitations")).to_be_visible()
    await boss.look("beta-links")
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as a table (CSV)").click()
    saved = await saving.value
    assert saved.suggested_filename == "invitations.csv"
    await page.get_by_label("For how many people").fill("1")
    await page.get_by_role("button", name="Make a link", exact=True).click()
    link = await page.locator("[data-copy-source]").inner_text()
    await page.get_by_label("Duels").select_option("off")
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_text("Saved.")).to_be_visible()
    await page.get_by_role("link", name="Write them a letter").click()
    await page.locator("#title").fill("Good to have you")
    await page.locator("#text").fill("Paint **something**, and tell us.")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_role("link", name="Surveys").click()
    await page.locator("#question").fill("How did you find the door?")
    await page.locator("#choices").fill("Easily\nNot so easily")
    await page.locator("#moment").select_option("days")
    await page.locator("#days").fill("0")
    await page.get_by_role("button", name="Ask").click()
    await expect(page.get_by_text("Fewer than five people have answered")).to_be_visible()
    await boss.look("beta-surveys")
    await page.get_by_role("link", name="Figures").click()
    await boss.look("beta-figures")

    guest = await arrive(browser, network)
    await guest.visit("/join/wait")
    await guest.page.get_by_label("E-mail address").fill("cy@example.org")
    await guest.look("beta-wait")
    await guest.page.keyboard.press("Enter")
    await expect(guest.page.get_by_text("Thank you. Whoever runs this place")).to_be_visible()
    await page.get_by_role("link", name="Waiting list").click()
    await expect(page.get_by_label("cy@example.org")).to_be_visible()
    await boss.look("beta-waiting")

    home = guest.page
    await guest.visit("/" + link.split("/", 3)[3])
    await home.get_by_label("Handle").fill("ada")
    await home.get_by_label("E-mail").fill("ada@example.org")
    await home.get_by_label("Password").fill(PASSWORD)
    for name, value in (("training", "deny"), ("assistant", "deny"), ("remix", "everyone")):
        await home.locator(f"input[name={name}][value={value}]").check()
    await home.locator("main form button[type=submit]").last.click()
    await expect(home.get_by_role("heading", name="Good to have you")).to_be_visible()
    await expect(home.get_by_role("heading", name="How did you find the door?")).to_be_visible()
    await guest.look("beta-home")
    await home.get_by_role("button", name="Put away").click()
    await expect(home.get_by_role("heading", name="Good to have you")).to_have_count(0)
    await home.get_by_label("Not so easily").focus()
    await home.keyboard.press("Space")
    await home.get_by_role("button", name="Answer").click()
    await expect(home.get_by_text("Thank you.")).to_be_visible()
    await expect(home.get_by_role("link", name="Duels")).to_have_count(0)
    assert boss.complaints == []
    assert guest.complaints == []


async def test_a_wide_table_of_figures_widens_no_page(network: Network, browser: Browser) -> None:
    network.add("capa", PASSWORD, owner=True)
    for number in range(4):
        network.add(f"lone{number}", PASSWORD)
    boss = await arrive(browser, network)
    await sign_in(boss, "capa")
    await boss.visit("/settings/cohorts/figures")
    few = boss.page.get_by_role("cell", name="fewer than five people")
    await expect(few.first).to_be_visible()
    # As with a cohort of a long name, in a longer language.
    wider = "document.querySelectorAll('table').forEach(t => { t.style.minInlineSize = '100rem' })"
    await boss.page.evaluate(wider)
    await boss.look("beta-figures-wide")
    assert boss.complaints == []
