"""Tools that make pictures: begin, see progress, edit, vary, remix, bring along. Drafts, until somebody
publishes them."""

from __future__ import annotations

import asyncio
import base64
from contextlib import aclosing
from typing import Annotated, Final

import msgspec

from affresco.feeds.model import PostView
from affresco.feeds.remixing import get_source, source_picture
from affresco.mcp import sources
from affresco.mcp.entities import JobOut, PictureOut
from affresco.mcp.ids import JobIdText, PostIdText, number
from affresco.mcp.looking import presenter
from affresco.mcp.model import Caller, Seen, Told
from affresco.mcp.present import data_url, kind_of, links
from affresco.mcp.sources import PictureData, PictureFile
from affresco.studio import access, commands, history
from affresco.studio.engines import registry
from affresco.studio.errors import EngineCannot, GenerationNotFound, SourceUnusable
from affresco.studio.model import (
    COUNT_LIMIT,
    SEEDS,
    SIZES,
    Format,
    Generation,
    GenerationId,
    Source,
    Start,
    Steering,
    Task,
)
from affresco.studio.steering import FAR, NEAR, SOURCE, tasks_of
from affresco.studio.watching import UNDER_WAY, Ended, Made, watch
from affresco.text import _, ngettext

WAIT_LIMIT: Final = 20
"""Seconds that a call may wait for a job: less than hosts wait for a call."""

Count = Annotated[int, msgspec.Meta(ge=1, le=COUNT_LIMIT, description="How many to choose from.")]
Prompt = Annotated[
    str,
    msgspec.Meta(description="What to show. Alternatives as in `a {red|blue} fox`."),
]
Wait = Annotated[
    int,
    msgspec.Meta(
        ge=0, le=WAIT_LIMIT, description="Seconds to wait for the end before answering; 0 for now."
    ),
]
Instruction = Annotated[
    str, msgspec.Meta(description="What to change, e.g. `make it night` or `add a lighthouse`.")
]


class MakeImage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    prompt: Prompt
    shape: Annotated[Format, msgspec.Meta(description="Width to height.")] = "1:1"
    count: Count = COUNT_LIMIT
    avoid: Annotated[
        str, msgspec.Meta(description="What must not be there, where the engine can be told.")
    ] = ""
    seed: (
        Annotated[int, msgspec.Meta(ge=0, lt=SEEDS, description="To make the same picture again.")]
        | None
    ) = None
    engine: Annotated[
        str | None, msgspec.Meta(description="Leave out for this place's usual one.")
    ] = None
    wait_seconds: Wait = 0


class ImageProgress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    job_id: JobIdText
    wait_seconds: Wait = 0
    look: Annotated[
        bool,
        msgspec.Meta(
            description="Put the finished pictures themselves into the answer, to look at them."
        ),
    ] = False


class CancelImage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    job_id: JobIdText


class EditImage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    instruction: Instruction
    image_id: Annotated[str | None, msgspec.Meta(description="One of the person's pictures.")] = (
        None
    )
    picture: PictureFile = None
    picture_data: PictureData = None
    count: Count = COUNT_LIMIT
    wait_seconds: Wait = 0


class VaryImage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    image_id: Annotated[str | None, msgspec.Meta(description="One of the person's pictures.")] = (
        None
    )
    picture: PictureFile = None
    picture_data: PictureData = None
    far: Annotated[bool, msgspec.Meta(description="Go further away from it; else stay close.")] = (
        False
    )
    prompt: Annotated[
        str,
        msgspec.Meta(
            description="What it shows, in other words; leave out for its own. A picture from the chat has "
            "none of its own."
        ),
    ] = ""
    count: Count = COUNT_LIMIT
    wait_seconds: Wait = 0


class RemixPost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    post_id: PostIdText
    prompt: Annotated[
        str,
        msgspec.Meta(
            description="Words of the new picture, best the post's own prompt with something changed; "
            "leave out where there is an instruction."
        ),
    ] = ""
    instruction: Annotated[
        str,
        msgspec.Meta(description="What to change in the post's picture; leave out for a new one."),
    ] = ""
    picture_number: Annotated[
        int, msgspec.Meta(ge=1, le=4, description="Which of the post's pictures.")
    ] = 1
    shape: Format = "1:1"
    count: Count = COUNT_LIMIT
    wait_seconds: Wait = 0


class BringPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    picture: PictureFile = None
    picture_data: PictureData = None
    description: Annotated[
        str, msgspec.Meta(description="What it shows, for those who cannot see it.")
    ] = ""


async def make_image(caller: Caller, asked: MakeImage) -> Told:
    """Raises what ``studio.commands.start`` does."""
    width, height = SIZES[asked.shape]
    start = Start(
        prompt=asked.prompt,
        engine=asked.engine,
        count=asked.count,
        width=width,
        height=height,
        seed=asked.seed,
        steering=Steering(negative_prompt=asked.avoid),
    )
    return await _begin(caller, start, asked.wait_seconds)


async def edit_image(caller: Caller, asked: EditImage) -> Told:
    """Raises OnePicture, FileUnusable, BadId, and what ``studio.commands.start`` does."""
    media_id, engine = await _source(caller, "instruct", asked)
    start = Start(
        prompt="",
        engine=engine,
        count=asked.count,
        task="instruct",
        source=Source(media_id),
        steering=Steering(instruction=asked.instruction),
    )
    return await _begin(caller, start, asked.wait_seconds)


async def vary_image(caller: Caller, asked: VaryImage) -> Told:
    """Raises as ``edit_image``."""
    media_id, engine = await _source(caller, "image-to-image", asked)
    start = Start(
        prompt=asked.prompt,
        engine=engine,
        count=asked.count,
        task="image-to-image",
        source=Source(media_id),
        steering=Steering(strength=_strength(caller, engine, far=asked.far)),
    )
    return await _begin(caller, start, asked.wait_seconds)


async def remix_post(caller: Caller, asked: RemixPost) -> Told:
    """Raises RemixTargetGone, RemixForbidden, SourceUnusable, and what ``studio.commands.start`` does."""
    post = await get_source(caller.reader, caller.id, number(asked.post_id))
    width, height = SIZES[asked.shape]
    start = Start(
        prompt=asked.prompt,
        count=asked.count,
        width=width,
        height=height,
        source_post_id=post.post.id,
    )
    if asked.instruction:
        source, engine = _picture_of(caller, post, asked.picture_number)
        start = msgspec.structs.replace(
            start,
            engine=engine,
            task="instruct",
            source=source,
            steering=Steering(instruction=asked.instruction),
        )
    return await _begin(caller, start, asked.wait_seconds)


async def image_progress(caller: Caller, asked: ImageProgress) -> Told:
    """Raises GenerationNotFound, also for somebody else's job."""
    job_id = GenerationId(number(asked.job_id))
    return await _told(caller, job_id, asked.wait_seconds, look=asked.look)


async def cancel_image(caller: Caller, asked: CancelImage) -> Told:
    """Raises GenerationNotFound."""
    job_id = GenerationId(number(asked.job_id))
    await commands.cancel(caller.database, caller.id, job_id)
    return await _told(caller, job_id, 0)


async def bring_picture(caller: Caller, asked: BringPicture) -> Told:
    """Raises OnePicture, FileUnusable, and what ``save_upload`` raises."""
    media = await sources.bring(caller, asked.picture, asked.picture_data, asked.description)
    data: PictureOut = presenter(caller).own(media)
    said = _("The picture is one of your drafts now: {id}").format(id=data.id)
    return Told(text=f"{said} · {data.url}", data=data)


async def _begin(caller: Caller, start: Start, wait: int) -> Told:
    settings = caller.runtime.settings
    job_id = await commands.start(caller.database, settings, caller.id, start)
    return await _told(caller, job_id, wait)


async def _told(caller: Caller, job_id: GenerationId, wait: int, *, look: bool = False) -> Told:
    job = await _wait(caller, job_id, wait) if wait else await _get(caller, job_id)
    data = presenter(caller).job(job, caller.me.locale)
    return Told(
        text=_in_words(data),
        data=data,
        links=links(data),
        seen=await _seen(caller, job) if look else (),
        meta=await _previews(caller, job),
    )


async def _get(caller: Caller, job_id: GenerationId) -> Generation:
    async with caller.database.read() as tx:
        return await access.get_generation(tx, caller.id, job_id)


