"""How a recipe is shown: what the engine understood of the prompt, in the reader's language."""

from __future__ import annotations

import functools
from typing import Final

import msgspec

from affresco.posts.model import Post
from affresco.studio.engines.illustrator import Chip, Scene, chips
from affresco.text import LOCALES, Locale
from affresco.web.present import Chips

ILLUSTRATOR: Final = "illustrator"
"""The engine whose scenes we can read; others keep none, or one of their own kind."""

STEM: Final = 3
"""Letters by which "dancing" is known for "dance"."""


class Reading(msgspec.Struct, frozen=True):
    """A chip beside a picture of one's own. at: which fact of the workbench puts it right, None for
    words that were not drawn."""

    text: str
    at: int | None


def understood(post: Post, viewer_id: int | None, locale: str) -> Chips:
    """For each picture of a post what its engine understood; nothing where the recipe is private."""
    if not post.shows_recipe_to(viewer_id):
        return {}
    language = next((known for known in LOCALES if known == locale), LOCALES[0])
    return {
        picture.media.id: scene_chips(picture.recipe.scene, language)
        for picture in post.pictures
        if picture.recipe and picture.recipe.engine == ILLUSTRATOR and picture.recipe.scene
    }


@functools.lru_cache(maxsize=1024)
def scene_chips(scene: str, language: Locale) -> tuple[str, ...]:
    """``("Subject: red fox", …)``. scene: JSON of a recipe; () for one of a version that we cannot read."""
    try:
        known = msgspec.json.decode(scene, type=Scene)
    except msgspec.DecodeError:
        return ()
    return tuple(f"{chip.label}: {chip.value}" for chip in chips(known, language))


@functools.lru_cache(maxsize=1024)
def readings(scene: str, language: Locale) -> tuple[Reading, ...]:
    """How a prompt was understood, subjects with what they do; () for a scene that we cannot read."""
    try:
        known = msgspec.json.decode(scene, type=Scene)
    except msgspec.DecodeError:
        return ()
    found, at = [], 0
    for chip in chips(known, language):
        is_drawn = chip.field != "unknown"
        doing = " · ".join((chip.value, *_doing(chip)))
        found.append(Reading(f"{chip.label}: {doing}", at if is_drawn else None))
        at += (1 + len(chip.parts)) if is_drawn else 0
    return tuple(found)


def _doing(chip: Chip) -> tuple[str, ...]:
    """What a subject does, where its name does not say it already."""
    return tuple(
        part.value
        for part in chip.parts
        if part.field.endswith((":pose", ":relation")) and part.value[:STEM] not in chip.value
    )
