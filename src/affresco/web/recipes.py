"""How a recipe is shown: what the engine understood of the prompt, in the reader's language."""

from __future__ import annotations

import functools
from typing import Final

import msgspec

from affresco.posts.model import Post
from affresco.studio.engines.illustrator import Scene, chips
from affresco.text import LOCALES, Locale
from affresco.web.present import Chips

ILLUSTRATOR: Final = "illustrator"
"""The engine whose scenes we can read; others keep none, or one of their own kind."""


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
