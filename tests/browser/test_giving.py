"""The whole way of what is given: into a release, seen with what came of it, taken back, and gone."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from browser.test_duels import give
from visitors import Network, Person, arrive, sign_in

pytestmark = pytest.mark.browser

COMMONS = "/api/affresco/v1/commons"
SOON = 30.0
"""Seconds that a tombstone may take on a busy machine; usually it is a fraction of one."""


def laboratory(network: Network) -> httpx.AsyncClient:
    """A consumer with a key, at the API of the commons."""
    words = ("commons", "consumers", "add", "A laboratory", "--contact", "lab@example.org")
    said = network.command(*words, "--purpose", "to learn how people draw").split()
    key = next(word for word in said if word.startswith("affc_"))
    return httpx.AsyncClient(
        base_url=network.url + COMMONS, headers={"Authorization": f"Bearer {key}"}, timeout=SOON
    )


async def heard(lab: httpx.AsyncClient, kind: str, cursor: str) -> tuple[Any, float]:
    """The next event of a kind on the live stream, and when it came. cursor: after which one."""
    query = f"/stream?cursor={cursor}&follow=true"
    async with asyncio.timeout(SOON), lab.stream("GET", query) as answer:
        answer.raise_for_status()
        async for line in answer.aiter_lines():
            event = json.loads(line)
            if event["kind"] == kind:
                return event, time.monotonic()
    raise AssertionError("the stream ended")


async def replay(lab: httpx.AsyncClient) -> list[Any]:
    """All that the stream tells from its beginning."""
    answer = (await lab.get("/stream")).raise_for_status()
    return [json.loads(line) for line in answer.text.splitlines()]


async def press_by_keyboard(page: Page, name: str) -> float:
    """Go through the page with Tab until a control with this name has the focus, then press it; returns
    when."""
    focused = "() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent"
    for _ in range(120):
        await page.keyboard.press("Tab")
        if name in (await page.evaluate(focused) or ""):
            pressed = time.monotonic()
            await page.keyboard.press("Enter")
            return pressed
    raise AssertionError(f"Tab does not reach {name}")


def lines_of(file: Path) -> list[Any]:
    """Of a file of JSON, one a line."""
    return [json.loads(line) for line in file.read_text().splitlines()]


async def see_what_came_of_it(ada: Person) -> None:
    """What one gave, in which release, what for; on each device, by day and night."""
    page = ada.page
    await ada.visit("/settings/data")
    await expect(page.get_by_text("in release 1", exact=False).first).to_be_visible()
    uses = page.get_by_role("region", name="What for")
    await expect(uses.get_by_text("frescos-1")).to_be_visible()
    await expect(uses.get_by_text("by A laboratory")).to_be_visible()
    await expect(uses.get_by_role("link", name="https://example.org/frescos")).to_be_visible()
    await ada.look("your-data-used")
    await uses.scroll_into_view_if_needed()
    await ada.shot("your-data-uses")
    async with page.expect_download() as coming:
        await page.get_by_role("link", name="Download").click()
    (proof,) = lines_of(await (await coming.value).path())
    assert proof["config"] == "captions"


async def test_from_giving_to_a_release_without_it(
    network: Network, browser: Browser, tmp_path: Path
) -> None:
    await give(network, "walk_ada", 1)
    await give(network, "walk_bo", 1)
    lab = laboratory(network)
    terms = (await lab.get("/terms")).raise_for_status().json()
    (await lab.post("/terms", json={"version": terms["version"]})).raise_for_status()
    network.command("commons", "export", "--to", str(tmp_path))
    use = {"version": 1, "model": "frescos-1", "purpose": "learning to caption pictures"}
    use["url"] = "https://example.org/frescos"
    (await lab.post("/uses", json=use)).raise_for_status()

    ada = await arrive(browser, network)
    await sign_in(ada, "walk_ada")
    await see_what_came_of_it(ada)
    shown = next(event for event in await replay(lab) if "walk_ada" in json.dumps(event))
    post_id = shown["post"]["id"]
    picture = shown["post"]["pictures"][0]["url"]
    assert (await lab.get(picture)).status_code == 200

    end = (await replay(lab))[-1]["cursor"]
    hearing = asyncio.create_task(heard(lab, "withdrawal", end))
    pressed = await press_by_keyboard(ada.page, "Withdraw: A fox by walk_ada")
    stone, came = await hearing
    print(f"from the key to the tombstone in the stream: {(came - pressed) * 1000:.0f} ms")
    assert stone["post_id"] == post_id
    assert (await lab.get(picture)).status_code == 404
    await expect(ada.page.get_by_text("Taken back.")).to_be_visible()
    told = [event for event in await replay(lab) if event.get("post", {}).get("id") == post_id]
    assert told == [], "nothing of it is told again"
    pending = (await lab.get("/datasets/1/removals?pending=true")).json()["items"]
    assert [one["key"] for one in pending] == [f"{post_id}/0"]

    network.command("commons", "export", "--to", str(tmp_path))
    listed = (await lab.get("/datasets/2/removals")).json()["items"]
    assert [(one["key"], one["reason"]) for one in listed] == [(f"{post_id}/0", "withdrawn")]
    gone = await lab.get(f"/datasets/2/absence/captions:{post_id}/0")
    assert gone.status_code == 200
    assert post_id not in (tmp_path / "v2" / "croissant.json").read_text()
    await ada.visit("/settings/data")
    release = ada.page.get_by_role("row").filter(has_text="Download")
    await expect(release).to_have_count(1)
    await expect(release.get_by_role("cell").nth(3)).to_have_text("1")
    await lab.aclose()
    assert ada.complaints == []


async def test_in_italian(network: Network, browser: Browser) -> None:
    await give(network, "italian_ada", 1)
    ada = await arrive(browser, network, locale="it-IT")
    await sign_in(ada, "italian_ada")
    await ada.visit("/settings/account")
    await ada.page.locator("select[name=locale]").first.select_option("it")
    await ada.page.locator("form[action='/language'] button").first.click()
    await expect(ada.page.locator("html")).to_have_attribute("lang", "it")
    await ada.visit("/settings/data")
    await expect(ada.page.get_by_role("heading", name="Che cosa dai")).to_be_visible()
    await ada.look("your-data-italian")
    await ada.visit("/settings/webhooks")
    await ada.look("webhooks-italian")
    assert ada.complaints == []
