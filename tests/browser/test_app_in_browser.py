"""A client that lives in the browser, at an address of its own: signs in, posts, reads and listens."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from playwright.async_api import Browser, expect

from doors.api.dance import OOB
from doors.api.loopback import serving
from visitors import TWO_SIGHTS, Network, arrive
from world import PASSWORD, World

pytestmark = pytest.mark.browser

CLIENT = """<!doctype html><title>client</title><pre id="told"></pre>
<script type="module">
const home = HOME, here = location.origin + "/";
const base64 = (bytes) => btoa(String.fromCharCode(...bytes))
  .replace(/[+]/g, "-").replace(/[/]/g, "_").replace(/=+$/, "");
const ask = async (path, body, token) => {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const method = body ? "POST" : "GET";
  const answer = await fetch(home + path, { method, headers, body: body && JSON.stringify(body) });
  return { status: answer.status, link: answer.headers.get("link"), body: await answer.json() };
};
const come = new URLSearchParams(location.search);
if (come.has("error")) {
  told.textContent = JSON.stringify({ error: come.get("error") });
} else if (come.has("code")) {
  const kept = JSON.parse(sessionStorage.kept);
  if (come.get("state") !== kept.state || come.get("iss") !== home) throw Error("a forged answer");
  const { client_id, client_secret, verifier } = kept;
  const granted = await ask("/oauth/token", { grant_type: "authorization_code", client_id,
    client_secret, redirect_uri: here, code: come.get("code"), code_verifier: verifier });
  const token = granted.body.access_token;
  const streaming = home.replace("http", "ws") + "/api/v1/streaming?stream=user";
  const socket = new WebSocket(streaming, token);
  await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
  const events = new EventSource(`${home}/api/v1/streaming/public?access_token=${token}`);
  await new Promise((resolve, reject) => { events.onopen = resolve; events.onerror = reject; });
  const heard = Promise.all([
    new Promise((resolve) => { socket.onmessage = (e) => resolve(JSON.parse(e.data)); }),
    new Promise((resolve) => events.addEventListener("update", (e) => resolve(JSON.parse(e.data)))),
  ]);
  const posted = await ask("/api/v1/statuses", { status: "from a browser" }, token);
  const [told_by_socket, told_by_events] = await heard;
  socket.close();
  events.close();
  const read = await ask("/api/v1/timelines/home?limit=1", null, token);
  const refused = await ask(`/api/v1/statuses/${posted.body.id}/favourite`, {}, token);
  told.textContent = JSON.stringify({ read: read.body[0].content, link: read.link,
    refused: refused.status, scope: granted.body.scope,
    streamed: [JSON.parse(told_by_socket.payload).content, told_by_events.content] });
} else {
  const where = (await ask("/.well-known/oauth-authorization-server")).body;
  const app = (await ask("/api/v1/apps", { client_name: "Window", redirect_uris: [here],
    scopes: "read write", website: here })).body;
  const verifier = base64(crypto.getRandomValues(new Uint8Array(48)));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const state = base64(crypto.getRandomValues(new Uint8Array(16)));
  sessionStorage.kept = JSON.stringify({ ...app, verifier, state });
  location.assign(`${where.authorization_endpoint}?${new URLSearchParams({
    response_type: "code", client_id: app.client_id, redirect_uri: here, state,
    scope: "read write:statuses", code_challenge: base64(new Uint8Array(digest)),
    code_challenge_method: "S256" })}`);
}
</script>"""


@contextmanager
def client_of(home: str) -> Iterator[str]:
    """The client's own site: one page, another host than the instance's."""
    page = CLIENT.replace("HOME", json.dumps(home)).encode()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


async def to_copy(home: str) -> str:
    """The address that an app without one of its own shows: the code is copied by hand."""
    wish = {"client_name": "Command line", "redirect_uris": OOB}
    async with httpx.AsyncClient(base_url=home) as program:
        made = (await program.post("/api/v1/apps", json=wish)).json()
    asked = {"client_id": made["client_id"], "redirect_uri": OOB, "response_type": "code"}
    return f"/oauth/authorize?{urlencode(asked)}"


async def test_a_client_in_a_browser_signs_in_posts_and_reads(
    world: World, tmp_path: Path, browser: Browser
) -> None:
    await world.person("ada", name="Ada L.")
    async with serving(world.database.dsn, tmp_path) as home:
        with client_of(home) as site:
            ada = await arrive(browser, Network(url=home, data=tmp_path, owner_link=""))
            page = ada.page
            await page.goto(site)
            await page.locator("input[name=login]").fill("ada")
            await page.locator("input[name=password]").fill(PASSWORD)
            await page.locator("main form button[type=submit]").click()
            await expect(page.get_by_text("An app that calls itself")).to_be_visible()
            await ada.look("app-question", TWO_SIGHTS)
            await page.get_by_role("button", name="Let it in").click()
            await expect(page.locator("#told")).to_contain_text("from a browser")
            told = json.loads(await page.locator("#told").inner_text())
            assert told["read"] == "<p>from a browser</p>"
            assert 'rel="prev"' in told["link"]
            assert (told["refused"], told["scope"]) == (403, "read write:statuses")
            assert told["streamed"] == ["<p>from a browser</p>"] * 2

            await page.goto(site)
            await page.get_by_role("button", name="No, go back").click()
            await expect(page.locator("#told")).to_have_text('{"error":"access_denied"}')

            copied = await to_copy(home)
            await ada.visit(copied)
            await page.get_by_role("button", name="Let it in").click()
            await expect(page.locator("#code")).to_have_text(re.compile(r"[\w-]{43}"))
            await ada.look("app-code", TWO_SIGHTS)

            await ada.visit("/settings/sessions")
            await page.get_by_text("What it may do").first.click()
            await ada.look("app-in-settings", TWO_SIGHTS)
