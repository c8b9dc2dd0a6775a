"""What is asked of an Images API: an owner's options, and the request that follows from a job's."""

from __future__ import annotations

from itertools import takewhile
from typing import Annotated, Final, Literal

import httpx
import msgspec

from affresco.studio.engines import framing
from affresco.studio.engines.framing import Frame, nearest_size
from affresco.studio.engines.protocol import Request, Wanted
from affresco.studio.engines.remote import Remote
from affresco.studio.model import COUNT_LIMIT

Extra = str | int | float | bool
Size = Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d{1,4}x[1-9]\d{1,4}$")]
ImagesTask = Literal["text-to-image", "image-to-image", "instruct", "inpaint"]

GENERATIONS: Final = "/images/generations"
EDITS: Final = "/images/edits"


class Options(Remote, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table ``[engine.NAME]`` with ``kind = "openai"``."""

    model: Annotated[str, msgspec.Meta(description="The model, as the server calls it.")]
    tasks: Annotated[
        tuple[ImagesTask, ...],
        msgspec.Meta(
            min_length=1,
            description="What the model does: `text-to-image` by `/images/generations`; `instruct`, "
            "`image-to-image` and `inpaint` by `/images/edits`.",
        ),
    ] = ("text-to-image",)
    sizes: Annotated[
        tuple[Size, ...],
        msgspec.Meta(
            description="Sizes that the model makes. The one nearest in proportions is asked for and "
            "cut to fit. None: any size."
        ),
    ] = ()
    per_request: Annotated[
        int,
        msgspec.Meta(ge=1, le=COUNT_LIMIT, description="Pictures to ask for in one request (`n`)."),
    ] = 1
    previews: Annotated[
        int,
        msgspec.Meta(
            ge=0,
            le=3,
            description="Partial pictures to show while one is made; asks for a stream, one picture "
            "at a time.",
        ),
    ] = 0
    seeds: Annotated[
        bool,
        msgspec.Meta(
            description="Whether the server takes a `seed`; then it is asked for one picture at a time."
        ),
    ] = False
    retries: Annotated[
        int, msgspec.Meta(ge=0, le=10, description="How often a busy server is asked again.")
    ] = 3
    extra: Annotated[
        dict[str, Extra],
        msgspec.Meta(
            description="Anything else to send to `/images/generations`, e.g. `quality` or "
            "`response_format`."
        ),
    ] = msgspec.field(default_factory=dict)
    edits_extra: Annotated[
        dict[str, Extra],
        msgspec.Meta(
            description="Anything else to send to `/images/edits`, e.g. `quality` or "
            "`input_fidelity`."
        ),
    ] = msgspec.field(default_factory=dict)


class Sheet(msgspec.Struct, frozen=True):
    """What all requests of a job have in common. path: below the server's address. size: as the server
    is told. files: (name, PNG) of each picture that goes along."""

    path: str
    size: str
    files: tuple[tuple[str, bytes], ...] = ()


def lay_out(request: Request, sizes: tuple[str, ...]) -> Sheet:
    """Of a job. CPU-bound where it has a source, which goes along in the very size that is asked for: old
    models take no other, and what comes back lies where it lay."""
    size = nearest_size(request.width, request.height, sizes)
    if request.task == "text-to-image" or request.source is None:
        return Sheet(GENERATIONS, size)
    width, height = map(int, size.split("x"))
    frame = Frame.around((request.width, request.height), (width, height))
    files = [("image", framing.png(frame.lay(request.source)))]
    if request.mask is not None:
        files.append(("mask", framing.mask_png(frame.lay_mask(request.mask))))
    return Sheet(EDITS, size, tuple(files))


def next_ones(request: Request, missing: list[Wanted], at_once: int) -> list[Wanted]:
    """The pictures to ask for in the next request: those at the beginning that want the same words."""
    words = words_for(request, missing[0])
    return list(takewhile(lambda one: words_for(request, one) == words, missing[:at_once]))


def words_for(request: Request, wanted: Wanted) -> str:
    """The prompt: an instruction alone says what is to change, not what there is."""
    return request.instruction if request.task == "instruct" else wanted.prompt or request.prompt


def fields(
    options: Options, request: Request, sheet: Sheet, asked: list[Wanted]
) -> dict[str, Extra]:
    """What is sent beside the pictures. What the owner adds changes nothing of ours."""
    told: dict[str, Extra] = {
        "model": options.model,
        "prompt": words_for(request, asked[0]),
        "n": len(asked),
        "size": sheet.size,
    }
    if options.seeds:
        told["seed"] = asked[0].seed
    if options.previews:
        told |= {"stream": True, "partial_images": options.previews}
    added = options.edits_extra if sheet.files else options.extra
    ours = dict(sheet.files)
    return {name: value for name, value in added.items() if name not in ours} | told


def build(
    client: httpx.AsyncClient, address: str, told: dict[str, Extra], sheet: Sheet
) -> httpx.Request:
    """JSON, or a form of several parts where pictures go along."""
    if not sheet.files:
        return client.build_request("POST", address, json=told)
    files = [(name, (f"{name}.png", data, "image/png")) for name, data in sheet.files]
    return client.build_request("POST", address, data=told, files=files)
