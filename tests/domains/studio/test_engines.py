"""The engines that are installed, and the built-in one behind the protocol."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import msgspec
import pytest

from affresco.settings import EngineTable, Settings
from affresco.studio.engines import builtin, registry
from affresco.studio.engines.illustrator import Scene
from affresco.studio.engines.protocol import Engine, Finished, Preview, Request, Wanted
from affresco.studio.errors import EngineMissing, EngineUnusable


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {
        name: EntryPoint(name, target, registry.GROUP)
        for name, target in {
            "illustrator": "affresco.studio.engines.builtin:KIND",
            "easel": "easel:KIND",
            "broken": "no_such_package:KIND",
            "hollow": "easel:NO_SUCH_KIND",
        }.items()
    }
    monkeypatch.setattr(registry, "installed", lambda: points)


@pytest.mark.usefixtures("installed")
def test_only_those_that_are_asked_for_are_loaded_in_their_order() -> None:
    engines = registry.load(Settings(engines=("easel", "illustrator")))
    assert [engine.name for engine in engines.values()] == ["easel", "illustrator"]


@pytest.mark.usefixtures("installed")
def test_one_kind_under_several_names_with_labels_of_their_own() -> None:
    tables = {
        "quick": EngineTable(kind="easel", label="Quick one"),
        "slow": EngineTable(kind="easel"),
    }
    settings = Settings(engines=("slow", "quick", "illustrator"), engine=tables)
    engines = registry.load(settings)
    assert [engine.name for engine in engines.values()] == ["slow", "quick", "illustrator"]
    assert registry.labels(settings) == (
        ("slow", "Slow"),
        ("quick", "Quick one"),
        ("illustrator", "Illustrator"),
    )


@pytest.mark.usefixtures("installed")
def test_an_option_that_the_kind_does_not_know_is_named() -> None:
    table = EngineTable.read({"kind": "easel", "colour": "red"})
    with pytest.raises(EngineUnusable) as caught:
        registry.load(Settings(engines=("mine",), engine={"mine": table}))
    assert "[engine.mine]" in caught.value.text()
    assert "colour" in caught.value.text()


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("name", ["crayons", "broken", "hollow"])
def test_one_that_is_missing_is_named_with_those_that_are_there(name: str) -> None:
    with pytest.raises(EngineMissing) as caught:
        registry.load(Settings(engines=(name,)))
    assert name in caught.value.text()
    assert "easel" in caught.value.text()


def test_names_in_words() -> None:
    assert registry.label(Settings(), "my_own") == "My own"


async def test_the_illustrator_shows_all_first_looks_before_it_paints() -> None:
    engine: Engine = builtin.Illustrator()
    engine.check()
    request = Request(
        prompt="una volpe nella neve",
        language="it",
        width=320,
        height=256,
        wanted=(Wanted(0, 7), Wanted(2, 9)),
    )
    steps = [step async for step in engine.generate(request)]
    assert [(type(step), step.position) for step in steps] == [
        (Preview, 0),
        (Preview, 2),
        (Finished, 0),
        (Finished, 2),
    ]
    assert all(step.image.mode == "RGB" for step in steps)
    finished = [step for step in steps if isinstance(step, Finished)]
    assert {step.image.size for step in finished} == {(320, 256)}
    assert finished[0].image.tobytes() != finished[1].image.tobytes()
    assert "volpe" in finished[0].alt
    scene = msgspec.json.decode(finished[0].scene or "", type=Scene)
    assert "fox" in [entity.concept for entity in scene.entities]
