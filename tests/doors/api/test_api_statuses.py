"""Posting and what follows, through the API."""

from __future__ import annotations

from typing import Any

import pytest

from world import Resident, World

STATUSES = "/api/v1/statuses"


async def post(world: World, who: Resident, **body: Any) -> dict[str, Any]:
    answer = await world.api("POST", STATUSES, as_=who, json=body)
    assert answer.status_code == 200, answer.text
    status: dict[str, Any] = answer.json()
    return status


async def test_a_status_with_pictures_and_choices(world: World) -> None:
    ada = await world.person("ada")
    media = [await world.picture(by=ada, prompt="a red barn") for _ in range(2)]
    status = await post(
        world,
        ada,
        status="Two barns #Red",
        media_ids=[str(m.id) for m in media],
        media_attributes=[{"id": str(media[0].id), "description": "a barn"}],
        language="it",
        affresco={"recipe_visibility": "private", "remix": "followers", "training": "allow"},
    )
    assert [m["id"] for m in status["media_attachments"]] == [str(m.id) for m in media]
    assert [m["description"] for m in status["media_attachments"]] == ["a barn", None]
    assert status["media_attachments"][0]["meta"]["original"]["size"] == "64x48"
    assert status["tags"] == [{"name": "red", "url": "http://testserver/tags/red"}]
    assert status["language"] == "it"
    assert status["affresco"] == {
        "visibility": "public",
        "recipe_visibility": "private",
        "remix": "followers",
        "training": "allow",
        "assistant": None,
        "licence": None,
        "likeness": None,
        "remix_of_id": None,
        "remixes_count": 0,
        "may_remix": True,
    }


async def test_forms_do_as_well_as_json(world: World) -> None:
    ada = await world.person("ada")
    media = await world.picture(by=ada)
    answer = await world.api(
        "POST",
        STATUSES,
        as_=ada,
        data={"status": "from a form", "media_ids[]": str(media.id), "affresco[remix]": "nobody"},
    )
    assert answer.json()["affresco"]["remix"] == "nobody"
    assert len(answer.json()["media_attachments"]) == 1
    parts = await world.api(
        "POST",
        STATUSES,
        as_=ada,
        files={"status": (None, "in parts"), "sensitive": (None, "false")},
    )
    assert "in parts" in parts.json()["content"]


async def test_the_same_key_posts_once(world: World) -> None:
    ada = await world.person("ada")
    key = {"Idempotency-Key": "one click"}
    first, second = [
        (await world.api("POST", STATUSES, as_=ada, json={"status": "x"}, headers=key)).json()["id"]
        for _ in range(2)
    ]
    assert first == second


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("public", "public"),
        ("unlisted", "unlisted"),
        ("private", "followers"),
        ("direct", "private"),
    ],
)
async def test_audiences_go_there_and_back(world: World, theirs: str, ours: str) -> None:
    ada = await world.person("ada")
    status = await post(world, ada, status="x", visibility=theirs)
    assert (status["visibility"], status["affresco"]["visibility"]) == (theirs, ours)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"status": ""}, "posts.empty"),
        ({"status": "x" * 5001}, "posts.text_too_long"),
        ({"status": "x", "visibility": "limited"}, "api.no_such_visibility"),
        ({"status": "@bo psst", "visibility": "direct"}, "posts.nobody_named"),
        ({"status": "x", "poll": {"options": ["a", "b"]}}, "api.bad_request"),
        (
            {"status": "x", "poll": {"options": ["a", "A"], "expires_in": 600}},
            "posts.poll_options_wrong",
        ),
        (
            {"status": "x", "poll": {"options": ["a", "b"], "expires_in": 9}},
            "posts.poll_time_wrong",
        ),
        ({"status": "x", "spoiler_text": "x" * 501}, "posts.warning_too_long"),
        ({"status": "x", "scheduled_at": "soon"}, "api.bad_request"),
        ({"status": "x", "scheduled_at": "2020-01-01T00:00:00Z"}, "posts.scheduled_too_soon"),
        ({"status": "x", "quote_approval_policy": "some"}, "api.no_such_quote_policy"),
        ({"status": "x", "quoted_status_id": "one"}, "api.bad_request"),
        ({"status": "x", "affresco": {"license": "CC0"}}, "api.bad_request"),
        ({"status": "x", "affresco": {"remix": "some"}}, "api.bad_request"),
        ({"status": "x", "media_ids": ["one"]}, "api.bad_request"),
        ({"status": "x", "in_reply_to_id": "-3"}, "api.bad_request"),
        ({"status": "x", "language": "klingonese"}, "posts.bad_language"),
    ],
)
async def test_what_cannot_be_kept_is_refused(
    world: World, body: dict[str, Any], code: str
) -> None:
    ada = await world.person("ada")
    answer = await world.api("POST", STATUSES, as_=ada, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await world.api("GET", "/api/v1/timelines/home", as_=ada)).json() == []


