"""The engines that are installed, and the built-in one behind the protocol."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import msgspec
import pytest

from affresco.settings import EngineTable, Settings
from affresco.studio.engines import builtin, registry
from affresco.studio.engines.illustrator import Scene
from affresco.studio.engines.protocol import (
    Capabilities,
    Engine,
    Finished,
    Preview,
    Request,
    Wanted,
)
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


BREAKS = """
from affresco.studio.engines.protocol import Capabilities, Kind, NoOptions

def fall(*_):
    raise RuntimeError("a wire came loose")

UNMADE = Kind(NoOptions, fall, lambda _: Capabilities())
UNTOLD = Kind(NoOptions, fall, fall)
"""


@pytest.fixture
def breaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Settings]:
    """Settings whose first engine is this kind of packages that break; the second is well."""
    (tmp_path / "breaks_when_asked.py").write_text(BREAKS)
    (tmp_path / "breaks_when_imported.py").write_text("{}['no such key']")
    monkeypatch.syspath_prepend(str(tmp_path))

    def settings(target: str) -> Settings:
        points = {
            "shaky": EntryPoint("shaky", target, registry.GROUP),
            "easel": EntryPoint("easel", "easel:KIND", registry.GROUP),
        }
        monkeypatch.setattr(registry, "installed", lambda: points)
        return Settings(engines=("shaky", "easel"))

    return settings


@pytest.mark.parametrize(
    "target",
    ["breaks_when_imported:KIND", "breaks_when_asked:UNMADE", "breaks_when_asked:UNTOLD"],
)
def test_a_package_that_breaks_is_named(breaking: Callable[[str], Settings], target: str) -> None:
    with pytest.raises(EngineUnusable) as caught:
        registry.load(breaking(target))
    assert "shaky" in caught.value.text()
    assert "broke down" in caught.value.text()
    assert "wire" not in caught.value.text()


@pytest.mark.parametrize("target", ["breaks_when_imported:KIND", "breaks_when_asked:UNTOLD"])
def test_what_breaks_is_offered_with_the_least_and_hides_no_other(
    breaking: Callable[[str], Settings], target: str
) -> None:
    shaky, easel = registry.offers(breaking(target))
    assert shaky.capabilities == Capabilities()
    assert easel.capabilities.strength


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
