"""A post is put right: a picture goes out, another comes in, a crop keeps something else in sight."""

from __future__ import annotations

import io
import re

import httpx
import pytest
from PIL import Image
from playwright.async_api import Browser, expect

from visitors import PASSWORD, Network, arrive, sign_in

pytestmark = pytest.mark.browser


def picture(colour: tuple[int, int, int]) -> bytes:
    """A tall surface, lighter at its top."""
    image = Image.new("RGB", (300, 900), colour)
    image.paste(Image.new("RGB", (300, 200), "white"), (0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


async def test_pictures_of_a_post_are_changed(network: Network, browser: Browser) -> None:
    network.add("editor", PASSWORD)
    bearer = {"Authorization": f"Bearer {network.command('people', 'token', 'editor')}"}
    async with httpx.AsyncClient(base_url=network.url, headers=bearer, timeout=60) as program:
        ids = [
            (
                await program.post(
                    "/api/v2/media",
                    files={"file": (f"{n}.png", picture((40 * n + 60, 90, 120)), "image/png")},
                    data={"description": f"Surface {n}"},
                )
            ).json()["id"]
            for n in range(3)
        ]
        sent = {"status": "Two surfaces", "media_ids": ids[:2]}
        post = (await program.post("/api/v1/statuses", json=sent)).json()
        person = await arrive(browser, network)
        page = person.page
        await sign_in(person, "editor")
        await person.visit("/settings/account")
        await page.locator("select[name=locale]").first.select_option("it")
        await page.locator("form[action='/language'] button").first.click()
        await expect(page.locator("html")).to_have_attribute("lang", "it")
        await person.visit(f"/posts/{post['id']}/edit")
        await page.locator("details.further > summary").click()
        await person.look("editor-it")
        await page.locator("input[name=out]").first.check()
        await page.locator("select[name=focus_2]").select_option("top")
        await page.locator("input[name=media_id]").first.check()
        await page.get_by_role("button", name="Salva").click()
        await expect(page).to_have_url(re.compile(rf"/{post['id']}$"))
        await person.look("edited-it")
        now = (await program.get(f"/api/v1/statuses/{post['id']}")).json()
    kept, fresh = now["media_attachments"]
    assert (kept["id"], fresh["id"]) == (ids[1], ids[2])
    assert kept["meta"]["focus"] == {"x": 0.0, "y": 1.0}
    assert person.complaints == []