async def test_somebody_elses_picture_cannot_be_used(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    media = await world.picture(by=bo)
    answer = await world.api(
        "POST", STATUSES, as_=ada, json={"status": "x", "media_ids": [str(media.id)]}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "posts.picture_unusable")


async def test_answers_make_a_conversation(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    root = await post(world, ada, status="a question")
    answer = await post(world, bo, status="an answer", in_reply_to_id=root["id"])
    deeper = await post(world, ada, status="thanks", in_reply_to_id=answer["id"])
    assert answer["in_reply_to_account_id"] == str(ada.id)
    context = (await world.api("GET", f"{STATUSES}/{answer['id']}/context")).json()
    assert [s["id"] for s in context["ancestors"]] == [root["id"]]
    assert [s["id"] for s in context["descendants"]] == [deeper["id"]]
    await world.api("DELETE", f"{STATUSES}/{root['id']}", as_=ada)
    refused = await world.api(
        "POST", STATUSES, as_=bo, json={"status": "late", "in_reply_to_id": root["id"]}
    )
    assert (refused.status_code, refused.json()["code"]) == (404, "posts.reply_target_gone")


async def test_a_remix_names_what_it_comes_from(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, prompt="a quiet harbour at dawn")
    media = await world.picture(by=bo, prompt="a quiet harbour at night")
    child = await post(
        world, bo, media_ids=[str(media.id)], affresco={"remix_of_id": str(parent.id)}
    )
    assert child["affresco"]["remix_of_id"] == str(parent.id)
    lineage = (await world.api("GET", f"/api/affresco/v1/posts/{child['id']}/lineage")).json()
    assert [p["id"] for p in lineage["parents"]] == [str(parent.id)]
    assert lineage["post"]["diff"] == [
        {"op": "same", "text": "a quiet harbour at "},
        {"op": "removed", "text": "dawn"},
        {"op": "added", "text": "night"},
    ]
    above = (await world.api("GET", f"/api/affresco/v1/posts/{parent.id}/lineage")).json()
    assert [c["id"] for c in above["children"]] == [child["id"]]
    locked = await world.post(by=ada, pictures=1, remix_policy="nobody")
    refused = await world.api(
        "POST", STATUSES, as_=bo, json={"status": "x", "affresco": {"remix_of_id": str(locked.id)}}
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "posts.remix_forbidden")


async def test_lineage_keeps_private_prompts_to_itself(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    parent = await world.post(by=ada, pictures=1, prompt="a secret", recipe_visibility="private")
    child = await world.post(by=bo, pictures=1, prompt="no secret", remix_of=parent)
    path = f"/api/affresco/v1/posts/{child.id}/lineage"
    seen = await world.api("GET", path, as_=bo)
    assert "a secret" not in seen.text
    assert seen.json()["post"]["diff"] is None
    assert (await world.api("GET", path, as_=ada)).json()["post"]["diff"] is not None


async def test_an_edit_keeps_the_earlier_wording(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    status = await post(world, ada, status="frist")
    path = f"{STATUSES}/{status['id']}"
    edited = (await world.api("PUT", path, as_=ada, json={"status": "first"})).json()
    assert edited["edited_at"] is not None
    history = (await world.api("GET", f"{path}/history")).json()
    assert [edit["content"] for edit in history] == ["<p>frist</p>", "<p>first</p>"]
    assert [edit["created_at"] for edit in history] == [status["created_at"], edited["edited_at"]]
    source = await world.api("GET", f"{path}/source", as_=ada)
    assert source.json() == {"id": status["id"], "text": "first", "spoiler_text": ""}
    assert (await world.api("PUT", path, as_=bo, json={"status": "mine"})).status_code == 403
    assert (await world.api("GET", f"{path}/source", as_=bo)).status_code == 403
    nobodys = await world.api("PUT", path, as_=ada, json={"status": "x", "media_ids": ["7"]})
    assert (nobodys.status_code, nobodys.json()["code"]) == (409, "posts.picture_unusable")


async def test_what_is_deleted_comes_back_once_to_be_written_again(world: World) -> None:
    ada, bo = await world.people("ada", "bo")
    status = await post(world, ada, status="some *words*")
    path = f"{STATUSES}/{status['id']}"
    assert (await world.api("DELETE", path, as_=bo)).status_code == 403
    deleted = await world.api("DELETE", path, as_=ada)
    assert deleted.json()["text"] == "some *words*"
    assert (await world.api("DELETE", path, as_=ada)).status_code == 404


@pytest.mark.parametrize(
    ("verb", "field", "count"),
    [
        ("favourite", "favourited", "favourites_count"),
        ("reblog", "reblogged", "reblogs_count"),
        ("bookmark", "bookmarked", None),
    ],
)
async def test_acts_may_be_repeated_and_taken_back(
    world: World, verb: str, field: str, count: str | None
) -> None:
    ada, bo = await world.people("ada", "bo")
    status = await world.post(by=ada)
    for action, expected in (
        (verb, True),
        (verb, True),
        (f"un{verb}", False),
        (f"un{verb}", False),
    ):
        answer = await world.api("POST", f"{STATUSES}/{status.id}/{action}", as_=bo)
        assert answer.json()[field] is expected
        if count is not None:
            assert answer.json()[count] == int(expected)


async def test_only_public_statuses_are_passed_on(world: World) -> None:
    ada = await world.person("ada")
    status = await world.post(by=ada, visibility="followers")
    answer = await world.api("POST", f"{STATUSES}/{status.id}/reblog", as_=ada)
    assert (answer.status_code, answer.json()["code"]) == (403, "posts.repost_forbidden")
