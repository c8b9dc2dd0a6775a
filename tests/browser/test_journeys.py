"""Three journeys through the running network in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from visitors import PAINTED, PASSWORD, PHONE, Network, arrive, sign_in

pytestmark = pytest.mark.browser


async def paint(page: Page, prompt: str, count: int) -> None:
    """From the composer to finished candidates."""
    await page.locator("#prompt").fill(prompt)
    await page.locator(f"input[name=count][value='{count}']").check(force=True)
    await page.locator("form.composer .go button").click()
    await expect(page.locator("input[name=media_id]")).to_have_count(count, timeout=PAINTED)


async def publish(page: Page, text: str) -> None:
    """From candidates to a post: the first one is chosen."""
    await page.locator("input[name=media_id]").first.check()
    await page.locator("button[form=publish], form#publish button").last.click()
    await page.locator("textarea[name=text]").fill(text)
    await page.get_by_role("button", name="Publish").last.click()
    await expect(page.locator("article.post").first).to_contain_text(text)


async def test_newcomer_joins_by_invitation_and_publishes(
    network: Network, browser: Browser
) -> None:
    owner = await arrive(browser, network)
    await owner.visit(network.owner_link)
    await owner.check_access()
    await join(owner.page, "first_owner")
    await owner.visit("/settings/invitations")
    await owner.page.locator("input[name=uses]").fill("2")
    await owner.page.locator("input[name=cohort]").fill("painters")
    await owner.page.get_by_role("button", name="Make a link").click()
    link = await owner.page.locator("code[data-copy-source]").inner_text()
    await owner.shot("invitation")

    newcomer = await arrive(browser, network)
    await newcomer.visit(link)
    training = newcomer.page.locator("input[name=training]")
    assert await training.count() == 2
    assert [await choice.is_checked() for choice in await training.all()] == [False, False]
    await newcomer.shot("join")
    await join(newcomer.page, "newcomer")
    await newcomer.shot("empty-home")
    await newcomer.check_access()

    await paint(newcomer.page, "a lighthouse on the sea in a storm, watercolor", 2)
    await newcomer.shot("candidates")
    await newcomer.check_access()
    await newcomer.page.locator("input[name=media_id]").first.check()
    await publish(newcomer.page, "My first wall. #sea")
    await expect(newcomer.page.locator("article.post").first).to_contain_text("lighthouse")
    await newcomer.shot("first-post")
    await newcomer.check_access()
    address = newcomer.page.url

    stranger = await arrive(browser, network, dark=True)
    await stranger.visit(address)
    await expect(stranger.page.locator("article.post img").first).to_be_visible()
    await stranger.shot("first-post-dark")
    await stranger.check_access()
    assert owner.complaints == newcomer.complaints == stranger.complaints == []


async def join(page: Page, handle: str) -> None:
    await page.locator("input[name=handle]").fill(handle)
    await page.locator("input[name=email]").fill(f"{handle}@example.org")
    await page.locator("input[name=password]").fill(PASSWORD)
    await page.locator("input[name=training]").first.check(force=True)
    await page.locator("input[name=assistant]").first.check(force=True)
    await page.locator("input[name=remix]").first.check(force=True)
    await page.get_by_role("button", name="Come in").click()
    await expect(page.locator("#prompt")).to_be_visible()


async def test_remix_is_seen_live_by_the_first_author(network: Network, browser: Browser) -> None:
    network.add("first_hand", PASSWORD)
    network.add("second_hand", PASSWORD)
    first, second = await arrive(browser, network), await arrive(browser, network)
    await sign_in(first, "first_hand")
    await paint(first.page, "three red balloons over the alps at sunrise", 1)
    await publish(first.page, "Up before the wind.")
    post = first.page.url
    await first.visit("/local")

    await sign_in(second, "second_hand")
    await second.visit(post)
    await second.page.locator("a[data-action=remix]").first.click()
    await expect(second.page.locator("#prompt")).to_have_value(
        "three red balloons over the alps at sunrise"
    )
    await second.shot("remix-composer")
    await paint(second.page, "three blue balloons over the alps at night", 1)
    await publish(second.page, "The same, later.")
    await expect(second.page.locator("article.post").first).to_contain_text("Remix of")
    await expect(second.page.locator(".diff ins").first).to_contain_text("blue")
    await expect(second.page.locator(".diff del").first).to_contain_text("red")
    await expect(second.page.locator("nav.tree a.knot")).to_have_count(2)
    await second.shot("remix")
    await second.check_access()

    pill = first.page.locator("[data-new-pill]")
    await expect(pill).to_be_visible()
    await first.shot("new-post-pill")
    await pill.click()
    await expect(first.page.locator("[data-feed]").first).to_contain_text("second_hand")
    await first.visit(post)
    likes = first.page.locator("article.post [data-count=likes]").first
    await expect(likes).to_have_text("")
    await second.visit(post)
    await second.page.locator("[data-action=like]").first.click()
    await expect(likes).to_have_text("1")
    await first.visit("/notifications")
    await expect(first.page.locator("main")).to_contain_text("second_hand")
    await first.shot("notifications")
    await first.check_access()
    assert first.complaints == second.complaints == []


async def test_on_a_phone_in_italian_with_the_keyboard_alone(
    network: Network, browser: Browser
) -> None:
    person = await arrive(browser, network, viewport=PHONE, locale="it-IT")
    page = person.page
    await person.visit(network.invitation())
    await expect(page.locator("html")).to_have_attribute("lang", "it")
    await person.shot("join-phone-it")
    await person.check_access()
    await tab_to(page, page.locator("input[name=handle]"))
    await page.keyboard.type("viandante")
    await tab_to(page, page.locator("input[name=email]"))
    await page.keyboard.type("viandante@example.org")
    await tab_to(page, page.locator("input[name=password]"))
    await page.keyboard.type(PASSWORD)
    for question in ("training", "assistant", "remix"):
        await tab_to(page, page.locator(f"input[name={question}]").first)
        await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(page.locator("#prompt")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "it")

    await tab_to(page, page.locator("#prompt"))
    await page.keyboard.type("un gatto nero su un tetto di notte, luna piena, stile ukiyo-e")
    await person.shot("composer-phone-it")
    await tab_to(page, page.locator("form.composer .go button"))
    await page.keyboard.press("Enter")
    chosen = page.locator("input[name=media_id]").first
    await expect(chosen).to_be_visible(timeout=PAINTED)
    await expect(page.locator("[data-generation]")).to_have_attribute(
        "data-state", "done", timeout=PAINTED
    )
    await tab_to(page, chosen)
    await page.keyboard.press("Space")
    await person.shot("candidates-phone-it")
    await tab_to(page, page.locator("button[form=publish], form#publish button").last)
    await page.keyboard.press("Enter")
    await expect(page.locator("textarea[name=text]")).to_be_visible()
    await tab_to(page, page.locator("textarea[name=text]"))
    await page.keyboard.type("Il padrone del tetto.")
    await person.shot("publish-phone-it")
    await person.check_access()
    await tab_to(page, page.locator("main form.form button[type=submit]").last)
    await page.keyboard.press("Enter")
    await expect(page.locator("article.post").first).to_contain_text("Il padrone del tetto.")
    await person.shot("post-phone-it")
    await person.check_access()
    like = page.locator("article.post [data-action=like]").first
    await tab_to(page, like)
    await page.keyboard.press("Enter")
    await expect(like).to_have_attribute("aria-pressed", "true")
    assert person.complaints == []


async def tab_to(page: Page, target: Locator, limit: int = 120) -> None:
    """Reach a control by the Tab key, as somebody without a mouse does."""
    for _press in range(limit):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {target}")
