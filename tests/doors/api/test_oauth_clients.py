"""Whole sign-ins of real clients, as they come, against a real server; only the browser is ours."""

from __future__ import annotations

import asyncio
import html
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from mastodon import (
    Mastodon,
    MastodonAPIError,
    MastodonIllegalArgumentError,
    MastodonUnauthorizedError,
)

from doors.api.dance import BACK
from doors.api.loopback import serving
from world import PASSWORD, World

SCOPES = ["read", "write:statuses", "profile"]
TOOT_SECONDS = 60


def fields(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of the form in the middle of a page, with its form token."""
    main = page.text.split("<main")[1].split("</main>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main)
    return {name: html.unescape(value) for name, value in found}


def let_in(url: str, handle: str) -> httpx.Response:
    """What a person does who follows the address that an app shows: sign in, read, say yes."""
    with httpx.Client(follow_redirects=True) as browser:
        form = browser.get(url)
        login = {"login": handle, "password": PASSWORD}
        question = browser.post(form.url.join("/sign-in"), data={**fields(form), **login})
        assert question.url.path == "/oauth/authorize", question.text
        return browser.post(
            question.url.copy_with(query=None),
            data={**fields(question), "decision": "allow"},
            follow_redirects=False,
        )


def shown_code(page: httpx.Response) -> str:
    found = re.search(r'id="code"[^>]*>([^<]+)<', page.text)
    assert found is not None, page.text
    return found[1]


async def test_mastodon_py_signs_in_acts_and_leaves(world: World, tmp_path: Path) -> None:
    await world.person("ada")
    async with serving(world.database.dsn, tmp_path) as url:
        await asyncio.to_thread(dance_with_mastodon_py, url)
        await asyncio.to_thread(come_back_by_redirect, url)


def dance_with_mastodon_py(url: str) -> None:
    client_id, secret = Mastodon.create_app(
        "Mastodon.py", scopes=SCOPES, api_base_url=url, website="https://app.example"
    )
    client = Mastodon(client_id=client_id, client_secret=secret, api_base_url=url)
    asked = client.auth_request_url(scopes=SCOPES, state="7", lang="it", allow_http=True)
    page = let_in(asked, "ada")
    assert '<html lang="it"' in page.text
    code = shown_code(page)
    token = client.log_in(code=code, scopes=SCOPES, allow_http=True)

    assert client.account_verify_credentials().username == "ada"
    assert client.app_verify_credentials().name == "Mastodon.py"
    assert client.status_post("by an app").content == "<p>by an app</p>"
    with pytest.raises(MastodonAPIError, match=r"write:favourites"):
        client.status_favourite(client.timeline_local()[0])

    with pytest.raises(MastodonIllegalArgumentError):
        Mastodon(client_id=client_id, client_secret=secret, api_base_url=url).log_in(
            code=code, scopes=SCOPES, allow_http=True
        )
    with pytest.raises(MastodonUnauthorizedError):
        client.account_verify_credentials()  # the code was used twice

    client.log_in(code=shown_code(let_in(asked, "ada")), scopes=SCOPES, allow_http=True)
    assert client.access_token != token
    kept = client.access_token
    client.revoke_access_token(allow_http=True)
    with pytest.raises(MastodonUnauthorizedError):
        Mastodon(access_token=kept, api_base_url=url).account_verify_credentials()


def come_back_by_redirect(url: str) -> None:
    """An app with an address of its own, and more than one."""
    client_id, secret = Mastodon.create_app(
        "Web", redirect_uris=[f"{BACK}/other", BACK], api_base_url=url
    )
    client = Mastodon(client_id=client_id, client_secret=secret, api_base_url=url)
    answer = let_in(client.auth_request_url(redirect_uris=BACK, allow_http=True), "ada")
    assert answer.status_code == 303
    told = parse_qs(urlsplit(answer.headers["location"]).query)
    client.log_in(code=told["code"][0], redirect_uri=BACK, allow_http=True)
    assert client.me().username == "ada"


async def test_toot_signs_in_and_posts(world: World, tmp_path: Path) -> None:
    await world.person("ada")
    async with serving(world.database.dsn, tmp_path / "data") as url:
        await asyncio.to_thread(toot, url, tmp_path)


def until_address(lines: Iterable[str]) -> Iterator[str]:
    """Lines up to the one with the address, or to the last."""
    for line in lines:
        yield line
        if "/oauth/authorize" in line:
            return


def toot(url: str, home: Path) -> None:
    """The command line as a person uses it: an address is shown, a code is pasted."""
    command = [sys.executable, "-m", "toot"]
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "PATH": ""}
    with subprocess.Popen(
        [*command, "login", "--instance", url],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # It may ask for something else and wait for ever: then its output ends with it.
        limit = threading.Timer(TOOT_SECONDS, process.kill)
        limit.start()
        process.stdin.write("n\n")
        process.stdin.flush()
        said = list(until_address(process.stdout))
        limit.cancel()
        assert "/oauth/authorize" in said[-1], said
        address = said[-1].strip()
        code = shown_code(let_in(address, "ada"))
        rest, _none = process.communicate(f"{code}\n", timeout=TOOT_SECONDS)
        assert "Successfully logged in" in rest
        assert process.returncode == 0
    for words, wanted in (
        (["post", "from the command line"], "posted"),
        (["whoami"], "ada"),
        (["timeline", "--once"], "from the command line"),
    ):
        done = subprocess.run(
            [*command, *words],
            env=environment,
            text=True,
            capture_output=True,
            timeout=TOOT_SECONDS,
            check=False,
        )
        assert wanted in done.stdout + done.stderr, (words, done)
