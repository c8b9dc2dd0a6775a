"""From what somebody asks for to an order that a worker can carry out: checked, sized, its source found."""

from __future__ import annotations

import asyncio
import secrets
from typing import Final

import msgspec

from affresco.accounts import queries as account_queries
from affresco.accounts.model import AccountId
from affresco.db import Database, ReadTx
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.safety import commands as safety
from affresco.safety.model import Decision, Passage
from affresco.settings import Settings
from affresco.studio import alternatives, canvas, prompts, queries, steering
from affresco.studio.engines import registry
from affresco.studio.errors import (
    BadCount,
    BadKey,
    BadMask,
    BadSeed,
    BadSize,
    EngineCannot,
    EngineUnknown,
    PromptEmpty,
    SourceMissing,
    SourceUnusable,
)
from affresco.studio.model import (
    COUNT_LIMIT,
    KEY_LIMIT,
    SEEDS,
    SIZES,
    Recipe,
    Source,
    Start,
    Task,
)
from affresco.text import DEFAULT_LOCALE, Locale

FRESH_SEEDS: Final = 10**9
"""Seeds that nobody chose stay short enough to be read aloud."""

PICTURE_KINDS: Final = frozenset({"generated", "upload"})
"""Portraits are no sources: they are of the account, not of the studio."""


class Order(msgspec.Struct, frozen=True):
    """command: complete, ready to be recorded. prompts: of each picture, "" for the job's. decision: what
    the rules have to say."""

    command: Start
    engine: str
    seed: int
    prompts: tuple[str, ...]
    decision: Decision


async def prepare(
    database: Database, settings: Settings, account_id: AccountId, command: Start
) -> Order:
    """Raises what ``commands.start`` does, but for quotas. A refusal is recorded, so this stands outside of
    any transaction."""
    command = _checked(command)
    engine = known_engine(settings, command.engine or _able(settings, command.task))
    offer = registry.offer(settings, engine)
    capabilities = offer.capabilities
    steering.check_engine(offer.label, capabilities, command)
    if steering.is_steered(command):
        async with database.read() as tx:
            command = await _with_style(tx, account_id, command, engine)
            source = None
            if command.task != "text-to-image":
                source, command = await _with_source(tx, account_id, command)
        if source is not None:
            if capabilities.own_sources and not _made_by(engine, command.source):
                raise EngineCannot(engine=offer.label, what=steering.SOURCE)
            sides = (source.width, source.height)
            size = steering.size_for(command.task, sides, command.steering.margins)
            command = msgspec.structs.replace(command, width=size[0], height=size[1])
            command = await asyncio.to_thread(_with_mask, command, sides)
    command = _worded(command)
    async with database.read() as tx:
        owner = await account_queries.private_row(tx, account_id)
    language: Locale = owner["locale"] if owner is not None else DEFAULT_LOCALE
    seed = secrets.randbelow(FRESH_SEEDS) if command.seed is None else command.seed
    own = await asyncio.to_thread(_own_words, command, seed, language)
    passages = _passages(command, own)
    decision = await safety.check_words(database, settings, account_id, passages, language)
    return Order(command, engine, seed, own, decision)


def _able(settings: Settings, task: Task) -> str | None:
    """The first engine that does a task."""
    able = (
        offer.name
        for offer in registry.offers(settings)
        if task in steering.tasks_of(offer.capabilities)
    )
    return next(able, None)


def known_engine(settings: Settings, wanted: str | None) -> str:
    """The engine of this name, or the first. Raises EngineUnknown."""
    name = wanted or settings.engines[0]
    if name not in settings.engines:
        raise EngineUnknown(engines=", ".join(settings.engines))
    return name


def _checked(command: Start) -> Start:
    if not 1 <= command.count <= COUNT_LIMIT:
        raise BadCount(limit=COUNT_LIMIT)
    if command.task == "text-to-image" and (command.width, command.height) not in SIZES.values():
        raise BadSize(sizes=", ".join(f"{width}x{height}" for width, height in SIZES.values()))
    if command.seed is not None and not 0 <= command.seed < SEEDS:
        raise BadSeed(limit=SEEDS - 1)
    key = command.idempotency_key or None
    if key is not None and len(key) > KEY_LIMIT:
        raise BadKey(limit=KEY_LIMIT)
    return msgspec.structs.replace(
        command,
        # Nothing is made larger in four ways.
        count=1 if command.task == "upscale" else command.count,
        steering=steering.clean(command),
        idempotency_key=key.replace("\x00", "") if key else None,
    )