async def _wait(caller: Caller, job_id: GenerationId, seconds: int) -> Generation:
    """The job when it is over, or as it stands after so many seconds."""
    steps = watch(caller.database, caller.runtime.hub, caller.id, job_id)
    try:
        made, total = 0, (await _get(caller, job_id)).count
        async with asyncio.timeout(seconds), aclosing(steps):
            async for step in steps:
                if isinstance(step, Ended):
                    return step.generation
                if isinstance(step, Made) and caller.tell is not None:
                    made += 1
                    await caller.tell(made, total)
    except TimeoutError:
        pass
    return await _get(caller, job_id)


async def _previews(caller: Caller, job: Generation) -> dict[str, str]:
    """First looks at pictures that are being made, by their number."""
    if job.state not in UNDER_WAY:
        return {}
    found: dict[str, str] = {}
    async with caller.database.read() as tx:
        for candidate in job.candidates:
            if candidate.media is None and candidate.has_preview:
                try:
                    webp = await access.get_preview(tx, caller.id, job.id, candidate.position)
                except GenerationNotFound:  # finished in between
                    continue
                found[str(candidate.position + 1)] = data_url(webp)
    return found


async def _seen(caller: Caller, job: Generation) -> tuple[Seen, ...]:
    found: list[Seen] = []
    for candidate in job.candidates:
        if candidate.media is None:
            continue
        name = candidate.media.file_name("preview")
        data = await caller.runtime.store.get(candidate.media.key, name)
        if data is not None:
            found.append(Seen(base64.b64encode(data).decode(), kind_of(name)))
    return tuple(found)


def _in_words(job: JobOut) -> str:
    made = [one for one in job.candidates if one.url is not None]
    lines = [
        f"{one.number}: image_id {one.image_id} · {one.description} · {one.url}" for one in made
    ]
    match job.state:
        case "done":
            head = ngettext(
                "The picture is ready. It is a draft that only you see.",
                "The {count} pictures are ready. They are drafts that only you see.",
                len(made),
            ).format(count=len(made))
        case "failed":
            head = job.error
        case "cancelled":
            head = _("The job was cancelled.")
        case _:
            head = _("{made} of {count} pictures are ready. Call image_progress with job_id {job}.")
            head = head.format(made=len(made), count=len(job.candidates), job=job.job_id)
    return "\n".join([head, *lines, job.url])


async def _source(
    caller: Caller, task: Task, asked: EditImage | VaryImage
) -> tuple[int, str | None]:
    """(the picture to begin with, the engine that made it if it does the task, else the first that takes
    any).

    None for the engine: the studio chooses, and says what is wrong. Raises OnePicture, FileUnusable, BadId,
    SourceUnusable, EngineCannot.
    """
    settings = caller.runtime.settings
    able = [offer for offer in registry.offers(settings) if task in tasks_of(offer.capabilities)]
    any_ = next((offer.name for offer in able if not offer.capabilities.own_sources), None)
    own = sources.own_id(asked.image_id, asked.picture, asked.picture_data)
    if own is None:
        if any_ is None:
            # Before the file is taken: it would only lie among the drafts.
            label = registry.offer(settings, settings.engines[0]).label
            raise EngineCannot(engine=label, what=SOURCE)
        return (await sources.bring(caller, asked.picture, asked.picture_data)).id, any_
    async with caller.database.read() as tx:
        recipe = (await history.get_picture(tx, caller.id, own)).recipe
    if recipe is not None and any(offer.name == recipe.engine for offer in able):
        return own, recipe.engine
    return own, any_


def _strength(caller: Caller, engine: str | None, *, far: bool) -> float | None:
    """How far to go, where the engine can be told."""
    name = engine or caller.runtime.settings.engines[0]
    if not registry.offer(caller.runtime.settings, name).capabilities.strength:
        return None
    return FAR if far else NEAR


def _picture_of(caller: Caller, post: PostView, place: int) -> tuple[Source, str | None]:
    """A picture of a post that may be remixed, and the engine that made it, if it is one of ours.

    Raises SourceUnusable.
    """
    if place > len(post.post.pictures):
        raise SourceUnusable
    media_id = post.post.pictures[place - 1].media.id
    source = source_picture(post, media_id, caller.id)
    if source is None:
        raise SourceUnusable
    made_by = source.recipe.engine if source.recipe is not None else None
    return source, made_by if made_by in caller.runtime.settings.engines else None
