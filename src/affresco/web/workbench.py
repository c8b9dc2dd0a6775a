"""A picture of one's own on the workbench → what ``studio/workbench.html`` takes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from affresco.media.model import Media
from affresco.posts.model import Picture as PostPicture
from affresco.studio.engines.illustrator import Scene, chips, choices
from affresco.studio.engines.registry import Offer
from affresco.studio.history import Picture, Step
from affresco.studio.model import Recipe, Task
from affresco.studio.steering import tasks_of
from affresco.text import LOCALES, N_, Locale, translate
from affresco.web.present import PictureCard, picture_card

SUBJECT: Final = "entity"
"""Offered without a list: there are thousands."""

HOW: Final[Mapping[Task, str]] = {
    "text-to-image": N_("from words"),
    "image-to-image": N_("varied"),
    "instruct": N_("edited"),
    "inpaint": N_("painted over"),
    "outpaint": N_("extended"),
    "upscale": N_("enlarged"),
}


class StepCard(msgspec.Struct, frozen=True):
    """A picture on the way. how: what was done, in the reader's words."""

    picture: PictureCard
    url: str
    how: str


class Fact(msgspec.Struct, frozen=True):
    """A chip that may be put right. field: its path. choices: words to choose from, () for any. part: of
    the one before it."""

    field: str
    label: str
    value: str
    choices: tuple[str, ...]
    part: bool


class Workbench(msgspec.Struct, frozen=True):
    """tools: by task, the engines (name, label) that can do it to this picture; a task that none can do
    is not there. before: the picture that this one was made from."""

    picture: PictureCard
    media_id: int
    prompt: str
    seed: int | None
    engine: str
    size: str
    tools: Mapping[Task, tuple[tuple[str, str], ...]]
    facts: tuple[Fact, ...]
    not_drawn: str
    earlier: tuple[StepCard, ...]
    later: tuple[StepCard, ...]
    before: StepCard | None
    generation_id: int | None
    post_url: str | None


def picture_url(media_id: int) -> str:
    """The path of a picture's workbench."""
    return f"/studio/pictures/{media_id}"


def present(
    found: Picture, offers: Sequence[Offer], locale: str, post_url: str | None
) -> Workbench:
    """A picture with all that can be done to it."""
    recipe, media = found.recipe, found.media
    earlier = tuple(_step(step, locale) for step in found.earlier)
    known = next((known for known in LOCALES if known == locale), LOCALES[0])
    facts, not_drawn = _facts(recipe, offers, known)
    labels = {offer.name: offer.label for offer in offers}
    return Workbench(
        picture=card_of(media),
        media_id=media.id,
        prompt=recipe.prompt if recipe else media.alt,
        seed=recipe.seed if recipe else None,
        engine=labels.get(recipe.engine, recipe.engine) if recipe else "",
        size=f"{media.width} × {media.height}",
        tools=_tools(recipe, offers),
        facts=facts,
        not_drawn=not_drawn,
        earlier=earlier,
        later=tuple(_step(step, locale) for step in found.later),
        before=earlier[-1] if earlier else None,
        generation_id=found.generation_id,
        post_url=post_url,
    )


def card_of(media: Media) -> PictureCard:
    """A picture that stands for itself, without a recipe."""
    return picture_card(PostPicture(media=media, alt=media.alt, recipe=None))


def _step(step: Step, locale: str) -> StepCard:
    how = translate(HOW[step.task], locale) if step.task else translate(N_("brought along"), locale)
    return StepCard(
        picture=card_of(step.media),
        url=picture_url(step.media.id),
        how=f"{how}: {step.instruction}" if step.instruction else how,
    )


def _tools(
    recipe: Recipe | None, offers: Sequence[Offer]
) -> dict[Task, tuple[tuple[str, str], ...]]:
    found: dict[Task, tuple[tuple[str, str], ...]] = {}
    for task in HOW:
        able = tuple(
            (offer.name, offer.label)
            for offer in _own_first(recipe, offers)
            if task != "text-to-image"
            and task in tasks_of(offer.capabilities)
            and (not offer.capabilities.own_sources or _made_by(offer, recipe))
        )
        if able:
            found[task] = able
    return found


def _own_first(recipe: Recipe | None, offers: Sequence[Offer]) -> list[Offer]:
    return sorted(offers, key=lambda offer: recipe is None or offer.name != recipe.engine)


def _made_by(offer: Offer, recipe: Recipe | None) -> bool:
    return recipe is not None and recipe.engine == offer.name and recipe.scene is not None


def _facts(
    recipe: Recipe | None, offers: Sequence[Offer], locale: Locale
) -> tuple[tuple[Fact, ...], str]:
    """(chips, words that are not drawn), where the engine shows how it understood the prompt."""
    can = {offer.name for offer in offers if offer.capabilities.corrections}
    if recipe is None or recipe.scene is None or recipe.engine not in can:
        return (), ""
    try:
        scene = msgspec.json.decode(recipe.scene, type=Scene)
    except msgspec.DecodeError:
        return (), ""
    facts, not_drawn = [], ""
    for chip in chips(scene, locale):
        if chip.field == "unknown":
            not_drawn = chip.value
            continue
        facts.append(_fact(chip.field, chip.label, chip.key, locale, part=False))
        facts += [_fact(c.field, c.label, c.key, locale, part=True) for c in chip.parts]
    return tuple(facts), not_drawn


def _fact(field: str, label: str, key: str, locale: Locale, *, part: bool) -> Fact:
    words = dict(choices(field, locale))
    listed = () if field.count(":") == 1 and field.startswith(SUBJECT) else tuple(words.values())
    return Fact(field, label, words.get(key, key), listed, part)
