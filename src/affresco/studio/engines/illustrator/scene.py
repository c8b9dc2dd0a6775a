"""What a prompt means: the scene graph, which is stored in the recipe of every picture.

Everything here is frozen and encodes to JSON and back with :mod:`msgspec`. Names are those of
the lexicon (``lexicon/*.toml``), not words of a language, so that a prompt in English and its
Italian translation give the same scene.
"""

from __future__ import annotations

import msgspec


class Entity(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody or something to draw."""

    concept: str
    count: int = 1
    colour: str | None = None
    size: str | None = None  # "small", "large"
    role: str | None = None  # a trade worn by an animal: a fox *astronaut*
    qualities: tuple[str, ...] = ()  # "old", "sleeping" …
    relation: str | None = None  # what entity `by` does with this one: "ride", "hold", "over" …
    by: int | None = None  # index of an earlier entity of the scene
    pose: str | None = None  # what it does alone: "sleep", "howl" …
    material: str | None = None  # what it is made of: "wooden", "glass" …
    said: str = ""  # the word of the prompt, when it was understood only as its kind: "haberdasher"


class Scene(msgspec.Struct, frozen=True, omit_defaults=True):
    """One prompt, understood."""

    setting: str = "meadow"
    style: str | None = None
    time: str | None = None  # None: the seed chooses the time of day
    weather: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    season: str | None = None  # "spring", "summer", "autumn", "winter"
    camera: str | None = None  # "close-up", "from-above", "wide" …
    outlook: str = ""  # the place behind the windows of a room, or the region that a place is in
    title: str = ""  # lettering of a logo, as the person wrote it
    palette: tuple[str, ...] = ()  # nearest feelings, for abstract pictures
    unknown: tuple[str, ...] = ()  # words that are not drawn, in order
    assumed: tuple[str, ...] = ()  # fields that nobody named: "setting", "time", "style"
    absent: tuple[str, ...] = ()  # scenery that is left out; names of lexicon/scenery.toml
    colours: tuple[str, ...] = ()  # "#rrggbb": the palette towards which the picture is coloured
    composition: int | None = None  # seed of view, place and light, if not that of the picture
    detail: int | None = None  # seed of everything else, if not that of the picture
    words: str = ""  # digest of the prompt that was read, by which another one is known


class Chip(msgspec.Struct, frozen=True):
    """One fact of a scene, for showing how a prompt was understood: ``Place: roof``.

    field: what it speaks of, for :func:`correct` and :func:`choices`: ``setting``, ``weather:0``,
    ``entity:1:colour`` … key: its name in the lexicon, or the text itself for lettering, colours and
    words that are not drawn; "" when nothing is said. assumed: nobody named it. parts: the facts of
    which a subject consists.
    """

    label: str
    value: str
    field: str = ""
    key: str = ""
    assumed: bool = False
    parts: tuple[Chip, ...] = ()
