"""What people allow, as every door says it: pages, pictures, feeds, the API, and the site as a whole."""

from __future__ import annotations

import io
import json
import re
from itertools import product
from typing import Any
from xml.etree import ElementTree

import c2pa
import httpx
import pytest

from affresco.accounts.commands import set_training
from affresco.accounts.model import Consent
from affresco.accounts.usage import NOTHING, Licence, Statement, Usage
from affresco.live import messages
from affresco.media.commands import record, save, upload
from affresco.media.model import Media
from affresco.media.renditions import encode
from affresco.posts import commands as posts
from affresco.studio.access import get_generation
from affresco.studio.model import Recipe
from affresco.studio.provenance import containers
from affresco.studio.provenance.inspect import declared_by
from affresco.studio.provenance.notary import examiner_of
from affresco.studio.provenance.queries import insert_origin
from affresco.studio.provenance.seal import new_origin, seal_of
from pictures import painting
from world import BASE_URL, Published, Resident, World

POLICY = f"{BASE_URL}/about/usage/policy.json"
LICENCES: dict[Licence | None, str | None] = {
    None: None,
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA": "https://creativecommons.org/licenses/by-sa/4.0/",
    "all rights reserved": None,
}
MINING = {True: "DMI-ALLOWED", False: "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"}


async def sealed(world: World, by: Resident, made_as: Usage = NOTHING) -> Media:
    """A picture made from words, signed as the worker does it. made_as: its owner's default by then."""
    origin = new_origin("illustrator", "7", "algorithmicMedia")
    seal, statement = seal_of(world.runtime), Statement(made_as, BASE_URL)
    stored = await upload(
        world.runtime.store, seal.put(painting((320, 240)), origin, statement=statement)
    )
    job_id = await world.generate(by=by, prompt="a quiet harbour")
    recipe = Recipe("a quiet harbour", 1, "illustrator", "7", 320, 240)
    async with world.database.write() as tx:
        media = await record(tx, stored, owner_id=by.id, kind="generated")
        await insert_origin(tx, media.id, origin)
        await tx.run(
            "UPDATE candidates SET media_id = $2, recipe = $3 WHERE generation_id = $1",
            job_id,
            media.id,
            {name: getattr(recipe, name) for name in recipe.__struct_fields__},
        )
    return media


async def choose(world: World, post: Published, **choices: str | None) -> None:
    """What its author says of one post. choices: training, assistant, licence."""
    async with world.database.write() as tx:
        for name, choice in choices.items():
            await tx.run(f"UPDATE posts SET {name} = $2 WHERE id = $1", post.id, choice)
        changed = messages.PostChanged(post.id, post.by.id)
        await messages.send(tx, changed, messages.post(post.id), messages.author(post.by.id))


def trains(answer: httpx.Response) -> bool:
    """What the headers say of training: all of them the same."""
    told = answer.headers
    allowed = {"train-ai=y": True, "train-ai=n": False}[told["content-usage"]]
    assert told["tdm-reservation"] == ("0" if allowed else "1")
    assert ("tdm-policy" not in told) if allowed else told.get("tdm-policy", POLICY) == POLICY
    return allowed


def in_file(data: bytes) -> tuple[str, dict[str, str], str | None, str]:
    """What a file says: plus:DataMining, CAWG's entries, the licence, the words."""
    packet = containers.packet_of(data)
    assert packet is not None
    root = ElementTree.fromstring(packet)
    (description,) = root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description")
    mining = description.get("{http://ns.useplus.org/ldf/xmp/1.0/}DataMining", "")
    licence = description.find("{http://creativecommons.org/ns#}license")
    words = "".join(
        description.find("{http://ns.adobe.com/xap/1.0/rights/}UsageTerms").itertext()  # type: ignore[union-attr]
    )
    read = json.loads(c2pa.Reader("image/webp", io.BytesIO(data)).json())
    assert read["validation_state"] == "Valid"
    said = [
        assertion["data"]["entries"]
        for assertion in read["manifests"][read["active_manifest"]]["assertions"]
        if assertion["label"] == "cawg.training-mining"
    ]
    entries = {key: entry["use"] for key, entry in said[0].items()} if said else {}
    url = (
        None
        if licence is None
        else licence.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource")
    )
    return mining.rpartition("/")[2], entries, url, words


