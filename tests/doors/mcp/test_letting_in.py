"""How an assistant is let in: the official SDK's own flow from a 401 to an answer, and what attackers try."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import msgspec
import pytest
from mcp.client.auth import AuthorizationCodeResult, OAuthClientProvider
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import OAuthClientInformationFull, OAuthClientMetadata, OAuthToken
from pydantic import AnyUrl

from affresco.accounts.oauth import documents, grants
from affresco.accounts.oauth.grants import LEEWAY_SECONDS
from affresco.accounts.outside import CannotFetch, Fetched
from doors.api.dance import VERIFIER, challenge_of, hidden, shown
from doors.mcp.guest import PLACE, http
from doors.mcp.test_door import JSON, call
from world import Resident, World

HOME = "https://assistant.example/oauth/client.json"
BACK = "https://assistant.example/back"


class Kept:
    """What an assistant remembers."""

    def __init__(self) -> None:
        self.tokens: OAuthToken | None = None
        self.client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


class Host(OAuthClientProvider):
    """The SDK's own way in, with somebody's browser. asked: the scopes of each question."""

    def __init__(self, world: World, who: Resident, document: str | None = None) -> None:
        self.asked: list[str] = []
        self.kept = Kept()
        self._answer: httpx2.Response | Any = None

        async def open_browser(url: str) -> None:
            self.asked.append(parse_qs(urlsplit(url).query)["scope"][0])
            page = await world.get(url.removeprefix("http://testserver"), as_=who)
            assert page.status_code == 200, page.text
            form = {**hidden(page.text), "decision": "allow"}
            self._answer = await world.post_form("/oauth/authorize", form, as_=who)

        async def come_back() -> AuthorizationCodeResult:
            told = parse_qs(urlsplit(self._answer.headers["location"]).query)
            return AuthorizationCodeResult(
                code=told["code"][0], state=told["state"][0], iss=told["iss"][0]
            )

        super().__init__(
            server_url=PLACE,
            client_metadata=OAuthClientMetadata(
                redirect_uris=[AnyUrl("http://127.0.0.1:33418/callback")],
                client_name="An editor",
                token_endpoint_auth_method="none",
            ),
            storage=self.kept,
            redirect_handler=open_browser,
            callback_handler=come_back,
            client_metadata_url=document,
        )


async def register(world: World, **more: Any) -> dict[str, Any]:
    said = {
        "client_name": "A chat",
        "redirect_uris": [BACK],
        "token_endpoint_auth_method": "none",
        **more,
    }
    answer = await world.api("POST", "/oauth/register", json=said)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def asked(client_id: str, **more: str) -> str:
    """The address to which an assistant sends the person. more: "" leaves a parameter out."""
    said = {
        "client_id": client_id,
        "redirect_uri": BACK,
        "response_type": "code",
        "scope": "read:statuses",
        "state": "s",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        "resource": PLACE,
        **more,
    }
    return str(httpx2.URL("/oauth/authorize", params={k: v for k, v in said.items() if v}))


async def agree(world: World, who: Resident, client_id: str, **more: str) -> dict[str, str]:
    """The person looks and says yes; what the assistant is told."""
    page = await world.get(asked(client_id, **more), as_=who)
    if page.status_code == 400:
        return shown(page)
    assert page.status_code == 200, page.text
    form = {**hidden(page.text), "decision": "allow"}
    answer = await world.post_form("/oauth/authorize", form, as_=who)
    found = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: values[0] for name, values in found.items()}


async def hand_in(world: World, **sent: str) -> Any:
    """What the token endpoint says; its status stands in ``status``."""
    data = {
        "grant_type": "authorization_code",
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        "resource": PLACE,
        **sent,
    }
    answer = await world.api("POST", "/oauth/token", data={k: v for k, v in data.items() if v})
    return {**answer.json(), "status": answer.status_code}


async def is_in(world: World, token: str) -> bool:
    async with http(world, token) as web:
        answer = await web.post("/mcp", json=call("browse_feed"), headers=JSON)
    return answer.status_code == 200


async def test_an_editor_comes_in_and_asks_for_more_when_a_tool_needs_it(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    post = await world.post(by=bo, text="hello")
    host = Host(world, ada)
    async with (
        http(world, auth=host) as web,
        Client(streamable_http_client(PLACE, http_client=web)) as client,
    ):
        feed = await client.call_tool("browse_feed", {"feed": "local"})
        assert feed.structured_content["posts"][0]["text"] == "hello"
        assert host.asked == ["read:accounts read:search read:statuses"]
        liked = await client.call_tool("like_post", {"post_id": str(post.id)})
        assert liked.structured_content["likes"] == 1
        assert len(host.asked) == 2
        wanted = {"read:accounts", "read:search", "read:statuses", "write:favourites"}
        assert set(host.asked[1].split()) == wanted
    assert host.kept.tokens is not None
    assert host.kept.tokens.refresh_token
    assert host.kept.tokens.expires_in == 3600


async def test_an_assistant_with_a_document_needs_no_registration(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await world.person("ada")
    said = {
        "client_id": HOME,
        "client_name": "Chatty",
        "redirect_uris": ["http://127.0.0.1:33418/callback"],
        "token_endpoint_auth_method": "none",
        "something_else": {"is": "no matter"},
    }
    fetched: list[str] = []

    async def fetch(url: str, **_limits: Any) -> Fetched:
        fetched.append(url)
        return Fetched(msgspec.json.encode(said), "application/json", 3600)

    monkeypatch.setattr(documents, "fetch", fetch)
    host = Host(world, ada, HOME)
    async with (
        http(world, auth=host) as web,
        Client(streamable_http_client(PLACE, http_client=web)) as client,
    ):
        assert not (await client.call_tool("browse_feed", {})).is_error
    assert fetched == [HOME], "kept for as long as its server says"
    page = await world.get(asked(HOME, redirect_uri="http://127.0.0.1:9/callback"), as_=ada)
    assert "Chatty" in page.text
    assert "assistant.example" in page.text
    assert "any program here could use its name" in page.text


@pytest.mark.parametrize(
    ("said", "redirect"),
    [
        # As ChatGPT, Claude's command line and VS Code say who they are.
        (
            {
                "redirect_uris": ["https://assistant.example/connector_platform_oauth_redirect"],
                "token_endpoint_auth_method": "private_key_jwt",
                "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
                "token_endpoint_auth_signing_alg": "RS256",
                "jwks_uri": "https://assistant.example/oauth/jwks.json",
                "grant_types": ["authorization_code", "refresh_token"],
            },
            "https://assistant.example/connector_platform_oauth_redirect",
        ),
        (
            {"redirect_uris": ["http://localhost/callback", "http://127.0.0.1/callback"]},
            "http://localhost:51234/callback",
        ),
        (
            {"redirect_uris": ["http://127.0.0.1:33418/", "https://assistant.example/redirect"]},
            "http://127.0.0.1:33418/",
        ),
    ],
)
async def test_the_documents_of_the_hosts_that_there_are_hold(
    world: World, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any], redirect: str
) -> None:
    async def fetch(_url: str, **_limits: Any) -> Fetched:
        whole = {"client_id": HOME, "client_name": "Chatty", **said}
        return Fetched(msgspec.json.encode(whole), "application/json", None)

    monkeypatch.setattr(documents, "fetch", fetch)
    ada = await world.person("ada")
    told = await agree(world, ada, HOME, redirect_uri=redirect)
    got = await hand_in(world, client_id=HOME, code=told["code"], redirect_uri=redirect)
    assert await is_in(world, got["access_token"])


DOCUMENT = {"client_id": HOME, "client_name": "Chatty", "redirect_uris": [BACK]}


@pytest.mark.parametrize(
    "said",
    [
        b"<html>",
        b"\xff",
        b"[]",
        msgspec.json.encode({**DOCUMENT, "client_id": f"{HOME}x"}),
        msgspec.json.encode({**DOCUMENT, "redirect_uris": []}),
        msgspec.json.encode({**DOCUMENT, "redirect_uris": ["javascript:alert(1)"]}),
        msgspec.json.encode({**DOCUMENT, "redirect_uris": "https://assistant.example/back"}),
        msgspec.json.encode({**DOCUMENT, "token_endpoint_auth_method": "private_key_jwt"}),
        msgspec.json.encode({**DOCUMENT, "grant_types": ["client_credentials"]}),
        msgspec.json.encode({**DOCUMENT, "client_name": "\u202e"}),
    ],
)
async def test_a_document_that_does_not_hold_gets_a_page(
    world: World, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    async def fetch(_url: str, **_limits: Any) -> Fetched:
        return Fetched(said, "application/json", None)

    monkeypatch.setattr(documents, "fetch", fetch)
    ada = await world.person("ada")
    page = await world.get(asked(HOME), as_=ada)
    assert page.status_code == 422
    assert "assistant.example" in page.text
    assert "location" not in page.headers


@pytest.mark.parametrize(
    "address",
    [
        "http://assistant.example/client.json",
        "https://assistant.example",
        "https://assistant.example/",
        "https://user:pw@assistant.example/c",
        "https://assistant.example/a/../c",
        "https://127.0.0.1/client.json",
        "https://localhost/client.json",
        "https://[::1]/client.json",
        "https://169.254.169.254/latest",
        "https://[::ffff:10.0.0.1]/c",
        "https://2130706433/c",
        f"https://assistant.example/{'x' * 600}",
    ],
)
async def test_nobody_sends_us_somewhere_inside(world: World, address: str) -> None:
    ada = await world.person("ada")
    page = await world.get(asked(address), as_=ada)
    assert page.status_code == 422
    stranger = await world.get(asked(address))
    assert stranger.headers["location"].startswith("/sign-in"), "nothing is fetched for strangers"


async def test_a_document_that_cannot_be_had_is_told_of_and_limited(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fetch(_url: str, **_limits: Any) -> Fetched:
        raise CannotFetch("assistant.example does not answer")

    monkeypatch.setattr(documents, "fetch", fetch)
    ada = await world.person("ada")
    page = await world.get(asked(HOME), as_=ada)
    assert "does not answer" in page.text
    seen = {(await world.get(asked(f"{HOME}?{n}"), as_=ada)).status_code for n in range(62)}
    assert seen == {422, 429}


async def test_tokens_are_for_this_place_and_say_so(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    told = await agree(world, ada, client, resource="HTTP://TESTSERVER/mcp/")
    assert (told["iss"], told["state"]) == ("http://testserver", "s")
    got = await hand_in(world, client_id=client, code=told["code"])
    assert (got["status"], got["token_type"], got["expires_in"]) == (200, "Bearer", 3600)
    assert await is_in(world, got["access_token"])
    home = "/api/v1/timelines/home"
    assert (await world.api("GET", home, token=got["access_token"])).status_code == 401


@pytest.mark.parametrize(
    "resource",
    [
        "https://other.example/mcp",
        "http://testserver",
        "http://testserver/mcp2",
        "http://testserver/mcp#x",
        "http://testserver/mcp?x",
        "http://testserver.evil.example/mcp",
        "mcp",
    ],
)
async def test_a_token_for_another_place_is_not_given(world: World, resource: str) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    told = await agree(world, ada, client, resource=resource)
    assert (told["error"], told["iss"]) == ("invalid_target", "http://testserver")
    right = await agree(world, ada, client)
    got = await hand_in(world, client_id=client, code=right["code"], resource=resource)
    assert (got["status"], got["error"]) == (400, "invalid_target")


async def test_assistants_prove_that_they_began(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    told = await agree(world, ada, client, code_challenge="", code_challenge_method="")
    assert told["error"] == "invalid_request"
    code = (await agree(world, ada, client))["code"]
    for wrong in ("", "x" * 43):
        got = await hand_in(world, client_id=client, code=code, code_verifier=wrong)
        assert got["error"] == "invalid_grant"
    # An app of the other kind that wants in here must prove it, too.
    app = (
        await world.api("POST", "/api/v1/apps", json={"client_name": "App", "redirect_uris": BACK})
    ).json()
    more = {"scope": "read", "code_challenge": "", "code_challenge_method": ""}
    told = await agree(world, ada, app["client_id"], **more)
    assert told["error"] == "invalid_request"


async def test_an_old_assistant_that_names_no_place_means_this_one(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    told = await agree(world, ada, client, resource="", scope="")
    got = await hand_in(world, client_id=client, code=told["code"], resource="")
    assert got["scope"] == "read:accounts read:search read:statuses"
    assert await is_in(world, got["access_token"])


async def test_a_code_that_comes_twice_ends_everything_that_came_of_it(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    other = (await register(world, client_name="Thief"))["client_id"]
    code = (await agree(world, ada, client))["code"]
    stolen = await hand_in(world, client_id=other, code=code)
    assert stolen["error"] == "invalid_grant"
    got = await hand_in(world, client_id=client, code=code)
    later = await hand_in(
        world, grant_type="refresh_token", client_id=client, refresh_token=got["refresh_token"]
    )
    assert later["status"] == 200
    assert (await hand_in(world, client_id=client, code=code))["error"] == "invalid_grant"
    for token in (got["access_token"], later["access_token"]):
        assert not await is_in(world, token)
    gone = await hand_in(
        world, grant_type="refresh_token", client_id=client, refresh_token=later["refresh_token"]
    )
    assert gone["error"] == "invalid_grant"


async def test_a_refresh_token_is_good_once_and_a_late_second_use_ends_all(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    got = await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])

    async def renew(token: str, **more: str) -> Any:
        sent = {"grant_type": "refresh_token", "client_id": client, "refresh_token": token, **more}
        return await hand_in(world, **sent)

    stranger = (await register(world))["client_id"]
    assert (await renew(got["refresh_token"], client_id=stranger))["error"] == "invalid_grant"
    wide = await renew(got["refresh_token"], scope="read write")
    assert wide["error"] == "invalid_scope"
    first = await renew(got["refresh_token"])
    assert first["refresh_token"] != got["refresh_token"]
    # Two at once, of one program: one is refused, and nothing is lost.
    assert (await renew(got["refresh_token"]))["error"] == "invalid_grant"
    assert await is_in(world, first["access_token"])
    async with world.database.write() as tx:
        await tx.run(
            "UPDATE oauth_refresh_tokens SET used_at = used_at - make_interval(secs => $1)",
            float(LEEWAY_SECONDS + 1),
        )
    assert (await renew(got["refresh_token"]))["error"] == "invalid_grant"
    assert not await is_in(world, first["access_token"])
    assert (await renew(first["refresh_token"]))["error"] == "invalid_grant"


async def test_tokens_end_after_an_hour_and_are_renewed(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    got = await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])
    async with world.database.write() as tx:
        await tx.run("UPDATE access_tokens SET expires_at = now() WHERE expires_at IS NOT NULL")
    assert not await is_in(world, got["access_token"])
    again = await hand_in(
        world, grant_type="refresh_token", client_id=client, refresh_token=got["refresh_token"]
    )
    assert await is_in(world, again["access_token"])


async def test_twenty_who_renew_at_once_get_one_token(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    got = await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])
    sent = {
        "grant_type": "refresh_token",
        "client_id": client,
        "refresh_token": got["refresh_token"],
    }
    answers = await asyncio.gather(*(hand_in(world, **sent) for _ in range(20)))
    assert sorted(answer["status"] for answer in answers) == [200] + [400] * 19
    assert await is_in(world, got["access_token"])


async def test_who_proves_that_they_began_need_not_repeat_where_they_wait(world: World) -> None:
    """OAuth 2.1 leaves redirect_uri out of the second step; a wrong one is wrong."""
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    code = (await agree(world, ada, client))["code"]
    wrong = await hand_in(world, client_id=client, code=code, redirect_uri=f"{BACK}/too")
    assert wrong["error"] == "invalid_grant"
    got = await hand_in(world, client_id=client, code=code, redirect_uri="")
    assert await is_in(world, got["access_token"])
    unproved = await hand_in(world, client_id=client, code=code, redirect_uri="", code_verifier="")
    assert unproved["error"] == "invalid_request"


async def test_cutting_off_takes_back_what_was_agreed_to_and_not_fetched_yet(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    got = await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])
    waiting = (await agree(world, ada, client))["code"]
    async with world.database.read() as tx:
        number = await tx.value("SELECT id FROM oauth_apps WHERE client_id = $1", client)
    cut = await world.post_form(f"/settings/assistants/{number}/cut-off", {}, as_=ada)
    assert cut.status_code == 303
    assert not await is_in(world, got["access_token"])
    assert (await hand_in(world, client_id=client, code=waiting))["error"] == "invalid_grant"


async def test_of_many_grants_those_stay_that_are_used(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("affresco.accounts.oauth.grants.GRANTS_LIMIT", 2)
    ada = await world.person("ada")
    client = (await register(world))["client_id"]

    async def another() -> str:
        got = await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])
        token: str = got["access_token"]
        return token

    first, second = await another(), await another()
    assert await is_in(world, first), "the older one is the one that is used"
    third = await another()
    assert [await is_in(world, token) for token in (first, second, third)] == [True, False, True]


async def test_apps_that_nobody_let_in_go_and_others_stay(world: World) -> None:
    ada = await world.person("ada")
    names = ("Never", "New", "Let in", "Long ago", "Holds a token")
    apps = {name: (await register(world, client_name=name))["client_id"] for name in names}
    for name in ("Let in", "Long ago", "Holds a token"):
        code = (await agree(world, ada, apps[name]))["code"]
        if name == "Holds a token":
            await hand_in(world, client_id=apps[name], code=code)
    async with world.database.write() as tx:
        await tx.run(
            "UPDATE oauth_apps SET created_at = now() - interval '31 days' WHERE name <> 'New'"
        )
        await tx.run(
            """UPDATE oauth_apps SET consented_at = now() - interval '366 days'
               WHERE name IN ('Long ago', 'Holds a token')"""
        )
        await tx.run("UPDATE oauth_codes SET expires_at = now() - interval '2 days'")
        await grants.tidy(tx)
        left = {row["name"] for row in await tx.rows("SELECT name FROM oauth_apps")}
    assert left == {"New", "Let in", "Holds a token"}


async def test_giving_any_token_back_ends_the_grant(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    for which in ("access_token", "refresh_token"):
        got = await hand_in(world, client_id=client, code=(await agree(world, ada, client))["code"])
        sent = {"client_id": client, "token": got[which]}
        assert (await world.api("POST", "/oauth/revoke", data=sent)).status_code == 200
        assert not await is_in(world, got["access_token"])


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"redirect_uris": []}, "invalid_redirect_uri"),
        ({"redirect_uris": ["http://evil.example/back"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["javascript:alert(1)"]}, "invalid_redirect_uri"),
        ({"redirect_uris": ["urn:ietf:wg:oauth:2.0:oob"]}, "invalid_redirect_uri"),
        ({"redirect_uris": [f"https://a.example/{n}" for n in range(30)]}, "invalid_redirect_uri"),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "invalid_client_metadata"),
        ({"grant_types": ["implicit"]}, "invalid_client_metadata"),
        ({"client_name": "x" * 200}, "invalid_client_metadata"),
        ({"client_uri": "javascript:x"}, "invalid_client_metadata"),
        ({"redirect_uris": 7}, "invalid_request"),
    ],
)
async def test_registrations_that_make_no_sense_are_refused(
    world: World, wrong: dict[str, Any], error: str
) -> None:
    said = {"client_name": "A chat", "redirect_uris": [BACK], **wrong}
    answer = await world.api("POST", "/oauth/register", json=said)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


async def test_an_assistant_that_keeps_a_secret_must_show_it(world: World) -> None:
    ada = await world.person("ada")
    made = await register(world, token_endpoint_auth_method="client_secret_post")
    code = (await agree(world, ada, made["client_id"]))["code"]
    got = await hand_in(world, client_id=made["client_id"], code=code)
    assert (got["status"], got["error"]) == (401, "invalid_client")
    secret = {"client_id": made["client_id"], "client_secret": made["client_secret"]}
    assert (await hand_in(world, **secret, code=code))["status"] == 200
    own = await hand_in(world, **secret, grant_type="client_credentials", scope="read:statuses")
    assert own["error"] == "unauthorized_client"


async def test_an_address_that_was_not_registered_is_answered_by_nobody(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    for forged in (f"{BACK}/x", "https://evil.example/back", f"{BACK}?x", "http://127.0.0.1/back"):
        page = await world.get(asked(client, redirect_uri=forged), as_=ada)
        assert page.status_code == 422
        assert "location" not in page.headers


async def test_the_question_says_what_an_assistant_will_do(world: World) -> None:
    ada = await world.person("ada")
    client = (await register(world))["client_id"]
    page = await world.get(asked(client, scope="read:statuses write:statuses"), as_=ada)
    assert "publishes nothing before you have seen it" in page.text
    assert "Settings, Assistants" in page.text
    told = await agree(world, ada, client, scope="read:statuses write:blocks")
    assert told["error"] == "invalid_scope", "no tool needs this"
    offline = await agree(world, ada, client, scope="read:statuses offline_access")
    assert "code" in offline
