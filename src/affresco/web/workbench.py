"""A picture of one's own on the workbench → what ``studio/workbench.html`` takes. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from affresco.media.model import Media
from affresco.posts.model import Picture as PostPicture
from affresco.studio.engines.illustrator import Chip, Scene, chips, choices
from affresco.studio.engines.illustrator import offers as addable
from affresco.studio.engines.registry import Offer
from affresco.studio.history import Picture, Step
from affresco.studio.model import Recipe, Task
from affresco.studio.steering import tasks_of
from affresco.text import LOCALES, N_, Locale, translate
from affresco.web.offered import any_takes
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
    """A chip that may be put right. field: its path. choices: words to choose from, () for any. at: its
    place among all."""

    field: str
    label: str
    value: str
    choices: tuple[str, ...]
    at: int


class Subject(msgspec.Struct, frozen=True):
    """Something that is in the picture, with what is said of it."""

    fact: Fact
    parts: tuple[Fact, ...]


class Understood(msgspec.Struct, frozen=True):
    """How the prompt was understood. whole: what is said of the picture as a whole. more: (path, label) of
    what may still be said. not_drawn: words, "" for none."""

    subjects: tuple[Subject, ...]
    whole: tuple[Fact, ...]
    more: tuple[tuple[str, str], ...]
    not_drawn: str


class Workbench(msgspec.Struct, frozen=True):
    """tools: by task, the engines (name, label) that can do it to this picture; a task that none can do
    is not there. correctors: engines that take corrections of what was understood. before: the picture
    that this one was made from. graded: whether one can say how far a variation goes. remix_of_id: of
    somebody else's picture, the post that shows it. takes_looks, takes_palettes: whether an engine
    paints in the look of a picture, and in its colours. origin: what one's own upload said of itself."""

    picture: PictureCard
    media_id: int
    prompt: str
    seed: int | None
    engine: str
    size: str
    tools: Mapping[Task, tuple[tuple[str, str], ...]]
    correctors: tuple[tuple[str, str], ...]
    understood: Understood | None
    earlier: tuple[StepCard, ...]
    later: tuple[StepCard, ...]
    before: StepCard | None
    generation_id: int | None
    post_url: str | None
    remix_of_id: int | None = None
    graded: bool = False
    takes_looks: bool = False
    takes_palettes: bool = False
    origin: str = ""


def picture_url(media_id: int) -> str:
    """The path of a picture's workbench."""
    return f"/studio/pictures/{media_id}"


def present(
    found: Picture,
    offers: Sequence[Offer],
    locale: str,
    post_url: str | None,
    remix_of_id: int | None = None,
) -> Workbench:
    """A picture with all that can be done to it. remix_of_id: of somebody else's, the post that shows it."""
    recipe, media = found.recipe, found.media
    earlier = tuple(_step(step, locale) for step in found.earlier)
    known = next((known for known in LOCALES if known == locale), LOCALES[0])
    correctors = _correctors(recipe, offers)
    labels = {offer.name: offer.label for offer in offers}
    tools = _tools(recipe, offers)
    return Workbench(
        picture=card_of(media),
        media_id=media.id,
        prompt=recipe.prompt if recipe else media.alt,
        seed=recipe.seed if recipe else None,
        engine=labels.get(recipe.engine, recipe.engine) if recipe else "",
        size=f"{media.width} × {media.height}",
        tools=tools,
        correctors=correctors,
        understood=_understood(recipe, known) if correctors else None,
        earlier=earlier,
        later=tuple(_step(step, locale) for step in found.later),
        before=earlier[-1] if earlier else None,
        generation_id=found.generation_id,
        post_url=post_url,
        remix_of_id=remix_of_id,
        graded=_graded(tools, offers),
        takes_looks=any_takes(offers, "style"),
        takes_palettes=any_takes(offers, "palette"),
    )


def card_of(media: Media) -> PictureCard:
    """A picture that stands for itself, without a recipe."""
    return picture_card(PostPicture(media=media, alt=media.alt, recipe=None))


def _step(step: Step, locale: str) -> StepCard:
    how = translate(N_("brought along"), locale)
    return StepCard(
        picture=card_of(step.media),
        url=picture_url(step.media.id),
        how=how_made(step.task, step.instruction, locale) if step.task else how,
    )


def how_made(task: Task, instruction: str | None, locale: str) -> str:
    """ "edited: make it night", in the reader's language."""
    how = translate(HOW[task], locale)
    return f"{how}: {instruction}" if instruction else how


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


def _graded(tools: Mapping[Task, tuple[tuple[str, str], ...]], offers: Sequence[Offer]) -> bool:
    """Whether every engine that varies the picture can be told how far to go."""
    can = {offer.name: offer.capabilities.strength for offer in offers}
    return all(can[name] for name, _label in tools.get("image-to-image", ()))


def _own_first(recipe: Recipe | None, offers: Sequence[Offer]) -> list[Offer]:
    return sorted(offers, key=lambda offer: recipe is None or offer.name != recipe.engine)


def _made_by(offer: Offer, recipe: Recipe | None) -> bool:
    return recipe is not None and recipe.engine == offer.name and recipe.scene is not None


def _correctors(recipe: Recipe | None, offers: Sequence[Offer]) -> tuple[tuple[str, str], ...]:
    """The engine of the picture, where it shows how it understood the prompt and can be put right."""
    return tuple(
        (offer.name, offer.label)
        for offer in offers
        if offer.capabilities.corrections and _made_by(offer, recipe)
    )


def _understood(recipe: Recipe | None, locale: Locale) -> Understood | None:
    if recipe is None or recipe.scene is None:
        return None
    try:
        scene = msgspec.json.decode(recipe.scene, type=Scene)
    except msgspec.DecodeError:
        return None
    subjects: list[Subject] = []
    whole: list[Fact] = []
    names: dict[str, str] = {}
    not_drawn, at = "", 0
    for chip in chips(scene, locale):
        if chip.field == "unknown":
            not_drawn = chip.value
            continue
        fact = _fact(chip, at, locale)
        parts = tuple(_fact(part, at + 1 + n, locale) for n, part in enumerate(chip.parts))
        at += 1 + len(parts)
        if _is_subject(chip.field):
            subjects.append(Subject(fact, parts))
            names[chip.field] = fact.value
        else:
            whole.append(fact)
    more = tuple((chip.field, _said_of(chip, names)) for chip in addable(scene, locale))
    return Understood(tuple(subjects), tuple(whole), more, not_drawn)


def _is_subject(field: str) -> bool:
    return field.startswith(SUBJECT) and field.count(":") == 1


def _said_of(chip: Chip, names: Mapping[str, str]) -> str:
    """What may be added, with the subject that it would be said of."""
    whose = names.get(":".join(chip.field.split(":")[:2]))
    return f"{whose} · {chip.label}" if whose else chip.label


def _fact(chip: Chip, at: int, locale: Locale) -> Fact:
    words = dict(choices(chip.field, locale))
    listed = () if _is_subject(chip.field) else tuple(words.values())
    unlisted = chip.value if chip.field.endswith(":pose") else chip.key
    return Fact(chip.field, chip.label, words.get(chip.key, unlisted), listed, at)
