"""The whole way of a duel: by keyboard and touch, into the commons; a taste is seen, used, begun anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

import gouache
from affresco.commons.datasets.drafting import side_of
from browser.test_giving import laboratory, replay
from visitors import PASSWORD, PHONE, Network, Person, arrive, sign_in

pytestmark = pytest.mark.browser

API = "/api/affresco/v1"
WORDS = "a wall before it is painted"
PALETTES = {
    "light": ("#fbf8f2", "#f2efe8", "#f7f4ee", "#efece5"),
    "dark": ("#15140f", "#1d1c18", "#191813", "#22211c"),
}
LIGHT_OF = """image => {
  const canvas = new OffscreenCanvas(8, 8).getContext("2d");
  canvas.drawImage(image, 0, 0, 8, 8);
  const pixels = canvas.getImageData(0, 0, 8, 8).data;
  return pixels.reduce((sum, value, at) => at % 4 < 3 ? sum + value : sum, 0) / 192;
}"""


async def program(network: Network, handle: str) -> httpx.AsyncClient:
    """Somebody's own, at the API."""
    bearer = {"Authorization": f"Bearer {network.command('people', 'token', handle)}"}
    return httpx.AsyncClient(base_url=network.url, headers=bearer, timeout=30)


async def add(network: Network, name: str) -> str:
    """The handle of somebody new who is on the side of those one trains on: pairs across are left out."""
    secret = (network.data / "secret").read_bytes().strip()
    for number in range(20):
        handle = f"{name}_{number}"
        network.add(handle, PASSWORD)
        async with await program(network, handle) as client:
            me = (await client.get("/api/v1/accounts/verify_credentials")).json()
        if side_of(secret, int(me["id"])) == "train":
            return handle
    raise AssertionError("one in ten is on the other side, not all")


async def hang(network: Network, handle: str) -> None:
    """Somebody gives light and dark pictures of the same words."""
    async with await program(network, handle) as client:
        said = {"training": "allow", "licence": "CC BY"}
        (await client.patch(f"{API}/consent", json=said)).raise_for_status()
        for number in range(6):
            palette = PALETTES["light" if number % 2 else "dark"]
            wanted = {"prompt": WORDS, "count": 1, "engine": gouache.NAME, "seed": number}
            sent = await client.post(f"{API}/generations", json={**wanted, "palette": palette})
            job: dict[str, Any] = sent.raise_for_status().json()
            while job["state"] in ("queued", "running"):
                job = (await client.get(f"{API}/generations/{job['id']}")).json()
            media = job["candidates"][0]["media_id"]
            post = {"status": f"Plaster {number}", "media_ids": [media]}
            (await client.post("/api/v1/statuses", json=post)).raise_for_status()


async def brightness(page: Page, side: str) -> float:
    """Of a picture of the pair, from 0 to 255."""
    image = page.locator(f"[value={side}] img")
    await page.wait_for_function(
        "side => document.querySelector(`[value=${side}] img`).naturalWidth > 100", arg=side
    )
    light: float = await image.evaluate(LIGHT_OF)
    return light


async def play(person: Person, answers: int, *, touch: bool) -> None:
    """Take the lighter one of each pair; say where both are alike."""
    page = person.page
    await person.visit("/duels")
    for _ in range(answers):
        pair = await page.locator("input[name=pair]").input_value()
        left, right = [await brightness(page, side) for side in ("left", "right")]
        choice = "equal" if abs(left - right) < 60 else "left" if left > right else "right"
        if touch:
            await page.locator(f"[name=choice][value={choice}]").tap()
        else:
            keys = {"equal": "ArrowDown", "left": "ArrowLeft", "right": "ArrowRight"}
            await page.keyboard.press(keys[choice])
        await page.wait_for_function(
            "pair => document.querySelector('input[name=pair]')?.value !== pair", arg=pair
        )


async def test_from_duels_to_a_taste_and_to_the_commons(
    studio: Network, browser: Browser, tmp_path: Path
) -> None:
    await hang(studio, await add(studio, "wall"))
    lab = laboratory(studio)
    terms = (await lab.get("/terms")).raise_for_status().json()
    (await lab.post("/terms", json={"version": terms["version"]})).raise_for_status()
    handle = await add(studio, "player")
    async with await program(studio, handle) as client:
        (await client.patch(f"{API}/consent", json={"choices": "allow"})).raise_for_status()
    player = await arrive(browser, studio)
    await sign_in(player, handle)
    await play(player, 8, touch=False)
    context = await browser.new_context(
        viewport=PHONE, has_touch=True, reduced_motion="reduce", locale="en-GB"
    )
    phone = Person(studio, context, await context.new_page())
    await sign_in(phone, handle)
    await play(phone, 7, touch=True)
    await expect(phone.page.get_by_text("That is all for now")).to_be_visible()

    told = [event for event in await replay(lab) if event["kind"] == "duel"]
    assert len(told) == 15
    assert {event["choice"] for event in told} == {"first", "second", "tie"}
    assert handle not in json.dumps(told), "a pseudonym stands for who chose"
    studio.command("commons", "export", "--to", str(tmp_path))
    rows = (await lab.get("/datasets/1")).raise_for_status().json()["rows"]["preferences"]
    assert rows >= 9, "each of a light one and a dark one"

    page = phone.page
    await phone.visit("/duels/taste")
    taken = page.get_by_role("region", name="You rather take")
    await expect(taken.get_by_text("bright", exact=True)).to_be_visible()
    await phone.look("taste")
    await phone.visit("/studio")
    await page.locator("#prompt").fill("a quiet harbour")
    await page.get_by_role("button", name="Use my taste").tap()
    await expect(page.get_by_text("Added to your words: bright")).to_be_visible()
    await expect(page.locator("#prompt")).to_have_value("a quiet harbour, bright")

    await phone.visit("/duels/taste")
    await page.get_by_role("button", name="Begin anew").tap()
    await page.get_by_role("dialog").get_by_role("button", name="Begin anew").tap()
    await expect(page.get_by_role("heading", name="Not yet")).to_be_visible()
    told = [event for event in await replay(lab) if event["kind"] == "duel"]
    assert len(told) == 15, "what was answered stays given"
    await page.get_by_role("button", name="Delete all answers").tap()
    await page.get_by_role("dialog").get_by_role("button", name="Delete").tap()
    await expect(page.get_by_text("15 answers are deleted")).to_be_visible()
    kinds = [event["kind"] for event in await replay(lab)]
    assert (kinds.count("duel"), kinds.count("unduel")) == (0, 15)
    pending = (await lab.get("/datasets/1/removals?pending=true")).json()["items"]
    assert [one["key"].partition("/")[0] for one in pending] == ["duel"] * rows
    await lab.aclose()
    assert player.complaints == []
    assert phone.complaints == []
