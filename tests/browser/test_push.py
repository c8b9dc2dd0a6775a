"""The settings of notifications, and the service worker, in a real browser."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from doors.api.loopback import serving
from visitors import TWO_SIGHTS, Network, arrive
from world import PASSWORD, World

pytestmark = pytest.mark.browser

SECONDS = 30.0

PUSHED = {
    "notification_id": 117660491693817863,
    "title": "bo likes your post",
    "body": "wet plaster",
    "preferred_locale": "en",
    "affresco": {"url": "/notifications"},
}


async def test_what_is_pushed_is_shown(world: World, tmp_path: Path, browser: Browser) -> None:
    resident, *others = await world.people("ada", "bo", "cleo", "dora")
    post = await world.post(by=resident, pictures=1)
    for who in others:
        await world.like(who, post)
        await world.follow(who, resident)
    await world.work()
    policy = {"for_not_following": "filter"}
    await world.api("PATCH", "/api/v2/notifications/policy", as_=resident, json=policy)
    await world.repost(others[0], post)
    await world.work()
    async with serving(world.database.dsn, tmp_path) as home:
        ada = await arrive(browser, Network(url=home, data=tmp_path, owner_link=""))
        page = ada.page
        await page.context.grant_permissions(["notifications"], origin=home)
        await ada.visit("/settings/notifications")
        await page.locator("input[name=login]").fill("ada")
        await page.locator("input[name=password]").fill(PASSWORD)
        await page.locator("main form button[type=submit]").click()
        await expect(page.get_by_role("button", name="Tell me on this device")).to_be_visible()
        await ada.look("notification-settings", TWO_SIGHTS)

        await ada.visit("/notifications")
        await expect(page.get_by_text("and 2 others like your post")).to_be_visible()
        await ada.look("notification-groups", TWO_SIGHTS)
        await page.get_by_role("link", name="Kept apart").click()
        await expect(page.get_by_role("button", name="Show what bo does")).to_be_visible()
        await ada.look("notification-requests", TWO_SIGHTS)

        devtools = await page.context.new_cdp_session(page)
        known: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def registered(event: dict[str, list[dict[str, str]]]) -> None:
            for registration in event["registrations"]:
                if not known.done():
                    known.set_result(registration["registrationId"])

        devtools.on("ServiceWorker.workerRegistrationUpdated", registered)
        await devtools.send("ServiceWorker.enable")
        # What is not installed is never ready, and a page is waited for without a limit.
        async with asyncio.timeout(SECONDS):
            await page.evaluate(
                "navigator.serviceWorker.register('/worker.js')"
                ".then(() => navigator.serviceWorker.ready).then(() => null)"
            )
            registration = await known
        await devtools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": home, "registrationId": registration, "data": json.dumps(PUSHED)},
        )
        shown = await page.evaluate(
            """async () => {
              const registration = await navigator.serviceWorker.ready;
              for (let tries = 0; tries < 100; tries++) {
                const [one] = await registration.getNotifications();
                if (one) return [one.title, one.body, one.tag, one.data.url];
                await new Promise((resolve) => setTimeout(resolve, 50));
              }
              return null;
            }"""
        )
        assert shown == [
            "bo likes your post",
            "wet plaster",
            "117660491693817863",
            "/notifications",
        ]
