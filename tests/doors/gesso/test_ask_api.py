"""The assistant for programs: events or the whole answer, conversations, scopes, limits, errors."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from world import Resident, World

PATH = "/api/affresco/v1/ask"
FACT = "The mill festival opens on Friday at six in the evening."
QUESTION = {"text": "When does the mill festival open?"}
WHOLE = {"Accept": "application/json"}


@pytest.fixture
async def town(world: World) -> tuple[Resident, Resident]:
    ada = await world.person("ada")
    bo = await world.person("bo", assistant="allow")
    await world.post(by=bo, text=FACT)
    await world.work()
    return ada, bo


def read(text: str) -> list[tuple[str, Any]]:
    """(event, data) of a stream."""
    found = []
    for block in text.split("\n\n"):
        if block.startswith("event: "):
            name, _line, data = block.removeprefix("event: ").partition("\ndata: ")
            found.append((name, msgspec.json.decode(data)))
    return found


async def test_the_whole_answer_with_the_very_words(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    sent = await world.api("POST", PATH, json=QUESTION, as_=ada, headers=WHOLE)
    assert sent.status_code == 200
    assert sent.headers["x-ratelimit-limit"]
    assert sent.headers["x-questions-remaining"] == "199"
    answer = sent.json()
    citation = answer["sentences"][0]["citations"][0]
    assert FACT[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["account_id"] == str(bo.id)
    assert citation["url"].startswith("http://testserver/@bo/")
    assert "AI" in answer["notice"]
    assert answer["voice"] == "extractive"


async def test_events_as_the_answer_is_made(world: World, town: tuple[Resident, Resident]) -> None:
    ada, _bo = town
    sent = await world.api("POST", PATH, json=QUESTION, as_=ada)
    assert sent.headers["content-type"].startswith("text/event-stream")
    assert sent.headers["x-ratelimit-limit"]
    events = read(sent.text)
    names = [name for name, _data in events]
    assert names[:2] == ["begun", "reading"]
    assert "said" in names
    assert names[-1] == "answered"
    assert events[-1][1]["id"] == events[0][1]["id"]


async def test_conversations_are_listed_read_and_deleted(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    first = (await world.api("POST", PATH, json=QUESTION, as_=ada, headers=WHOLE)).json()
    further = {"text": "Who says so?", "conversation_id": first["conversation_id"]}
    await world.api("POST", PATH, json=further, as_=ada, headers=WHOLE)
    again = {"again": first["id"], "conversation_id": first["conversation_id"]}
    await world.api("POST", PATH, json=again, as_=ada, headers=WHOLE)
    await world.api("POST", PATH, json=QUESTION, as_=ada, headers=WHOLE)
    listed = await world.api("GET", f"{PATH}/conversations?limit=1", as_=ada)
    assert len(listed.json()) == 1
    older = listed.links["next"]["url"].removeprefix("http://testserver")
    assert [c["id"] for c in (await world.api("GET", older, as_=ada)).json()] == [
        first["conversation_id"]
    ]
    one = f"{PATH}/conversations/{first['conversation_id']}"
    kept = (await world.api("GET", one, as_=ada)).json()
    assert len(kept["answers"]) == 2
    assert kept["title"] == QUESTION["text"]
    assert (await world.api("GET", one, as_=bo)).json()[
        "code"
    ] == "assistant.conversation_not_found"
    assert (await world.api("DELETE", one, as_=bo)).status_code == 404
    assert (await world.api("DELETE", one, as_=ada)).status_code == 200
    assert (await world.api("GET", one, as_=ada)).status_code == 404
    await world.api("DELETE", f"{PATH}/conversations", as_=ada)
    assert (await world.api("GET", f"{PATH}/conversations", as_=ada)).json() == []


async def test_a_token_needs_both_scopes(world: World, town: tuple[Resident, Resident]) -> None:
    ada, _bo = town
    assert (await world.api("POST", PATH, json=QUESTION)).status_code == 401
    for scopes in (("read",), ("write:conversations",)):
        token = await world.token(ada, *scopes)
        refused = await world.api("POST", PATH, json=QUESTION, token=token)
        assert (refused.status_code, refused.json()["code"]) == (403, "api.scope_missing")
    token = await world.token(ada, "read:statuses", "write:conversations")
    assert (await world.api("POST", PATH, json=QUESTION, token=token)).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": ""}, 422, "assistant.empty_question"),
        ({"text": "x" * 2001}, 422, "assistant.question_too_long"),
        ({"task": "explain"}, 422, "assistant.nothing_to_explain"),
        ({"text": "Who?", "among": "person", "of": "nobody"}, 404, "assistant.circle_unknown"),
        ({"text": "Who?", "among": "list", "of": "77"}, 404, "assistant.circle_unknown"),
        ({"text": "Who?", "conversation_id": "77"}, 404, "assistant.conversation_not_found"),
        ({"again": "77"}, 404, "assistant.turn_not_found"),
        ({"text": "Who?", "model": "gpt"}, 422, "api.bad_request"),
    ],
)
async def test_errors_have_codes(
    world: World, body: dict[str, str], status: int, code: str
) -> None:
    ada = await world.person("ada")
    refused = await world.api("POST", PATH, json=body, as_=ada)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_the_day_has_an_end(world: World, town: tuple[Resident, Resident]) -> None:
    ada, _bo = town
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO gesso_usage (account_id, day, asks)
               VALUES ($1, (now() AT TIME ZONE 'utc')::date, 200)""",
            ada.id,
        )
    refused = await world.api("POST", PATH, json=QUESTION, as_=ada)
    assert (refused.status_code, refused.json()["code"]) == (429, "assistant.questions_spent")
    assert refused.headers["retry-after"]


async def test_somebody_elses_private_post_is_not_explained(
    world: World, town: tuple[Resident, Resident]
) -> None:
    ada, bo = town
    secret = await world.post(by=bo, text="The secret of the mill", visibility="private")
    body = {"task": "explain", "post_id": str(secret.id)}
    refused = await world.api("POST", PATH, json=body, as_=ada, headers=WHOLE)
    assert refused.status_code == 404
    assert "secret" not in refused.text
