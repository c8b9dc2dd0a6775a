"""A chat host as the MCP Apps extension documents it, for tests: a page that shows a widget in a frame of
another origin, under the policy that the widget declares, and speaks the bridge with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import axe_playwright_python
import msgspec
from mcp.client.client import Client
from mcp_types import TextResourceContents
from playwright.async_api import Browser, Frame, Page, Route, ViewportSize

from visitors import ARTIFACTS, DESKTOP

HOST: Final = "http://host.test/"
VIEW: Final = "http://view.test/"
ABLE: Final[dict[str, dict[str, str]]] = {
    "openLinks": {},
    "serverTools": {},
    "message": {},
    "updateModelContext": {},
}
AXE: Final = Path(axe_playwright_python.__file__ or "").parent / "axe.min.js"

PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A chat</title>
<style>
  :root { color-scheme: light dark } body { margin: 0; padding: 12px; font: 15px system-ui;
  background: light-dark(#fff, #171717) } iframe { width: 100%; border: 0; height: 300px; display: block }
</style></head><body><p>A chat.</p>
<iframe title="Affresco" sandbox="allow-scripts allow-same-origin" src="http://view.test/"></iframe>
<script>
const told = __TOLD__;
document.documentElement.style.colorScheme = told.context.theme;
const frame = document.querySelector("iframe");
window.heard = [];
const send = (message) => frame.contentWindow.postMessage({ jsonrpc: "2.0", ...message }, "*");
window.tell = (method, params) => send({ method, params });
addEventListener("message", async (event) => {
  if (event.source !== frame.contentWindow || event.origin !== "http://view.test") return;
  const { id, method, params } = event.data;
  heard.push({ method, params });
  if (told.silent) return;
  const answer = (result) => send({ id, result });
  switch (method) {
    case "ui/initialize":
      return answer({
        protocolVersion: "2026-01-26",
        hostInfo: { name: "tests", version: "1" },
        hostCapabilities: told.capabilities,
        hostContext: told.context,
      });
    case "ui/notifications/initialized":
      tell("ui/notifications/tool-input", { arguments: told.given });
      tell("ui/notifications/tool-result", told.result);
      return;
    case "ui/notifications/size-changed":
      frame.style.height = `${params.height}px`;
      return;
    case "tools/call":
      return answer(await callTool(params.name, JSON.stringify(params.arguments)));
    case "ui/open-link":
    case "ui/message":
    case "ui/update-model-context":
      return answer({});
    default:
      if (id !== undefined) send({ id, error: { code: -32601, message: "not here" } });
  }
});
</script></body></html>"""


class Chat(msgspec.Struct, frozen=True):
    """An open chat with a widget in it. complaints: what the browser found wrong."""

    page: Page
    widget: Frame
    complaints: list[str]

    async def heard(self, method: str) -> list[dict[str, Any]]:
        """What the widget said by one method."""
        found: list[dict[str, Any]] = await self.page.evaluate(
            "(method) => heard.filter((one) => one.method === method).map((one) => one.params)",
            method,
        )
        return found

    async def tell(self, method: str, params: Mapping[str, Any]) -> None:
        """The host says something."""
        await self.page.evaluate("([method, params]) => tell(method, params)", [method, params])

    async def look(self, name: str) -> None:
        """Keep what is seen as ``artifacts/NAME.png``; axe finds nothing in the widget, nothing is wider
        than it."""
        ARTIFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=True)
        await self.widget.evaluate(AXE.read_text(encoding="utf-8"))
        found = await self.widget.evaluate("axe.run()")
        said = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
        assert said == [], said
        wide = await self.widget.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{wide} pixels too wide"


async def chat(
    browser: Browser,
    client: Client,
    tool: str,
    given: Mapping[str, Any],
    *,
    capabilities: Mapping[str, Any] = ABLE,
    theme: str = "light",
    locale: str = "en-GB",
    viewport: ViewportSize = DESKTOP,
    silent: bool = False,
) -> Chat:
    """The model calls a tool, and the host shows its widget. silent: the host speaks no bridge."""
    described = next(one for one in (await client.list_tools()).tools if one.name == tool)
    assert described.meta is not None
    (found,) = (await client.read_resource(described.meta["ui"]["resourceUri"])).contents
    assert isinstance(found, TextResourceContents)
    assert found.meta is not None
    result = await client.call_tool(tool, dict(given))
    context = await browser.new_context(viewport=viewport, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)

    async def call_tool(name: str, arguments: str) -> dict[str, Any]:
        answer = await client.call_tool(name, json.loads(arguments))
        return answer.model_dump(mode="json", by_alias=True, exclude_none=True)

    told = {
        "capabilities": dict(capabilities),
        "context": {"theme": theme, "locale": locale, "displayMode": "inline"},
        "given": dict(given),
        "result": result.model_dump(mode="json", by_alias=True, exclude_none=True),
        "silent": silent,
    }
    policy = _policy(found.meta["ui"]["csp"])
    text = found.text

    async def host(route: Route) -> None:
        body = PAGE.replace("__TOLD__", json.dumps(told).replace("<", "\\u003c"))
        await route.fulfill(body=body, content_type="text/html")

    async def view(route: Route) -> None:
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
        await route.fulfill(body=text, headers=headers)

    async def picture(route: Route) -> None:
        # Fetched for the page: Chromium lets nothing from the outside reach this machine, and its policy
        # has been asked before.
        await route.fulfill(response=await route.fetch())

    await page.expose_function("callTool", call_tool)
    for origin in found.meta["ui"]["csp"]["resourceDomains"]:
        await page.route(f"{origin}/media/**", picture)
    await page.route(f"{HOST}**", host)
    await page.route(f"{VIEW}**", view)
    await page.goto(HOST)
    widget = next(frame for frame in page.frames if frame.url == VIEW)
    return Chat(page, widget, complaints)


def _policy(declared: Mapping[str, Any]) -> str:
    """As the extension says: what is declared, and no more."""
    pictures = " ".join(declared["resourceDomains"])
    calls = " ".join(declared["connectDomains"]) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'unsafe-inline' {pictures}",
            f"style-src 'self' 'unsafe-inline' {pictures}",
            f"img-src 'self' data: {pictures}",
            f"connect-src {calls}",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
        )
    )
