"""People at browsers, and the running network that they visit.

Screenshots go to ``artifacts/``, which is not committed. CHROMIUM names another browser than
/usr/bin/chromium.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final, Literal

import msgspec
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

ROOT: Final = Path(__file__).parents[1]
ARTIFACTS: Final = ROOT / "artifacts"
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP: Final = ViewportSize(width=1280, height=900)
PHONE: Final = ViewportSize(width=390, height=844)
START_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 60.0
PASSWORD: Final = "plaster dries slowly in winter"
PAINTED: Final = 60_000
"""Milliseconds for a picture on a busy machine; the first one warms the engine up."""

JOIN_LINK: Final = re.compile(r"http://\S+/join/\S+")


class Network(msgspec.Struct, frozen=True):
    """A running instance. owner_link: the one that ``up`` printed."""

    url: str
    data: Path
    owner_link: str

    def command(self, *words: str) -> str:
        """What ``affresco WORDS`` prints, run beside the running network."""
        done = subprocess.run(
            [sys.executable, "-m", "affresco.cli", *words],
            env=environment(self.data),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def invitation(self, uses: int = 1) -> str:
        """A fresh link to join by."""
        found = JOIN_LINK.search(self.command("invites", "add", "--uses", str(uses)))
        assert found is not None
        return found.group()

    def add(
        self, handle: str, password: str, *, owner: bool = False, assistant: str = "deny"
    ) -> None:
        """Somebody joins without the ceremony."""
        email = f"{handle}@example.org"
        words = [*("people", "add", handle, "--email", email, "--password", password)]
        words += ["--assistant", assistant, "--remix", "everyone"]
        self.command(*words, *(["--owner"] if owner else []))


def environment(data: Path) -> dict[str, str]:
    ours = {key: value for key, value in os.environ.items() if not key.startswith("AFFRESCO_")}
    return {**ours, "AFFRESCO_DATA": str(data), "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Sight(msgspec.Struct, frozen=True):
    """A device and an hour."""

    name: str
    viewport: ViewportSize
    scheme: Literal["light", "dark"]


SIGHTS: Final = (
    Sight("desktop", DESKTOP, "light"),
    Sight("desktop-dark", DESKTOP, "dark"),
    Sight("phone", PHONE, "light"),
    Sight("phone-dark", PHONE, "dark"),
)
TWO_SIGHTS: Final = (SIGHTS[0], SIGHTS[3])


class Person:
    """Somebody at a browser: a context of their own, a page, and an eye for what goes wrong."""

    def __init__(self, network: Network, context: BrowserContext, page: Page) -> None:
        self.network = network
        self.context = context
        self.page = page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    async def visit(self, path: str) -> None:
        url = path if path.startswith("http") else self.network.url + path
        answer = await self.page.goto(url)
        assert answer is not None
        assert answer.ok, f"{answer.status} {path}"

    async def shot(self, name: str) -> None:
        """Keep what is seen now as ``artifacts/NAME.png``."""
        ARTIFACTS.mkdir(exist_ok=True)
        await self.page.screenshot(path=ARTIFACTS / f"{name}.png", full_page=False)

    async def check_access(self) -> None:
        """axe finds nothing on the page as it is now (WCAG 2.2 A and AA, best practices)."""
        found = await Axe().run(self.page)
        assert found.violations_count == 0, found.generate_report()

    async def look(self, name: str, sights: tuple[Sight, ...] = SIGHTS) -> None:
        """Keep the page as it is seen on two devices, by day and by night, and have axe look at each.

        Nothing is wider than the page.
        """
        for sight in sights:
            await self.page.emulate_media(color_scheme=sight.scheme)
            await self.page.set_viewport_size(sight.viewport)
            # A script in a page is waited for without a limit.
            async with asyncio.timeout(LOOK_SECONDS):
                wider = await self.page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                assert wider <= 0, f"{name}-{sight.name} is {wider} pixels too wide"
                await self.shot(f"{name}-{sight.name}")
                await self.check_access()
        await self.page.emulate_media(color_scheme="light")
        await self.page.set_viewport_size(DESKTOP)


async def arrive(
    browser: Browser,
    network: Network,
    *,
    viewport: ViewportSize = DESKTOP,
    locale: str = "en-GB",
    dark: bool = False,
    script: bool = True,
) -> Person:
    """Somebody opens a browser that has never been here."""
    context = await browser.new_context(
        java_script_enabled=script,
        viewport=viewport,
        locale=locale,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    return Person(network, context, await context.new_page())


async def sign_in(person: Person, handle: str) -> None:
    """To the composer, as somebody who was added with ``PASSWORD``."""
    await person.visit("/sign-in")
    await person.page.locator("input[name=login]").fill(handle)
    await person.page.locator("input[name=password]").fill(PASSWORD)
    await person.page.locator("main form button[type=submit]").first.click()
    await person.page.locator("#prompt").wait_for()
