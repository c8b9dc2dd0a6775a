"""The widgets in a chat: by day and by night, on a phone, in Italian, with hosts that can do less."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from urllib.parse import urlencode

import httpx
import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from playwright.async_api import Browser, expect

from browser.chat_host import Chat, chat
from visitors import PAINTED, PASSWORD, PHONE, Network, arrive, sign_in

pytestmark = pytest.mark.browser

WICKED: Final = (
    '<img src=x onerror="top.bad=1"><script>top.bad=2</script> javascript:alert(1) \u202ework'
)


@asynccontextmanager
async def guest(network: Network, token: str) -> AsyncIterator[Client]:
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as web,
        Client(streamable_http_client(f"{network.url}/mcp", http_client=web)) as client,
    ):
        yield client


class Town:
    """People and posts. tokens: for the API; key: ada's, for /mcp."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.tokens: dict[str, str] = {}
        self.key = ""

    def api(self, who: str, method: str, path: str, **body: Any) -> Any:
        bearer = {"Authorization": f"Bearer {self.tokens[who]}"}
        with httpx.Client(base_url=self.network.url, headers=bearer, timeout=60) as person:
            answer = person.request(method, path, **body)
            answer.raise_for_status()
            return answer.json()


@pytest.fixture(scope="module")
def town(network: Network) -> Town:
    town = Town(network)
    for handle in ("ada", "bo"):
        network.add(handle, PASSWORD)
        town.tokens[handle] = network.command("people", "token", handle)
    town.api("bo", "POST", "/api/v1/statuses", json={"status": WICKED})
    for number in range(12):
        said = f"Number {number}: the harbour in the morning, when the boats come back. #harbour"
        town.api("bo", "POST", "/api/v1/statuses", json={"status": said})
    covered = {"status": "what is under it", "spoiler_text": "Fish, close up"}
    town.api("bo", "POST", "/api/v1/statuses", json=covered)
    return town


@pytest.fixture
async def key(town: Town, browser: Browser) -> str:
    """Made by hand, in the settings, once."""
    if not town.key:
        ada = await arrive(browser, town.network)
        await sign_in(ada, "ada")
        await ada.visit("/settings/assistants")
        await ada.look("assistants")
        await ada.page.get_by_label("It may also make pictures").check()
        await ada.page.get_by_role("button", name="Make a token").click()
        town.key = await ada.page.locator("[data-copy-source]").first.inner_text()
        assert ada.complaints == []
    return town.key


def registered(network: Network) -> str:
    """The client_id of an assistant on the person's own machine."""
    said = {
        "client_name": "A chat",
        "redirect_uris": ["http://127.0.0.1:9/back"],
        "token_endpoint_auth_method": "none",
    }
    answer = httpx.post(f"{network.url}/oauth/register", json=said)
    client_id: str = answer.raise_for_status().json()["client_id"]
    return client_id


def asked(network: Network, scope: str, **more: str) -> str:
    """The path to which such an assistant sends the person."""
    said = {
        "client_id": registered(network),
        "redirect_uri": "http://127.0.0.1:9/back",
        "response_type": "code",
        "scope": scope,
        "resource": f"{network.url}/mcp",
        **more,
    }
    return f"/oauth/authorize?{urlencode(said)}"


async def test_the_question_whether_to_let_one_in_is_looked_at(
    town: Town, browser: Browser
) -> None:
    challenge = {"code_challenge": "x" * 43, "code_challenge_method": "S256"}
    question = asked(town.network, "read:statuses read:search write:statuses", **challenge)
    ada = await arrive(browser, town.network)
    await sign_in(ada, "ada")
    await ada.visit(question)
    await expect(ada.page.get_by_text("any program here could use its name")).to_be_visible()
    await ada.look("assistant-asks")
    assert ada.complaints == []


async def test_what_an_app_did_wrong_stands_on_a_page_that_leads_to_it(
    town: Town, browser: Browser
) -> None:
    ada = await arrive(browser, town.network)
    await sign_in(ada, "ada")
    unproved = asked(town.network, "read:statuses")
    answer = await ada.page.goto(f"{town.network.url}{unproved}")
    assert answer is not None
    assert answer.status == 400
    await ada.look("app-did-wrong")
    tell = ada.page.get_by_role("link", name="Tell the app")
    href = await tell.get_attribute("href") or ""
    assert href.startswith("http://127.0.0.1:9/back?error=invalid_request&")
    assert [one for one in ada.complaints if "status of 400" not in one] == []