def linked_data(html: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    found: dict[str, Any] = json.loads(text)
    return found


def meta(html: str, name: str) -> str | None:
    found = re.search(rf'<meta name="{name}" content="([^"]*)">', html)
    return found[1] if found else None


@pytest.mark.parametrize("licence", LICENCES)
async def test_every_door_says_the_same(world: World, licence: Licence | None) -> None:
    for number, (training, assistant) in enumerate(product(("allow", "deny"), repeat=2)):
        who = await world.person(f"p{number}", training=training, assistant=assistant)  # type: ignore[arg-type]
        async with world.database.write() as tx:
            await tx.run("UPDATE accounts SET licence = $2 WHERE id = $1", who.id, licence)
        post = await world.post(by=who, pictures=[await sealed(world, who)])
        await choose(world, post, licence=licence)
        await check(world, post, training == "allow", assistant == "allow", licence)


async def check(
    world: World, post: Published, training: bool, assistant: bool, licence: Licence | None
) -> None:
    """All that is said of a post that is all that its author posted."""
    who, picture, url = post.by, post.pictures[0], LICENCES[licence]
    page = await world.get(post.url)
    status = await world.api("GET", f"/api/v1/statuses/{post.id}")
    profile = await world.get(who.url)
    feed = await world.get(f"{who.url}.rss")
    files = [await world.get(picture.path(name)) for name in ("original", "preview")]
    taken = await world.get(picture.path("original") + "?download=1")
    for answer in (page, status, profile, feed, *files, taken):
        assert trains(answer) is training
    for answer in (page, *files, taken):
        assert answer.headers.get("link") == (f'<{url}>; rel="license"' if url else None)

    assert meta(page.text, "tdm-reservation") == ("0" if training else "1")
    assert meta(page.text, "tdm-policy") == (None if training else POLICY)
    assert (f'<link rel="license" href="{url}">' in page.text) is (url is not None)
    ld = linked_data(page.text)
    for described in (ld, ld["image"][0]):
        assert described.get("license") == url
        assert described["creditText"] == f"{who.handle}, testserver"
        assert described["acquireLicensePage"] == f"{BASE_URL}/about/usage"
    assert ld["usageInfo"] == [POLICY, f"{BASE_URL}/about/usage"]

    use = "allowed" if training else "notAllowed"
    for file in (*files, taken):
        mining, entries, in_xmp, words = in_file(file.content)
        assert mining == MINING[training]
        assert entries == {
            "cawg.data_mining": use,
            "cawg.ai_training": use,
            "cawg.ai_generative_training": use,
            "cawg.ai_inference": "constrained" if assistant else "notAllowed",
        }
        assert in_xmp == url
        assert ("may learn from it" in words) is training
        assert ("may answer with it; others ask first" in words) is assistant

    intents = (await world.api("GET", f"/api/affresco/v1/people/{who.handle}/intents")).json()
    assert intents["$type"] == "org.user-intents.declaration"
    assert intents["syntheticContentGeneration"]["allow"] is (training and assistant)
    assert intents["bulkDataset"]["allow"] is (training and url is not None)


# several people ------------------------------------------------------------------------------


async def test_a_remix_allows_what_all_allow_whose_work_it_holds(world: World) -> None:
    ada = await world.person("ada", training="allow")
    bo = await world.person("bo", training="allow")
    cy = await world.person("cy", training="allow")
    first = await world.post(by=ada, pictures=1, remix_policy="everyone")
    second = await world.post(by=bo, remix_of=first, remix_policy="everyone")
    third = await world.post(by=cy, remix_of=second)
    await choose(world, first, licence="CC BY-SA")
    await choose(world, second, licence="CC BY")
    await choose(world, third, licence="CC0")
    told = await world.get(third.pictures[0].path())
    assert trains(told)
    assert "by-sa" in told.headers["link"]

    await choose(world, first, training="deny")
    for post in (first, second, third):
        assert not trains(await world.get(post.url))
        assert not trains(await world.get(post.pictures[0].path()))
        assert not trains(await world.api("GET", f"/api/v1/statuses/{post.id}"))
    await choose(world, first, training="allow", licence=None)
    told = await world.get(third.pictures[0].path())
    assert trains(told)
    assert "link" not in told.headers

    await posts.delete(world.database, ada.id, first.id)
    assert not trains(await world.get(third.pictures[0].path()))


async def test_a_quote_allows_what_both_allow(world: World) -> None:
    ada = await world.person("ada", training="allow")
    bo = await world.person("bo", training="allow")
    quoted = await world.post(by=ada, text="hear")
    post = await world.post(by=bo, text="hear, hear", quote_of_id=quoted.id)
    assert trains(await world.get(post.url))
    await choose(world, quoted, training="deny")
    assert not trains(await world.get(post.url))


async def test_a_page_allows_what_all_allow_whom_it_shows(world: World) -> None:
    ada = await world.person("ada", training="allow")
    bo = await world.person("bo", training="deny")
    post = await world.post(by=ada, pictures=1)
    picture = post.pictures[0].path()
    assert trains(await world.get(post.url))
    assert trains(await world.get("/local.rss"))
    reply = await world.post(by=bo, text="no", reply_to=post)
    assert not trains(await world.get(post.url))
    assert trains(await world.get(picture))
    assert trains(await world.api("GET", f"/api/v1/statuses/{post.id}", as_=bo))
    await choose(world, reply, training="allow")
    assert trains(await world.get(post.url))
    await world.post(by=bo)
    assert not trains(await world.get("/local.rss"))
    assert trains(await world.get(f"{ada.url}.rss"))


# changes, and what is kept -------------------------------------------------------------------


async def test_a_choice_shows_at_the_next_request(world: World) -> None:
    ada = await world.person("ada", training="allow", assistant="allow")
    media = await sealed(world, ada, Usage("allow", "allow"))
    post = await world.post(by=ada, pictures=[media])
    address = media.path()
    before = await world.get(address)
    assert trains(before)
    assert before.content == await world.runtime.store.get(media.key, "original.webp")
    assert "s-maxage=60" in before.headers["cache-control"], "shared caches ask again"
    status = f"/api/v1/statuses/{post.id}"
    assert trains(await world.api("GET", status, as_=ada))
    assert trains(await world.api("GET", status, as_=ada)), "from memory"

    await choose(world, post, training="deny")
    kept = {"If-None-Match": before.headers["etag"]}
    after = await world.get(address, headers=kept)
    assert after.status_code == 200
    assert not trains(after)
    assert in_file(after.content)[1]["cawg.ai_training"] == "notAllowed"
    told = declared_by(examiner_of(world.runtime), after.content).credentials
    assert told is not None
    assert told.state == "ours"
    assert not trains(await world.get(post.url))
    assert not trains(await world.api("GET", status, as_=ada))
    again = await world.get(address)
    assert again.content == after.content, "signed once"
    unchanged = await world.get(address, headers={"If-None-Match": again.headers["etag"]})
    assert unchanged.status_code == 304
    assert not trains(unchanged)

    await choose(world, post, assistant="deny")
    assert in_file((await world.get(address)).content)[1]["cawg.ai_inference"] == "notAllowed"
    await choose(world, post, training="allow", assistant=None)
    assert (await world.get(address)).content == before.content


@pytest.mark.parametrize("training", ["allow", "deny"])
async def test_the_worker_signs_what_its_owner_says_of_all(world: World, training: Consent) -> None:
    ada = await world.person("ada", training=training, assistant="deny")
    job_id = await world.generate(by=ada)
    await world.work()
    async with world.database.read() as tx:
        (candidate,) = (await get_generation(tx, ada.id, job_id)).candidates
    assert candidate.media is not None
    stored = await world.runtime.store.get(candidate.media.key, "original.webp")
    assert stored is not None
    mining, entries, _licence, _words = in_file(stored)
    assert mining == MINING[training == "allow"]
    assert entries["cawg.ai_training"] == ("allowed" if training == "allow" else "notAllowed")
    post = await world.post(by=ada, pictures=[candidate.media])
    shown = await world.get(post.pictures[0].path())
    assert shown.content == stored, "nothing is signed again where nothing differs"


async def test_what_is_not_public_is_not_for_training(world: World) -> None:
    ada = await world.person("ada", training="allow")
    for visibility in ("unlisted", "followers", "private"):
        post = await world.post(by=ada, pictures=1, visibility=visibility)
        for path in (post.url, post.pictures[0].path()):
            answer = await world.get(path, as_=ada)
            assert answer.status_code == 200
            assert not trains(answer)
        assert not trains(await world.api("GET", f"/api/v1/statuses/{post.id}", as_=ada))


async def test_minors_and_uploads_of_unknown_people_are_not_for_training(world: World) -> None:
    ada = await world.person("ada", training="allow")
    drawn = await world.post(by=ada, pictures=1)
    await choose(world, drawn, likeness="minors")
    assert not trains(await world.get(drawn.pictures[0].path()))
    encoded = encode(painting((320, 240)))
    photo = await save(world.database, world.runtime.store, ada.id, "upload", encoded)
    post = await world.post(by=ada, pictures=[photo])
    assert not trains(await world.get(photo.path()))
    await choose(world, post, likeness="nobody")
    assert trains(await world.get(photo.path()))


async def test_an_upload_is_taken_along_with_notes(world: World) -> None:
    ada = await world.person("ada", training="deny")
    encoded = encode(painting((320, 240)))
    photo = await save(world.database, world.runtime.store, ada.id, "upload", encoded)
    post = await world.post(by=ada, pictures=[photo])
    await choose(world, post, licence="CC BY")
    taken = (await world.get(photo.path() + "?download=1")).content
    packet = containers.packet_of(taken)
    assert packet is not None
    assert b"DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING" in packet
    assert b"licenses/by/4.0" in packet
    assert b"AISystemUsed" not in packet


async def test_faces_and_drafts_are_reserved(world: World) -> None:
    ada = await world.person("ada", training="allow")
    draft = await sealed(world, ada, Usage("allow", "allow"))
    assert not trains(await world.get(draft.path(), as_=ada))


async def test_what_is_not_there_says_as_little_as_what_is_hidden(world: World) -> None:
    ada, bo = await world.person("ada", training="allow"), await world.person("bo")
    hidden = await world.post(by=ada, pictures=1, visibility="private")
    unknown = re.sub(r"\d+$", "77", hidden.url)
    for one, other in (
        (hidden.url, unknown),
        (hidden.pictures[0].path(), "/media/" + "0" * 32 + "/original.webp"),
        (f"/api/v1/statuses/{hidden.id}", "/api/v1/statuses/77"),
    ):
        answers = [await world.get(path, as_=bo) for path in (one, other)]
        assert [answer.status_code for answer in answers] == [404, 404]
        said = [
            {
                name: answer.headers.get(name)
                for name in ("content-usage", "tdm-reservation", "tdm-policy", "link")
            }
            for answer in answers
        ]
        assert said[0] == said[1]
        assert said[0]["content-usage"] == "train-ai=n"
    missing = await world.api("GET", "/api/affresco/v1/people/nobody_here/intents")
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/local", "/about", "/search", "/api/v1/timelines/public", "/api/v2/instance"]
)
async def test_what_shows_many_is_reserved(world: World, path: str) -> None:
    ada = await world.person("ada", training="allow")
    await world.post(by=ada)
    assert not trains(await world.get(path))


