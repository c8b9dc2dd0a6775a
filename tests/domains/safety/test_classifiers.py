"""Classifiers: what they find becomes refusals, and when they are away the owner's choice holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import msgspec
import numpy as np
import pytest
from PIL import Image
from structlog.testing import capture_logs

from affresco.safety import access, commands, guard, hydrate
from affresco.safety.classifiers import moderation, nsfw, registry
from affresco.safety.errors import (
    CheckUnavailable,
    ClassifierMissing,
    ClassifierUnusable,
    Refused,
)
from affresco.safety.model import Decision, Finding, Passage
from affresco.settings import ClassifierTable, Settings
from domains.safety.test_checking import owner
from properties.network import Network
from servers.moderation import (
    KEY,
    Fault,
    ModerationServer,
    breaks_off,
    floods,
    keeps_silent,
    moderation_server,
    says,
)

RED = Image.new("RGB", (1200, 800), (220, 20, 30))
GREEN = Image.new("RGB", (1200, 800), (20, 180, 60))


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ModerationServer]:
    monkeypatch.setenv("TESTS_KEY", KEY)
    guard._load.cache_clear()
    async with moderation_server() as server:
        yield server


def having(server: ModerationServer, down: str = "pass", **options: object) -> Settings:
    """Settings with this server as classifier ``judge``."""
    table = {"url": server.url, "key_env": "TESTS_KEY", **options}
    return Settings(
        classifiers=("judge",),
        classifier={
            "judge": ClassifierTable(
                kind="moderation",
                down="refuse" if down == "refuse" else "pass",
                options=msgspec.json.encode(table),
            )
        },
    )


async def ask(net: Network, settings: Settings, who: int, text: str) -> Decision:
    return await commands.check_words(net.database, settings, who, (Passage("prompt", text),), "en")


async def look(net: Network, settings: Settings, who: int, image: Image.Image) -> Decision:
    return await commands.check_picture(net.database, settings, who, image, about="a red square")


async def test_what_the_server_flags_is_refused_with_its_name(
    net: Network, server: ModerationServer
) -> None:
    ada, settings = await net.person("ada"), having(server, model="omni")
    assert await ask(net, settings, ada, "a quiet harbour") == Decision()
    with pytest.raises(Refused) as caught:
        await ask(net, settings, ada, "a wicked harbour")
    assert caught.value.details | {"refusal": "", "appeal": ""} == {
        "rule": "sexual",
        "title": "No nudity and no sex",
        "title_it": "Niente nudità e niente sesso",
        "field": "prompt",
        "term": "",
        "source": "judge",
        "refusal": "",
        "appeal": "",
    }
    assert "The classifier judge" in caught.value.text("en")
    assert server.asked[-1] == {"input": "a wicked harbour", "model": "omni"}


async def test_what_the_rules_refuse_is_not_sent_anywhere(
    net: Network, server: ModerationServer
) -> None:
    ada = await net.person("ada")
    with pytest.raises(Refused):
        await ask(net, having(server), ada, "a naked harbour")
    assert server.asked == []


async def test_a_warning_goes_through_and_is_marked(net: Network, server: ModerationServer) -> None:
    ada = await net.person("ada")
    decision = await ask(net, having(server), ada, "a sad harbour")
    assert [(mark.rule, mark.action, mark.source) for mark in decision.marks] == [
        ("self-harm-care", "warn", "judge")
    ]


async def test_a_picture_is_refused_shown_to_owners_and_allowed_after_an_appeal(
    net: Network, server: ModerationServer
) -> None:
    ada, settings = await net.person("ada"), having(server)
    judge = await owner(net)
    server.colour = (220, 20, 30)
    assert await look(net, settings, ada, GREEN) == Decision()
    with pytest.raises(Refused) as caught:
        await look(net, settings, ada, RED)
    assert server.sizes == [(512, 341), (512, 341)], "what is sent is small"
    refusal = int(caught.value.details["refusal"])
    await commands.appeal(net.database, ada, refusal, "It is a square.")
    async with net.database.read() as tx:
        (waiting,) = (await access.list_appeals(tx, judge)).refusals
        shown = await access.get_picture(tx, judge, refusal)
    assert (waiting.field, waiting.about, waiting.text) == ("image", "a red square", "")
    assert shown[8:12] == b"WEBP"
    await commands.decide(net.database, judge, refusal, "overturned", "")
    assert await look(net, settings, ada, RED) == Decision()
    async with net.database.read() as tx:
        assert not (await access.get_own(tx, ada, refusal)).has_picture, "decided, so forgotten"


async def test_no_copy_is_kept_where_minors_may_be_concerned(
    net: Network, server: ModerationServer
) -> None:
    ada = await net.person("ada")
    settings = having(server, categories={"sexual": "minors"})
    server.colour = (220, 20, 30)
    with pytest.raises(Refused) as caught:
        await look(net, settings, ada, RED)
    async with net.database.read() as tx:
        refusal = await access.get_own(tx, ada, int(caught.value.details["refusal"]))
    assert not refusal.has_picture


FAULTS: list[Fault] = [
    says(500),
    says(429),
    says(200, b"not json"),
    says(200, b'{"results": []}'),
    says(200, b'{"results": [{"categories": 3}]}'),
    breaks_off,
    floods,
    keeps_silent,
]


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
async def test_a_server_that_is_away_lets_pass_and_the_owner_is_told(
    net: Network, server: ModerationServer, fault: Fault
) -> None:
    ada, settings = await net.person("ada"), having(server, timeout_seconds=0.3)
    server.faults.append(fault)
    with capture_logs() as logs:
        assert await ask(net, settings, ada, "a wicked harbour") == Decision()
    assert "wicked" not in str(logs)
    async with net.database.read() as tx:
        (trouble,) = await hydrate.troubles(tx)
    assert trouble.name == "judge"
    assert "wicked" not in trouble.reason
    asked = len(server.asked)
    await ask(net, settings, ada, "a wicked harbour")
    assert len(server.asked) == asked, "it is left alone for a while"
    with pytest.raises(Refused):
        await ask(net, settings, ada, "a naked harbour")


async def test_a_server_that_is_away_stops_everything_where_the_owner_wants_it(
    net: Network, server: ModerationServer
) -> None:
    ada, settings = await net.person("ada"), having(server, down="refuse")
    server.faults.append(says(503))
    for _again in range(2):
        with pytest.raises(CheckUnavailable):
            await ask(net, settings, ada, "a quiet harbour")


async def test_trouble_ends_when_it_answers(
    net: Network, server: ModerationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, settings = await net.person("ada"), having(server)
    monkeypatch.setattr(guard, "REST_SECONDS", 0.0)
    server.faults.append(says(503))
    await ask(net, settings, ada, "a quiet harbour")
    await ask(net, settings, ada, "a quiet harbour")
    async with net.database.read() as tx:
        assert await hydrate.troubles(tx) == ()


async def test_a_plug_in_may_raise_anything(
    net: Network, server: ModerationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, settings = await net.person("ada"), having(server)

    async def fails(text: str, language: str) -> tuple[Finding, ...]:
        raise ValueError(text)

    classifier = guard.of(settings).classifiers[0].classifier
    monkeypatch.setattr(classifier, "check_text", fails)
    with capture_logs() as logs:
        assert await ask(net, settings, ada, "a wicked harbour") == Decision()
    assert "wicked" not in str(logs)
    async with net.database.read() as tx:
        (trouble,) = await hydrate.troubles(tx)
    assert trouble.reason == "ValueError"


async def test_scores_decide_where_the_owner_gives_a_threshold(
    net: Network, server: ModerationServer
) -> None:
    ada = await net.person("ada")
    assert await ask(net, having(server, threshold=0.95), ada, "a wicked harbour") == Decision()
    with pytest.raises(Refused):
        await ask(net, having(server, threshold=0.5), ada, "a wicked harbour")


async def test_a_classifier_for_pictures_is_not_asked_about_words(
    net: Network, server: ModerationServer
) -> None:
    ada = await net.person("ada")
    assert await ask(net, having(server, text=False), ada, "a wicked harbour") == Decision()
    assert server.asked == []


async def test_how_the_server_stands(
    server: ModerationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = registry.load_one("judge", having(server).classifier["judge"])
    assert server.url in await made.examine()
    server.faults.append(says(404))
    with pytest.raises(ClassifierUnusable, match="404"):
        await made.examine()
    monkeypatch.delenv("TESTS_KEY")
    with pytest.raises(ClassifierUnusable, match="TESTS_KEY"):
        made.check()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "url"),
        ({"url": "127.0.0.1"}, "http"),
        ({"url": "http://user:secret@127.0.0.1"}, "http"),
        ({"url": "http://127.0.0.1", "colour": 1}, "colour"),
        ({"url": "http://127.0.0.1", "threshold": 2}, "threshold"),
    ],
)
def test_a_slip_in_its_table_is_named(options: dict[str, object], said: str) -> None:
    table = ClassifierTable(kind="moderation", options=msgspec.json.encode(options))
    with pytest.raises(ClassifierUnusable) as caught:
        registry.load_one("judge", table)
    assert said in caught.value.text()
    assert "secret" not in caught.value.text()


def test_a_kind_that_is_not_installed() -> None:
    with pytest.raises(ClassifierMissing) as caught:
        registry.load_one("judge", ClassifierTable(kind="oracle"))
    assert "moderation, nsfw" in caught.value.text()


# the network on this machine -------------------------------------------------------------------


async def test_the_local_network_loads_and_finds_a_landscape_harmless() -> None:
    local = nsfw.Nsfw("nsfw", nsfw.Options())
    local.check()
    assert "0.8" in await local.examine()
    rng = np.random.default_rng(7)
    noise = Image.fromarray(rng.integers(0, 255, (300, 400, 3), dtype=np.uint8))
    assert await asyncio.gather(*(local.check_image(i) for i in (RED, GREEN, noise))) == [
        (),
        (),
        (),
    ]
    assert await local.check_text("a naked man", "en") == ()


async def test_its_score_becomes_a_finding_from_the_threshold_on() -> None:
    strict = nsfw.Nsfw("nsfw", nsfw.Options(threshold=0.000001, rule="violence"))
    (finding,) = await strict.check_image(RED)
    assert finding.rule == "violence"
    assert 0 < finding.score < 1


def test_it_sees_pictures_as_it_was_trained_to() -> None:
    seen = nsfw.prepared(Image.new("RGBA", (100, 50), (255, 0, 0, 255)))
    assert seen.shape == (1, 224, 224, 3)
    assert seen[0, 0, 0].tolist() == [-104.0, -117.0, 255.0 - 123.0]


def test_without_its_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nsfw, "PACKAGE", "not_installed_anywhere")
    with pytest.raises(ClassifierUnusable, match="nsfw"):
        nsfw.Nsfw("nsfw", nsfw.Options()).check()


def test_weights_that_were_exchanged_are_not_used(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nsfw, "CHECKSUM", "0" * 64)
    with pytest.raises(ClassifierUnusable):
        nsfw.Nsfw("nsfw", nsfw.Options()).check()


def test_the_categories_lead_to_rules_that_there_are() -> None:
    rules = guard.of(Settings()).book.rules
    named = {rule for value in moderation.CATEGORIES.values() for rule in value.split()}
    assert named <= set(rules)
    assert nsfw.RULE in rules
