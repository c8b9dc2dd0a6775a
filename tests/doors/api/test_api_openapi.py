"""The document at /api/openapi.json is true: a generator of requests that reads it finds no lie."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path
from typing import Any, cast

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from doors.api.loopback import serving
from world import World

EXAMPLES = int(os.environ.get("AFFRESCO_TEST_EXAMPLES", "5"))
"""Requests to each operation, of each kind. 50 make twenty thousand in all."""
STREAMS = ("/events", "/api/v1/streaming/", "/commons/stream")


async def test_every_route_has_a_summary_errors_and_security(world: World) -> None:
    document = (await world.api("GET", "/api/openapi.json")).json()
    operations = {
        f"{method} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }
    assert "get /api/v1/timelines/home" in operations
    assert "post /api/affresco/v1/generations" in operations
    assert not any(path.startswith(("/settings", "/studio", "/@")) for path in document["paths"])
    for name, operation in operations.items():
        assert operation["summary"], name
        apps_own = operation["tags"] == ["OAuth"] and {"bearer": []} not in operation["security"]
        shape = "OAuthFault" if apps_own else "Fault"
        if operation["tags"] == ["OpenAI"]:
            shape = "OpenAIFault"
        fault = {"$ref": f"#/components/schemas/{shape}"}
        if apps_own:
            assert operation["security"] in ([{"app": []}, {}], [{}]), name
        else:
            # What we say ourselves is 422; but a forged cursor, and where programs of OpenAI's ask.
            bad = name.endswith("/commons/stream") or operation["tags"] == ["OpenAI"]
            assert ("400" in operation["responses"]) == bad, name
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert response["content"]["application/json"]["schema"] == fault, (name, status)
    body = operations["post /api/v1/statuses"]["requestBody"]["content"]
    assert set(body) == {
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }


async def test_requests_made_from_the_document_find_no_lie(world: World, tmp_path: Path) -> None:
    ada, bo = await world.people("ada", "bo")
    await world.follow(ada, bo)
    post = await world.post(by=bo, pictures=1, prompt="a quiet harbour")
    await world.post(by=ada, text="yes", reply_to=post)
    async with serving(world.database.dsn, tmp_path) as url:
        await asyncio.to_thread(explore, url, ada.token)


def explore(url: str, token: str) -> None:
    """A few requests to each operation, always the same ones."""
    schema = schemathesis.openapi.from_url(f"{url}/api/openapi.json")
    for found in schema.get_all_operations():
        operation: Any = cast(Any, found).ok()
        if any(part in operation.path for part in STREAMS):
            continue
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            probe(operation, mode, token)


def probe(operation: Any, mode: GenerationMode, token: str) -> None:
    """Send requests that the document allows, or such that it does not."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        response = case.call(headers={"Authorization": f"Bearer {token}"}, timeout=20)
        assert response.status_code < 500, (case.as_curl_command(), response.text)
        case.validate_response(
            response,
            checks=(
                status_code_conformance,
                content_type_conformance,
                response_schema_conformance,
            ),
        )

    # Where every request is allowed there is nothing to break.
    with contextlib.suppress(Unsatisfiable):
        check()
