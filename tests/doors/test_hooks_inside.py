"""Webhooks as they are set up: nobody has us send anything to the inside."""

from __future__ import annotations

import pytest

from world import World


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://169.254.169.254/latest/meta-data",
        "https://10.1.2.3/",
        "https://[::ffff:127.0.0.1]/",
        "http://hooks.example/x",
        "https://name:secret@hooks.example/",
    ],
)
async def test_an_address_inside_is_refused(world: World, url: str) -> None:
    ada = await world.person("ada")
    new = {"url": url, "events": ["notification.follow"]}
    answer = await world.api("POST", "/api/affresco/v1/hooks", as_=ada, json=new)
    assert (answer.status_code, answer.json()["code"]) == (422, "hooks.bad_address")
    assert (await world.api("GET", "/api/affresco/v1/hooks", as_=ada)).json() == []
