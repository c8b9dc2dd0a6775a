"""Asking Gesso: with the keyboard, on a phone, by day and by night, in Italian, and without a script."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from playwright.async_api import Browser, expect

from visitors import PASSWORD, PHONE, Network, arrive, sign_in

pytestmark = pytest.mark.browser

FOUND_SECONDS = 30
TOLD = (
    "The mill festival opens on Friday at six in the evening. Bring a lantern and warm shoes.",
    "I saw the programme: the mill festival opens on Friday, and the miller plays the accordion. #mill",
    "We painted the harbour wall blue this morning, and the paint is still wet. #harbour",
    "La festa del mulino apre venerdì alle sei di sera, portate una lanterna. #mulino",
)


@pytest.fixture(scope="module")
def told(network: Network) -> Network:
    """A network in which two people who allow answers have said something."""
    network.add("reader", PASSWORD)
    network.add("lettrice", PASSWORD)
    for handle in ("ada_blue", "bo_red"):
        network.add(handle, PASSWORD, assistant="allow")
    tokens = [network.command("people", "token", handle) for handle in ("ada_blue", "bo_red")]
    for number, text in enumerate(TOLD):
        bearer = {"Authorization": f"Bearer {tokens[number % 2]}"}
        with httpx.Client(base_url=network.url, headers=bearer) as person:
            person.post("/api/v1/statuses", json={"status": text}).raise_for_status()
    with httpx.Client(
        base_url=network.url, headers={"Authorization": f"Bearer {tokens[0]}"}, timeout=30
    ) as ada:
        deadline = time.monotonic() + FOUND_SECONDS
        while not ada.get("/api/v2/search?q=mill&type=statuses").json()["statuses"]:
            assert time.monotonic() < deadline, "the post is not found"
            time.sleep(0.2)
    return network


async def test_a_question_with_the_keyboard_and_the_words_behind_the_answer(
    told: Network, browser: Browser
) -> None:
    person = await arrive(browser, told)
    page = person.page
    await sign_in(person, "reader")
    await person.visit("/gesso")
    await person.look("gesso-empty")
    field = page.get_by_label("Your question")
    await field.focus()
    await page.keyboard.type("When does the mill festival open?")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/gesso/\d+$"))
    turn = page.locator("[data-turn]").first
    await expect(turn).to_have_attribute("data-state", "answered")
    await expect(turn.locator(".answer")).to_contain_text("Friday")
    await expect(turn).to_contain_text("Gesso is an AI.")
    cite = turn.locator("a.cite").first
    await cite.focus()
    await page.keyboard.press("Enter")
    await expect(turn.locator("mark").first).to_be_visible()
    await person.look("gesso-answer")
    await field.fill("Who plays there?")
    await page.get_by_role("button", name="Ask", exact=True).click()
    await expect(page.locator("[data-turn][data-state=answered]")).to_have_count(2)
    await expect(page.locator(".history")).to_contain_text("When does the mill festival open?")
    again = page.get_by_role("button", name="Try again")
    await expect(again).to_have_count(1)
    old = await page.locator("[data-turn]").last.get_attribute("id")
    await again.click()
    await expect(page.locator(f"#{old}")).to_have_count(0)
    await expect(page.locator("[data-turn][data-state=answered]")).to_have_count(2)
    await page.reload()
    await expect(page.locator("[data-turn][data-state=answered]")).to_have_count(2)
    assert person.complaints == []


async def test_explain_and_catch_me_up_ask_at_once(told: Network, browser: Browser) -> None:
    person = await arrive(browser, told, viewport=PHONE, locale="it-IT")
    page = person.page
    await sign_in(person, "lettrice")
    await person.visit("/settings/account")
    await page.locator("select[name=locale]").first.select_option("it")
    await page.locator("form[action='/language'] button").first.click()
    await expect(page.locator("html")).to_have_attribute("lang", "it")
    await person.visit("/local")
    post = page.locator("article.post", has_text="harbour wall").first
    await post.locator("details.menu > summary").click()
    await post.locator("a[href$='/explain']").click()
    await expect(page).to_have_url(re.compile(r"/gesso/\d+$"))
    await expect(page.locator("[data-turn]")).to_have_attribute("data-state", "answered")
    await person.look("gesso-explain-it")
    await person.visit("/tags/mill")
    await page.locator("a[href*='task=catch_up']").first.click()
    await expect(page.locator("[data-turn]")).to_have_attribute("data-state", "answered")
    await expect(page.locator(".answer")).to_contain_text("Friday")
    await person.visit("/gesso")
    await page.locator("#text").fill("Quando apre la festa del mulino?")
    await page.locator("[data-ask-send]").click()
    await expect(page.locator("[data-turn]")).to_have_attribute("data-state", "answered")
    await expect(page.locator(".answer")).to_contain_text("venerdì")
    await person.look("gesso-answer-it")
    await person.visit("/settings/gesso")
    await person.look("gesso-settings")
    assert person.complaints == []


async def test_all_of_it_without_a_script(told: Network, browser: Browser) -> None:
    person = await arrive(browser, told, script=False)
    page = person.page
    await sign_in(person, "reader")
    await person.visit("/gesso")
    await page.get_by_label("Your question").fill("When does the mill festival open?")
    await page.get_by_role("button", name="Ask", exact=True).click()
    await expect(page.locator("[data-turn] .answer").last).to_contain_text("Friday")
    await page.locator("a.cite").first.click()
    await expect(page.locator("mark").first).to_be_visible()


async def test_an_author_leaves_a_post_out_from_the_notice(told: Network, browser: Browser) -> None:
    asker = await arrive(browser, told)
    await sign_in(asker, "lettrice")
    await asker.visit("/gesso")
    await asker.page.locator("#text").fill("Who painted the harbour wall?")
    await asker.page.locator("[data-ask-send]").click()
    await expect(asker.page.locator("[data-turn]")).to_have_attribute("data-state", "answered")
    author = await arrive(browser, told)
    await sign_in(author, "ada_blue")
    await author.visit("/notifications")
    notice = author.page.locator(".notice", has_text="harbour wall")
    await expect(notice).to_contain_text("answered somebody with your post")
    await author.look("gesso-notice")
    await notice.get_by_role("button", name="Leave this post out").click()
    await expect(author.page.locator("#flash")).to_contain_text("leave this post out")
    assert asker.complaints == author.complaints == []
