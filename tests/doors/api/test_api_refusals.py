"""Care for programs."""

from __future__ import annotations

from world import Resident, World

PATH = "/api/affresco/v1/refusals"
TEXT = "heil hitler, said the villain"


async def refused(world: World, who: Resident) -> str:
    """Try to publish; the id of the refusal."""
    answer = await world.api("POST", "/api/v1/statuses", as_=who, json={"status": TEXT})
    assert answer.status_code == 422
    fault = answer.json()
    assert fault["code"] == "safety.refused"
    assert (fault["details"]["rule"], fault["details"]["term"]) == ("hate-speech", "heil hitler")
    return str(fault["details"]["refusal"])


async def test_a_program_reads_a_refusal_and_appeals_once(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    number = await refused(world, ada)
    (listed,) = (await world.api("GET", PATH, as_=ada)).json()
    one = (await world.api("GET", f"{PATH}/{number}", as_=ada)).json()
    assert listed == one
    assert (one["text"], one["spans"], one["title"]) == (TEXT, [0, 11], "No hate")
    assert (await world.api("GET", f"{PATH}/{number}", as_=bo)).status_code == 404
    assert (await world.api("GET", PATH)).status_code == 401
    empty = await world.api("POST", f"{PATH}/{number}/appeal", as_=ada, json={"words": " "})
    assert empty.status_code == 422
    sent = await world.api("POST", f"{PATH}/{number}/appeal", as_=ada, json={"words": "A story."})
    assert (sent.status_code, sent.json()["appeal"]) == (200, "A story.")
    again = await world.api("POST", f"{PATH}/{number}/appeal", as_=ada, json={"words": "Please."})
    assert again.status_code == 409
    for unknown in ("0", "9" * 19, "9" * 30, "x"):
        assert (await world.api("GET", f"{PATH}/{unknown}", as_=ada)).status_code == 404


async def test_the_rules_are_for_everybody(world: World) -> None:
    ada = await world.person("ada")
    await refused(world, ada)
    rules = (await world.api("GET", "/api/affresco/v1/rules")).json()
    (hate,) = (rule for rule in rules if rule["id"] == "hate-speech")
    assert (hate["title"], hate["refused"], hate["wrong"]) == ("No hate", 1, 0)
    italian = await world.api("GET", "/api/affresco/v1/rules", headers={"Accept-Language": "it"})
    assert "Niente odio" in italian.text


async def test_a_refused_prompt_makes_no_job(world: World) -> None:
    ada = await world.person("ada")
    answer = await world.api(
        "POST", "/api/affresco/v1/generations", as_=ada, json={"prompt": "a naked knight"}
    )
    assert answer.status_code == 422
    assert answer.json()["details"]["rule"] == "sexual"
