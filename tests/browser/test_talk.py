"""Veils, polls, quotes and conversations with the keyboard, on a phone, and without a script."""

from __future__ import annotations

import io
from collections.abc import Mapping

import httpx
import msgspec
import pytest
from PIL import Image
from playwright.async_api import Browser, expect

from visitors import PASSWORD, TWO_SIGHTS, Network, arrive, sign_in

pytestmark = pytest.mark.browser


class Said(msgspec.Struct, frozen=True):
    """A network in which people have talked. Paths of what they said."""

    network: Network
    veiled: str
    poll: str
    quote: str


@pytest.fixture(scope="module")
def said(network: Network) -> Said:
    people = {}
    for handle in ("ada_blue", "bo_red", "reader"):
        network.add(handle, PASSWORD, owner=handle == "reader")
        token = network.command("people", "token", handle).split()[-1]
        headers = {"Authorization": f"Bearer {token}"}
        people[handle] = httpx.Client(base_url=network.url, headers=headers)

    def post(handle: str, **body: object) -> Mapping[str, str]:
        answer = people[handle].post("/api/v1/statuses", json=body).raise_for_status()
        status: Mapping[str, str] = answer.json()
        return status

    def path(status: Mapping[str, str]) -> str:
        return status["url"].removeprefix(network.url)

    file = io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(file, "PNG")
    upload = {"file": ("noise.png", file.getvalue(), "image/png")}
    media = people["ada_blue"].post("/api/v2/media", files=upload, data={"description": "Noise"})
    loud = post("ada_blue", status="look away", spoiler_text="Loud", media_ids=[media.json()["id"]])
    asked = {"options": ["Ochre", "Umber"], "expires_in": 7200}
    poll = post("ada_blue", status="Which ground?", poll=asked)
    quoting = post("bo_red", status="as ada asks", quoted_status_id=poll["id"])
    post("ada_blue", status="@reader psst", visibility="direct")
    people["bo_red"].post(
        "/api/v1/reports",
        json={"account_id": loud["account"]["id"], "status_ids": [loud["id"]]},  # type: ignore[index]
    ).raise_for_status()
    return Said(network, path(loud), path(poll), path(quoting))


async def test_a_veil_is_lifted_with_the_keyboard(said: Said, browser: Browser) -> None:
    person = await arrive(browser, said.network)
    page = person.page
    await person.visit(said.veiled)
    veil = page.locator(".veil")
    await expect(veil).to_be_visible()
    await expect(page.get_by_text("look away", exact=True)).to_be_hidden()
    await person.look("veil", TWO_SIGHTS)
    await page.locator(".veil input").focus()
    await page.keyboard.press("Space")
    await expect(veil).to_be_hidden()
    await page.locator(".warned summary").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("look away", exact=True)).to_be_visible()
    await person.check_access()
    assert person.complaints == []


async def test_a_poll_is_answered_without_leaving_the_page(said: Said, browser: Browser) -> None:
    person = await arrive(browser, said.network)
    page = person.page
    await sign_in(person, "reader")
    await person.visit(said.poll)
    await page.get_by_label("Umber").check()
    await person.look("poll", TWO_SIGHTS)
    await page.get_by_role("button", name="Vote").click()
    await expect(page.locator(".poll .chosen")).to_contain_text("Umber")
    await person.look("poll-told", TWO_SIGHTS)
    await person.visit(said.quote)
    await expect(page.locator(".quoted")).to_contain_text("Which ground?")
    await person.check_access()
    assert person.complaints == []


async def test_a_poll_is_answered_without_a_script(said: Said, browser: Browser) -> None:
    said.network.add("plain", PASSWORD)
    person = await arrive(browser, said.network, script=False)
    await sign_in(person, "plain")
    await person.visit(said.poll)
    await person.page.get_by_label("Ochre").check()
    await person.page.get_by_role("button", name="Vote").click()
    await expect(person.page.locator(".poll .chosen")).to_contain_text("Ochre")


async def test_a_name_is_completed_and_somebody_answers(said: Said, browser: Browser) -> None:
    person = await arrive(browser, said.network)
    page = person.page
    await sign_in(person, "reader")
    await person.visit("/conversations/new")
    await page.locator("#to").press_sequentially("@bo")
    await expect(page.locator("[role=option]")).to_contain_text("@bo_red")
    await person.check_access()
    await page.keyboard.press("Enter")
    await expect(page.locator("#to")).to_have_value("@bo_red ")
    await page.locator("#text").fill("are you there?")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".talk .mine")).to_contain_text("are you there?")
    await person.look("talk", TWO_SIGHTS)
    token = said.network.command("people", "token", "bo_red").split()[-1]
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=said.network.url, headers=headers) as other:
        (newest, *_rest) = (await other.get("/api/v1/conversations")).json()
        answer = {
            "status": "@reader I am",
            "visibility": "direct",
            "in_reply_to_id": newest["last_status"]["id"],
        }
        (await other.post("/api/v1/statuses", json=answer)).raise_for_status()
    await expect(page.locator(".talk .theirs")).to_contain_text("I am")
    await person.visit("/conversations")
    await expect(page.locator(".notice")).to_have_count(2)
    await person.look("conversations", TWO_SIGHTS)
    assert person.complaints == []


async def test_the_other_pages_are_for_everybody(said: Said, browser: Browser) -> None:
    """Of publishing, scheduling, reading, reports and announcements."""
    person = await arrive(browser, said.network)
    page = person.page
    await sign_in(person, "reader")
    await person.visit("/publish")
    await page.get_by_text("Warning, poll, later").click()
    await person.look("publish-further", TWO_SIGHTS)
    for name in ("reading", "reports", "announcements"):
        await person.visit(f"/settings/{name}")
        await person.look(name, TWO_SIGHTS)
    await person.visit("/scheduled")
    await person.check_access()
    await person.visit("/report?post=" + said.veiled.rpartition("/")[2])
    await person.look("report", TWO_SIGHTS)
    assert person.complaints == []
