"""What a job begins from, brought to the form in which engines take it."""

from __future__ import annotations

import asyncio
from typing import Final

import msgspec
from PIL import Image

from affresco.media.decode import decode_upload
from affresco.media.model import Media, MediaId
from affresco.media.queries import media_by_ids
from affresco.runtime import Runtime
from affresco.studio import canvas
from affresco.studio.engines.protocol import Finished, Request, Wanted
from affresco.studio.errors import SourceGone
from affresco.studio.jobs import Ticket
from affresco.studio.model import Generation, Task
from affresco.studio.queries import find_mask

AT_SIZE: Final[frozenset[Task]] = frozenset({"image-to-image", "inpaint"})
"""Tasks whose source is brought to the size of what is made; the others get it as it is."""

USUAL_STRENGTH: Final = 0.6


class Materials(msgspec.Struct, frozen=True):
    """source, style: RGB. mask: L. original: the source's file, which the result names as its parent."""

    source: Image.Image | None = None
    mask: Image.Image | None = None
    style: Image.Image | None = None
    original: bytes | None = None

    async def lay_together(self, step: Finished) -> Finished:
        """What was made, with everything outside of the mask as it was."""
        if self.source is None or self.mask is None:
            return step
        whole = await asyncio.to_thread(canvas.keep_outside, self.source, step.image, self.mask)
        return msgspec.structs.replace(step, image=whole)


async def gather(runtime: Runtime, ticket: Ticket) -> Materials:
    """Read the pictures of a job. Raises SourceGone, StoreUnavailable."""
    generation = ticket.generation
    if generation.task == "text-to-image" and not generation.steering.styled:
        return Materials()
    wanted = [i for i in (generation.source_media_id, generation.style_media_id) if i is not None]
    async with runtime.database.read() as tx:
        found = await media_by_ids(tx, wanted)
        png = await find_mask(tx, generation.id) if generation.task == "inpaint" else None
    source = _find(found, generation.source_media_id)
    style = _find(found, generation.style_media_id)
    if generation.task != "text-to-image" and source is None:
        raise SourceGone
    if generation.steering.styled and style is None:
        raise SourceGone
    original = await _file(runtime, source) if source is not None else None
    look = await _file(runtime, style) if style is not None else None
    return await asyncio.to_thread(_prepare, generation, original, look, png)


def request_for(ticket: Ticket, wanted: tuple[Wanted, ...], materials: Materials) -> Request:
    """What the engine is asked. What lies around a picture is painted as any other part of it."""
    generation, told = ticket.generation, ticket.generation.steering
    return Request(
        prompt=generation.prompt,
        language=ticket.language,
        width=generation.width,
        height=generation.height,
        wanted=wanted,
        task="inpaint" if generation.task == "outpaint" else generation.task,
        negative_prompt=told.negative_prompt,
        instruction=told.instruction,
        source=materials.source,
        mask=materials.mask,
        strength=USUAL_STRENGTH if told.strength is None else told.strength,
        scene=told.source_scene,
        source_seed=told.source_seed,
        corrections=told.corrections,
        palette=told.palette,
        style_image=materials.style,
        style_scene=told.style_scene,
        steps=told.steps,
        guidance=told.guidance,
        scheduler=told.scheduler,
    )


def _find(found: dict[MediaId, Media], media_id: int | None) -> Media | None:
    return None if media_id is None else found.get(MediaId(media_id))


async def _file(runtime: Runtime, media: Media) -> bytes:
    data = await runtime.store.get(media.key, "original.webp")
    if data is None:
        raise SourceGone
    return data


def _prepare(
    generation: Generation, original: bytes | None, look: bytes | None, png: bytes | None
) -> Materials:
    style = canvas.flatten(decode_upload(look)) if look is not None else None
    if original is None:
        return Materials(style=style)
    picture = canvas.flatten(decode_upload(original))
    size = (generation.width, generation.height)
    mask = canvas.read_mask(png) if png is not None else None
    if generation.task in AT_SIZE:
        picture = canvas.fit(picture, size)
    elif generation.task == "outpaint" and generation.steering.margins is not None:
        picture, mask = canvas.extend(picture, generation.steering.margins, size)
    return Materials(source=picture, mask=mask, style=style, original=original)