async def _with_source(tx: ReadTx, account_id: AccountId, command: Start) -> tuple[Media, Start]:
    """The source, and the command with what is known of it. Raises SourceMissing, SourceUnusable.

    What begins from one's own remix is a remix of the same post: no step in between loses the credit.
    """
    if command.source is None:
        raise SourceMissing
    media, recipe, remixed = await _picture(tx, account_id, command.source)
    told = command.steering
    if recipe is not None:
        told = msgspec.structs.replace(told, source_scene=recipe.scene, source_seed=recipe.seed)
    return media, msgspec.structs.replace(
        command,
        prompt=command.prompt if prompts.tidy(command.prompt) else _words(recipe, media, command),
        source=msgspec.structs.replace(command.source, recipe=recipe),
        source_post_id=command.source.post_id or remixed or command.source_post_id,
        seed=_seed(command, recipe),
        steering=told,
    )


async def _with_style(tx: ReadTx, account_id: AccountId, command: Start, engine: str) -> Start:
    """Raises SourceUnusable."""
    if command.style is None:
        return command
    _media, recipe, _remixed = await _picture(tx, account_id, command.style)
    scene = recipe.scene if recipe is not None and recipe.engine == engine else None
    told = msgspec.structs.replace(command.steering, styled=True, style_scene=scene)
    return msgspec.structs.replace(command, steering=told)


async def _picture(
    tx: ReadTx, account_id: AccountId, source: Source
) -> tuple[Media, Recipe | None, int | None]:
    """(picture, its recipe, the post that it remixes). Raises SourceUnusable.

    Somebody else's is described as in their post: what they took out of that, their prompt maybe, is not
    for others.
    """
    media = (await media_by_ids(tx, [source.media_id])).get(MediaId(source.media_id))
    if media is None or media.kind not in PICTURE_KINDS:
        raise SourceUnusable
    if media.owner_id == account_id:
        recipe, remixed = await queries.origin_of(tx, media.id)
        return media, recipe, remixed
    if source.post_id is None:
        raise SourceUnusable
    return msgspec.structs.replace(media, alt=source.alt), source.recipe, None


def _seed(command: Start, recipe: Recipe | None) -> int | None:
    """An edit keeps the source's own, so that it changes nothing but what it names."""
    keeps = command.task in ("instruct", "upscale") and command.seed is None
    return recipe.seed if keeps and recipe is not None else command.seed


def _words(recipe: Recipe | None, media: Media, command: Start) -> str:
    """What a source shows, in the best words there are."""
    return (recipe.prompt if recipe else "") or media.alt or command.steering.instruction


def _made_by(engine: str, source: Source | None) -> bool:
    recipe = source.recipe if source is not None else None
    return recipe is not None and recipe.engine == engine and recipe.scene is not None


def _with_mask(command: Start, source: tuple[int, int]) -> Start:
    """source: its (width, height). Raises BadMask, and what ``decode_upload`` raises."""
    if command.task != "inpaint":
        return command
    if not command.mask:
        raise BadMask
    fitted = canvas.fit_mask(command.mask, source, (command.width, command.height))
    return msgspec.structs.replace(command, mask=fitted)


def _worded(command: Start) -> Start:
    """With a tidy prompt; making a picture larger needs none. Raises PromptEmpty, PromptTooLong."""
    try:
        prompt = prompts.normalise(command.prompt)
    except PromptEmpty:
        if command.task != "upscale":
            raise
        prompt = ""
    return msgspec.structs.replace(command, prompt=prompt)


def _own_words(command: Start, seed: int, language: Locale) -> tuple[str, ...]:
    """The prompt of each picture, "" where it is the job's. No choice may leave nothing, or too much.

    Up to 60 ms for a prompt that is all choices: call it in a thread. Raises PromptEmpty, PromptTooLong.
    """
    if not command.prompt:
        return ("",) * command.count
    chosen = alternatives.expand(command.prompt, command.count, seed, language)
    return tuple("" if prompt == command.prompt else prompts.normalise(prompt) for prompt in chosen)


def _passages(command: Start, own: tuple[str, ...]) -> tuple[Passage, ...]:
    """All the words that somebody said; alternatives as they were chosen, too."""
    told = command.steering
    corrections = ", ".join(correction.value for correction in told.corrections)
    return (
        Passage("prompt", command.prompt),
        *(Passage("prompt", prompt) for prompt in dict.fromkeys(own)),
        Passage("negative_prompt", told.negative_prompt),
        Passage("instruction", told.instruction),
        Passage("instruction", corrections),
    )