# the site ------------------------------------------------------------------------------------


async def test_robots_read_rules_that_forbid_nothing_of_one_author(world: World) -> None:
    answer = await world.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert "User-Agent: *" in lines
    rules = [line.split(": ", 1)[1] for line in lines if line.startswith("Content-Usage: ")]
    assert rules
    for rule in rules:
        pattern, preference = rule.split(" ")
        assert preference == "train-ai=n"
        start = pattern.removesuffix("$")
        for path in ("/@ada", "/@ada/77", "/media/00/original.webp", "/api/v1/statuses/77"):
            assert path != start if pattern.endswith("$") else not path.startswith(start)
    for line in lines:
        if line.startswith("Disallow: "):
            assert not "/@ada".startswith(line.removeprefix("Disallow: "))


async def test_miners_find_the_reservation_and_whom_to_ask(world: World) -> None:
    answer = await world.get("/.well-known/tdmrep.json")
    assert answer.headers["content-type"] == "application/json"
    (rule,) = answer.json()
    assert rule == {"location": "/", "tdm-reservation": 1, "tdm-policy": POLICY}
    policy = await world.get("/about/usage/policy.json")
    assert policy.headers["content-type"] == "application/ld+json"
    offer = policy.json()
    assert offer["@context"] == [
        "http://www.w3.org/ns/odrl.jsonld",
        "http://www.w3.org/ns/tdmrep.jsonld",
    ]
    assert (offer["@type"], offer["profile"]) == ("Offer", "http://www.w3.org/ns/tdmrep")
    assert offer["uid"] == POLICY
    (permission,) = offer["permission"]
    assert permission["action"] == "tdm:mine"
    assert permission["duty"] == [{"action": "obtainConsent"}]
    page = await world.get(offer["assigner"]["vcard:hasURL"].removeprefix(BASE_URL))
    assert page.status_code == 200
    assert POLICY in page.text


async def test_a_name_cannot_break_out_of_the_linked_data(world: World) -> None:
    name = '</script><script>alert("1")</script>'
    ada = await world.person("ada", training="allow", name=name)
    post = await world.post(by=ada, text="hello")
    page = await world.get(post.url)
    assert "<script>alert" not in page.text
    assert linked_data(page.text)["author"]["name"] == name


async def test_intents_say_when_they_were_last_answered(world: World) -> None:
    ada = await world.person("ada", training="deny")
    path = "/api/affresco/v1/people/ada/intents"
    before = (await world.api("GET", path)).json()
    await set_training(world.database, ada.id, "allow", "Yes, they may")
    after = (await world.api("GET", path)).json()
    assert after["updatedAt"] > before["updatedAt"]
    assert set(after) == {"$type", "updatedAt", "syntheticContentGeneration", "bulkDataset"}
