"""A network that gives: people with consent, pictures that look different, candidates that were left."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from affresco.commons.datasets import drafting
from affresco.commons.datasets.building import export
from affresco.commons.datasets.model import Outcome
from affresco.media.commands import encode, save
from affresco.media.model import Media
from world import Published, Resident, World


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


async def made(world: World, to: Path | str, since: int | None = None) -> Outcome:
    """An export. to: a folder or the address of a bucket."""
    return await export(world.runtime, str(to), silent, since=since)


async def giver(
    world: World,
    handle: str,
    *,
    licence: str = "CC BY",
    choices: str | None = "allow",
    credit: bool = False,
    side: str | None = "train",
) -> Resident:
    """Somebody who gives what they post. side: which side of the split they are on, None for whichever."""
    number = 0
    while True:
        name = f"{handle}_{number}" if number else handle
        who = await world.person(name, training="allow")
        if side in (None, drafting.side_of(world.runtime.secret, who.id)):
            break
        number += 1
    async with world.database.write() as tx:
        await tx.run(
            "UPDATE accounts SET licence = $2, choices = $3, credit = $4 WHERE id = $1",
            *(who.id, licence, choices, credit),
        )
    return who


def texture(number: int, warmth: float = 0.5) -> Image.Image:
    """A picture like no other number's. warmth: how red it is, against blue, from 0 to 1."""
    spots = np.random.default_rng(number).random((9, 12, 1))
    colour = np.array([warmth, 0.5, 1 - warmth])
    picture = Image.fromarray((spots * colour * 255).astype(np.uint8))
    return picture.resize((96, 72), Image.Resampling.BILINEAR)


async def job(
    world: World, who: Resident, prompt: str, looks: list[Image.Image], **columns: object
) -> list[Media]:
    """Candidates of one job, as the studio leaves them. columns: of generations."""
    pictures = []
    for look in looks:
        encoded = await asyncio.to_thread(encode, look)
        pictures.append(
            await save(world.database, world.runtime.store, who.id, "generated", encoded)
        )
    async with world.database.write() as tx:
        generation_id = await tx.value(
            """INSERT INTO generations (account_id, prompt, engine, count, width, height, seed, state, task,
                                        source_media_id)
               VALUES ($1, $2, 'tests', $3, 96, 72, 1, 'done', $4, $5) RETURNING id""",
            *(who.id, prompt, len(looks)),
            *(columns.get("task", "text-to-image"), columns.get("source_media_id")),
        )
        for place, media in enumerate(pictures):
            recipe = {"prompt": prompt, "seed": place, "engine": "tests", "version": "1"}
            recipe |= {"width": 96, "height": 72}
            if "instruction" in columns:
                recipe |= {"instruction": columns["instruction"], "task": "instruct"}
            await tx.run(
                """INSERT INTO candidates (generation_id, position, seed, recipe, media_id)
                   VALUES ($1, $2, $3, $4, $5)""",
                *(generation_id, place, place, recipe, media.id),
            )
    return pictures


async def shown(
    world: World, who: Resident, prompt: str, number: int, left: int = 0, **choices: object
) -> Published:
    """A post with one picture of several candidates. number: of its look; left: how many were not chosen."""
    looks = [texture(number * 10 + one) for one in range(1 + left)]
    pictures = await job(world, who, prompt, looks)
    return await world.post(by=who, pictures=pictures[:1], **choices)  # type: ignore[arg-type]


async def duel(world: World, chooser: Resident, prompt: str, posts: Sequence[Published]) -> None:
    """Somebody says that the picture of the first of two posts is the better one."""
    async with world.database.write() as tx:
        await tx.run(
            """INSERT INTO duels (account_id, prompt, first_media_id, second_media_id, first_post_id,
                                  second_post_id, first_on_left, choice)
               VALUES ($1, $2, $3, $4, $5, $6, true, 'first')""",
            *(
                chooser.id,
                prompt,
                *(one.pictures[0].id for one in posts),
                *(one.id for one in posts),
            ),
        )


def manifest_of(folder: Path) -> dict[str, object]:
    """What a release says of itself."""
    decoded: dict[str, object] = msgspec.json.decode((folder / "manifest.json").read_bytes())
    return decoded