async def pictures_loaded(open_chat: Chat) -> None:
    """Every picture has come, from the one address that the policy allows."""
    await expect(open_chat.widget.locator("img").last).to_be_visible()
    await open_chat.widget.evaluate(
        "Promise.all([...document.images].map((one) => { one.loading = 'eager'; return one.decode() }))"
    )


async def test_the_studio_shows_pictures_as_they_come_and_one_is_chosen(
    town: Town, browser: Browser, key: str
) -> None:
    async with guest(town.network, key) as client:
        given = {"prompt": "a red lighthouse by the sea at night", "count": 4, "shape": "4:3"}
        seen = await chat(browser, client, "make_image", given)
        radios = seen.widget.get_by_role("radio")
        await expect(radios).to_have_count(4, timeout=PAINTED)
        await expect(seen.widget.get_by_role("status")).to_have_text("Ready. Choose one.")
        await pictures_loaded(seen)
        await radios.nth(1).check()
        known = await seen.heard("ui/update-model-context")
        chosen = known[-1]["structuredContent"]["chosen_image_id"]
        assert chosen == await radios.nth(1).get_attribute("value")
        await seen.look("widget-studio")
        await seen.widget.get_by_role("button", name="Publish this one").click()
        asked = await seen.heard("ui/message")
        assert chosen in asked[0]["content"][0]["text"]
        await seen.widget.get_by_role("link", name="Open in Affresco").click()
        (link,) = await seen.heard("ui/open-link")
        assert link["url"].startswith(f"{town.network.url}/generations/")
        await seen.tell("ui/notifications/host-context-changed", {"theme": "dark"})
        await expect(radios.nth(1)).to_be_checked()
        await seen.look("widget-studio-dark")
        calls = await seen.heard("tools/call")
        assert {call["name"] for call in calls} == {"image_progress"}
        assert seen.complaints == [], seen.complaints
        job = link["url"].rpartition("/")[2]
        phone = await chat(
            browser, client, "image_progress", {"job_id": job}, viewport=PHONE, theme="dark"
        )
        await pictures_loaded(phone)
        await phone.look("widget-studio-phone-dark")


async def test_the_studio_stops_when_told_and_says_what_went_wrong(
    town: Town, browser: Browser, key: str
) -> None:
    async with guest(town.network, key) as client:
        seen = await chat(browser, client, "make_image", {"prompt": "a fox {in|under} snow"})
        stop = seen.widget.get_by_role("button", name="Stop")
        if await stop.count():
            await stop.click()
        status = seen.widget.get_by_role("status")
        await expect(status).to_have_text(re.compile("Stopped|Ready"), timeout=PAINTED)
        refused = await chat(browser, client, "image_progress", {"job_id": "12"})
        await expect(refused.widget.get_by_role("status")).to_contain_text("generation_not_found")
        assert refused.complaints == []


async def test_a_feed_is_scrolled_and_liked_in(town: Town, browser: Browser, key: str) -> None:
    async with guest(town.network, key) as client:
        seen = await chat(browser, client, "browse_feed", {"feed": "local", "limit": 8})
        posts = seen.widget.get_by_role("article")
        await expect(posts).to_have_count(8)
        like = posts.nth(2).get_by_role("button", name="Like")
        await like.click()
        await expect(like).to_have_attribute("aria-pressed", "true")
        await expect(like).to_have_text("♥ 1")
        shown = town.api("ada", "GET", "/api/v1/timelines/public?local=true")
        assert [status["favourites_count"] for status in shown[:4]] == [0, 0, 1, 0]
        await like.click()
        await expect(like).to_have_text("♥ 0")
        await seen.widget.get_by_role("button", name="Show").first.click()
        await expect(posts.first).to_contain_text("what is under it")
        await seen.look("widget-feed")
        await seen.widget.get_by_role("button", name="Older posts").click()
        await expect(posts).to_have_count(14)
        await expect(posts.nth(8)).to_be_focused()
        await expect(posts.last).to_contain_text("<script>")
        assert await seen.page.evaluate("window.bad") is None
        assert not await seen.widget.locator("article script, article img").count()
        assert seen.complaints == [], seen.complaints
        phone = await chat(
            browser,
            client,
            "browse_feed",
            {"feed": "hashtag", "name": "harbour"},
            viewport=PHONE,
            theme="dark",
            locale="it-IT",
        )
        await expect(phone.widget.locator("html")).to_have_attribute("lang", "it")
        day = phone.widget.locator("time").first
        await expect(day).to_have_text(re.compile(r"^\d{1,2}/\d{1,2}/\d{4}$"))
        await phone.look("widget-feed-phone-dark")


