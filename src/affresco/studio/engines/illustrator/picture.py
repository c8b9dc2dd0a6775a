"""Drawing a scene: stage → camera → setting → subjects → weather → style."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import msgspec
import numpy as np
import numpy.typing as npt

from . import layout, settings, styles
from .camera import aim
from .painting.light import TIMES
from .painting.nudge import nudge_light, nudge_slots
from .painting.stage import Stage
from .painting.tracing import Tracer
from .reading.lexicon import lexicon
from .revising.palettes import recoloured
from .scene import Entity, Scene
from .settings.backdrop import sheet_for
from .styles import repeat
from .styles.inks import PRINTED
from .subjects.dewy import bedewed
from .subjects.seasoned import seasoned
from .subjects.snowed import snowed
from .subjects.weathered import left_alone
from .weather import fall

PREVIEW = 224  # pixels, the longer side of a preview
SMALLEST, LARGEST = 256, 2048  # pixels, either side

_drawing = Lock()


@dataclass(frozen=True)
class Picture:
    """A finished picture; `rgb` is uint8, (height, width, 3), contiguous."""

    width: int
    height: int
    rgb: npt.NDArray[np.uint8]


def draw(scene: Scene, *, seed: int, size: tuple[int, int], preview: bool = False) -> Picture:
    """Draw a scene; see :func:`affresco.studio.engines.illustrator.draw`."""
    width, height = size
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(
            f"Each side must be {SMALLEST} to {LARGEST} pixels, not {width} × {height}."
        )
    if preview:
        shrink = PREVIEW / max(size)
        width, height = max(1, round(width * shrink)), max(1, round(height * shrink))
    with _drawing:
        rgb = _painted(sheet_for(_drawable(scene)), seed, (width, height))
        printed = scene.style in PRINTED or scene.setting == "abstract"
        if scene.colours and not printed:
            rgb = recoloured(rgb, scene.colours)
    return Picture(width, height, rgb)


def _drawable(scene: Scene) -> Scene:
    """The scene without what this version does not know (recipes may come from elsewhere)."""
    words = lexicon()
    setting = scene.setting if scene.setting in words.settings else "meadow"
    if setting not in settings.PAINTERS:
        setting = words.settings[setting].drawn_as
    time = scene.time if scene.time in TIMES else None
    weather = scene.weather
    if "giant-moon" in weather and "full-moon" not in weather:
        weather = (*weather, "full-moon")
    scene = msgspec.structs.replace(
        scene,
        setting=setting,
        time=time,
        weather=weather,
        entities=tuple(map(_of_metal, scene.entities)),
    )
    known = [entity.concept in words.concepts for entity in scene.entities]
    if all(known):
        return scene
    entities = tuple(
        msgspec.structs.replace(entity, by=None, relation=None)
        for entity, draws in zip(scene.entities, known, strict=True)
        if draws
    )
    return msgspec.structs.replace(scene, entities=entities)


def _of_metal(entity: Entity) -> Entity:
    """A robot that is an animal is drawn as that animal, of metal."""
    if entity.role != "robot" or entity.concept not in lexicon().concepts:
        return entity
    if not lexicon().is_animal(entity.concept):
        return entity
    made = entity.material or "metal"
    qualities = (*entity.qualities, made)
    return msgspec.structs.replace(entity, role=None, material=made, qualities=qualities)


def _painted(scene: Scene, seed: int, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    return styles.apply(*staged(scene, seed, size))


def staged(scene: Scene, seed: int, size: tuple[int, int]) -> tuple[Stage, Tracer]:
    """A scene painted but for its style, and its outlines; `size` is (width, height) in pixels."""
    if scene.style == "pattern" and scene.entities:
        scene = repeat.for_pattern(scene)
    scene = snowed(left_alone(bedewed(seasoned(scene, seed))))
    outdoors = lexicon().settings[scene.setting].outdoors
    stage = Stage(scene, seed, size, outdoors)
    stage.pen.tracer = tracer = Tracer(*size)
    nudge_light(stage)
    view = aim(stage)
    if scene.style == "pattern" and scene.entities:
        repeat.paint(stage)
        return stage, tracer
    with view.of_setting():
        settings.paint(stage)
    view.turn()
    nudge_slots(stage)
    with stage.pen.figure(), view.nearer():
        layout.compose(stage)
    with view.of_setting():
        for paint in stage.afterwards:
            paint()
    fall(stage)
    stage.shine()
    view.frame()
    return stage, tracer