async def test_a_post_shows_its_family_and_leads_through_it(
    town: Town, browser: Browser, key: str
) -> None:
    async with guest(town.network, key) as client:

        async def published(job: Any, text: str) -> str:
            """Publish the first picture of a job."""
            done = job
            while not done["over"]:
                again = {"job_id": job["job_id"], "wait_seconds": 20}
                done = (await client.call_tool("image_progress", again)).structured_content
            post = {"text": text, "images": [{"image_id": done["candidates"][0]["image_id"]}]}
            post["remixes_by"] = "everyone"
            preview = (await client.call_tool("publish_post", post)).structured_content
            yes = {**post, "confirmation": preview["confirmation"]}
            made = (await client.call_tool("publish_post", yes)).structured_content
            post_id: str = made["post"]["id"]
            return post_id

        first = await client.call_tool("make_image", {"prompt": "a quiet harbour", "count": 1})
        root = await published(first.structured_content, "The first")
        remix = {"post_id": root, "prompt": "a loud harbour at night", "count": 1}
        second = await client.call_tool("remix_post", remix)
        child = await published(second.structured_content, "Louder")
        town.api("bo", "POST", "/api/v1/statuses", json={"status": "Oh!", "in_reply_to_id": child})

        seen = await chat(browser, client, "open_post", {"post_id": child})
        family = seen.widget.get_by_role("region", name="Family tree")
        await expect(family.locator("li")).to_have_count(2)
        await expect(family.locator("ins")).to_have_text("loud at night")
        await expect(family.locator("del")).to_have_text("quiet")
        await expect(seen.widget.get_by_role("region", name="Answers")).to_contain_text("Oh!")
        await pictures_loaded(seen)
        await seen.look("widget-post")
        await family.get_by_role("button", name="Show @ada").click()
        await expect(seen.widget.get_by_role("article").first).to_contain_text("The first")
        await expect(seen.widget.get_by_role("article").first).to_be_focused()
        assert seen.complaints == [], seen.complaints
        phone = await chat(
            browser, client, "open_post", {"post_id": child}, viewport=PHONE, theme="dark"
        )
        await pictures_loaded(phone)
        await phone.look("widget-post-phone-dark")


async def test_a_host_that_can_show_and_nothing_else_gets_plain_content(
    town: Town, browser: Browser, key: str
) -> None:
    async with guest(town.network, key) as client:
        seen = await chat(browser, client, "browse_feed", {"feed": "local"}, capabilities={})
        posts = seen.widget.get_by_role("article")
        await expect(posts).to_have_count(10)
        assert await seen.widget.get_by_role("button", name="Like").count() == 0
        assert await seen.widget.get_by_role("button", name="Older posts").count() == 0
        link = posts.nth(1).get_by_role("link", name="Open in Affresco")
        href = await link.get_attribute("href") or ""
        assert href.startswith(town.network.url), "the browser itself can follow it"
        await seen.look("widget-feed-plain")
        assert seen.complaints == [], seen.complaints


async def test_a_host_without_a_bridge_is_told_of_and_the_answer_says_it_in_words(
    town: Town, browser: Browser, key: str
) -> None:
    async with guest(town.network, key) as client:
        seen = await chat(browser, client, "browse_feed", {"feed": "local"}, silent=True)
        await expect(seen.widget.get_by_role("status")).to_contain_text("does not answer")
        assert seen.complaints == [], seen.complaints
        answer = await client.call_tool("browse_feed", {"feed": "local"})
        assert answer.content[0].type == "text"
        assert "Number 11" in answer.content[0].text


async def test_a_host_that_breaks_off_in_the_middle_leaves_a_page_that_works(
    town: Town, browser: Browser, key: str
) -> None:
    odd_ones: list[Any] = [None, 7, "x", [], {"jsonrpc": "2.0"}]
    odd_ones.append({"jsonrpc": "2.0", "id": 99, "result": 1})
    async with guest(town.network, key) as client:
        seen = await chat(browser, client, "browse_feed", {"feed": "local"})
        await expect(seen.widget.get_by_role("article")).to_have_count(10)
        for odd in odd_ones:
            await seen.page.evaluate("(odd) => frame.contentWindow.postMessage(odd, '*')", odd)
        await seen.tell("ui/notifications/tool-result", {"content": [], "isError": True})
        await seen.tell("ui/notifications/tool-cancelled", {"reason": "gone"})
        await seen.tell("ui/notifications/never-heard-of", {})
        await expect(seen.widget.get_by_role("article")).to_have_count(10)
        assert seen.complaints == [], seen.complaints
