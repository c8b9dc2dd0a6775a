"""A server with the Images API, as its reference describes it: models, b64 and URL answers, streams,
edits of pictures with masks, moderation, limits of rate. Faults are queued; each befalls one request for
pictures.

    async with images_server() as server:
        server.faults.append(busy(retry_after="1"))
"""

from __future__ import annotations

import asyncio
import base64
import io
import json
import zlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from PIL import Image

from servers.wire import Asked, Reply, Upload, serving

KEY: Final = "sk-of-the-tests-0123456789"
MODEL: Final = "gpt-image-tests"
SIZES: Final = ("256x256", "1024x1024", "1536x1024", "1024x1536")
GENERATIONS: Final = frozenset(
    {"model", "prompt", "n", "size", "seed", "stream", "partial_images", "quality", "moderation"}
)
EDITS: Final = GENERATIONS - {"moderation"} | {"input_fidelity"}
"""What each of the two takes; anything else is an error."""

MASK_LIMIT: Final = 4_000_000
REFUSAL: Final = "Your request was rejected as a result of our safety system."

Fault = Callable[["ImagesServer", Asked, Reply], Awaitable[None]]


def png(prompt: str, number: int, size: tuple[int, int] = (64, 64)) -> bytes:
    """A picture of one colour, which depends on the words and the number."""
    colour = zlib.crc32(f"{prompt} {number}".encode()).to_bytes(4, "big")[:3]
    out = io.BytesIO()
    Image.new("RGB", size, (colour[0], colour[1], colour[2])).save(out, "PNG")
    return out.getvalue()


def tint(prompt: str, number: int) -> tuple[int, int, int]:
    """What is painted over a source."""
    red, green, blue, *_rest = zlib.crc32(f"{prompt} {number}".encode()).to_bytes(4, "big")
    return red, green, blue


def edited(source: Image.Image, mask: Image.Image | None, colour: tuple[int, int, int]) -> bytes:
    """The source, half of a colour; with a mask wholly so where that is transparent, and only there."""
    flat = Image.new("RGB", source.size, colour)
    if mask is None:
        made = Image.blend(source, flat, 0.5)
    else:
        made = Image.composite(source, flat, mask.getchannel("A"))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def fault_json(message: str, kind: str, code: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


class ImagesServer:
    """asked: what it was asked. sources, masks: the pictures that came along. busy: how many requests it
    has at hand; most: the most that it ever had. gate: holds pictures back until it is set. answer_with:
    b64_json or url. fetched_with: with which keys pictures were fetched."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[dict[str, Any]] = []
        self.sources: list[Image.Image] = []
        self.masks: list[Image.Image | None] = []
        self.faults: deque[Fault] = deque()
        self.answer_with = "b64_json"
        self.gate = asyncio.Event()
        self.gate.set()
        self.busy = 0
        self.most = 0
        self.fetched_with: list[str | None] = []

    async def handle(self, asked: Asked, reply: Reply) -> None:
        if asked.path.startswith("/files/"):
            self.fetched_with.append(asked.headers.get("authorization"))
            _files, prompt, number = asked.path[1:].split("/")
            await reply.send(200, png(prompt, int(number)), "image/png")
        elif asked.headers.get("authorization") != f"Bearer {KEY}":
            said = f"Incorrect API key provided: {asked.headers.get('authorization')}."
            await reply.json(fault_json(said, "invalid_request_error", "invalid_api_key"), 401)
        elif asked.path == "/v1/models":
            models = [{"id": name, "object": "model"} for name in ("dall-e-9", MODEL)]
            await reply.json({"object": "list", "data": models})
        elif asked.path == "/v1/images/generations" and asked.method == "POST":
            await self._one(asked.json, asked, reply)
        elif asked.path == "/v1/images/edits" and asked.method == "POST":
            await self._one(self._form(asked), asked, reply)
        else:
            await reply.json(fault_json("Not found", "invalid_request_error"), 404)

    def _form(self, asked: Asked) -> dict[str, Any]:
        """The fields of a form as values of their types, and its files under their names."""
        fields, files = asked.form
        numbers = {"n", "seed", "partial_images"}
        read = {name: int(text) if name in numbers else text for name, text in fields.items()}
        if "stream" in read:
            read["stream"] = {"true": True, "false": False}[fields["stream"]]
        return {**read, **files}

    async def _one(self, wish: dict[str, Any], asked: Asked, reply: Reply) -> None:
        self.asked.append({k: v for k, v in wish.items() if not isinstance(v, Upload)})
        self.busy += 1
        self.most = max(self.most, self.busy)
        try:
            if self.faults:
                await self.faults.popleft()(self, asked, reply)
            else:
                await self.make(asked, reply)
        finally:
            self.busy -= 1

    async def make(self, asked: Asked, reply: Reply) -> None:
        """What it does when all is well."""
        edits = asked.path.endswith("/edits")
        wish = self._form(asked) if edits else asked.json
        problem = self._problem(wish, EDITS | {"image", "mask"} if edits else GENERATIONS)
        if problem is None and edits:
            problem = self._problem_with_pictures(wish)
        if problem is not None:
            return await reply.json(*problem)
        await self.gate.wait()
        width, height = map(int, wish["size"].split("x"))
        count = wish.get("n", 1)
        if edits:
            colours = [tint(wish["prompt"], i) for i in range(count)]
            pictures = [edited(self.sources[-1], self.masks[-1], colour) for colour in colours]
        else:
            pictures = [png(wish["prompt"], i, (width, height)) for i in range(count)]
        if wish.get("stream"):
            name = "image_edit" if edits else "image_generation"
            return await self._stream(name, wish, pictures[0], reply)
        if self.answer_with == "url" and not edits:
            data = [
                {"url": f"{self.url}/files/{wish['prompt'].replace(' ', '%20')}/{i}"}
                for i in range(count)
            ]
        else:
            data = [{"b64_json": b64(picture)} for picture in pictures]
        await reply.json({"created": 1_750_000_000, "data": data})

    def _problem(
        self, wish: dict[str, Any], known: frozenset[str]
    ) -> tuple[dict[str, Any], int] | None:
        if unknown := sorted(wish.keys() - known):
            return wrong(f"Unknown parameter: '{unknown[0]}'.", "unknown_parameter")
        if wish["model"] != MODEL:
            said = f"The model '{wish['model']}' does not exist."
            return fault_json(said, "invalid_request_error", "model_not_found"), 404
        if wish.get("size", "1024x1024") not in SIZES:
            said = f"Invalid value: '{wish['size']}'. Supported values are: {', '.join(SIZES)}."
            return wrong(said, "invalid_value")
        if "forbidden" in wish["prompt"]:
            return fault_json(REFUSAL, "image_generation_user_error", "moderation_blocked"), 400
        return None

    def _problem_with_pictures(self, wish: dict[str, Any]) -> tuple[dict[str, Any], int] | None:
        upload = wish.get("image")
        if not isinstance(upload, Upload) or upload.kind not in ("image/png", "image/webp"):
            return wrong("Invalid image file: expected image/png or image/webp.", "invalid_image")
        source = Image.open(io.BytesIO(upload.data))
        hole = wish.get("mask")
        mask = None if hole is None else Image.open(io.BytesIO(hole.data))
        if hole is not None and mask is not None:
            if mask.format != "PNG" or hole.kind != "image/png" or len(hole.data) > MASK_LIMIT:
                return wrong("Invalid mask image: a PNG of less than 4 MB is needed.", "invalid")
            if mask.size != source.size:
                return wrong("Mask size does not match image size.", "invalid_mask_size")
            if mask.mode not in ("LA", "RGBA"):
                return wrong("Invalid mask image format - mask image missing alpha channel", "mask")
        self.sources.append(source.convert("RGB"))
        self.masks.append(mask)
        return None

    async def _stream(self, name: str, wish: dict[str, Any], picture: bytes, reply: Reply) -> None:
        await reply.begin(200, "text/event-stream; charset=utf-8")
        for index in range(wish.get("partial_images", 0)):
            partial = {"partial_image_index": index, "b64_json": b64(png("partial", index))}
            await reply.write(event(f"{name}.partial_image", partial))
        completed = {"b64_json": b64(picture), "usage": {"total_tokens": 100}}
        await reply.write(event(f"{name}.completed", completed))


def wrong(said: str, code: str) -> tuple[dict[str, Any], int]:
    """What it answers to a request that it cannot make sense of."""
    return fault_json(said, "invalid_request_error", code), 400


def event(name: str, data: dict[str, Any]) -> bytes:
    """A server-sent event as the API sends it."""
    return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n".encode()


def says(status: int, value: object, **headers: str) -> Fault:
    """It answers this."""

    async def fault(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
        await reply.json(value, status, **headers)

    return fault


def sends(body: bytes, kind: str = "application/json", status: int = 200) -> Fault:
    """It answers these bytes, whatever it calls them."""

    async def fault(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
        await reply.send(status, body, kind)

    return fault


def busy(status: int = 429, **headers: str) -> Fault:
    """It is too busy just now."""
    return says(status, fault_json("Rate limit reached", "requests", "rate_limit"), **headers)


async def breaks_off(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
    """It promises much and goes away."""
    await reply.begin(200, "application/json", Content_Length="100000")
    await reply.write(b'{"data": [{"b64_json": "iVBOR')
    reply.break_off()


async def floods(_server: ImagesServer, _asked: Asked, reply: Reply) -> None:
    """It sends 200 MB without saying so beforehand."""
    await reply.begin(200, "application/json")
    await reply.write(b'{"data": [{"b64_json": "')
    for _ in range(200):
        await reply.write(b"A" * 2**20)


@asynccontextmanager
async def images_server() -> AsyncIterator[ImagesServer]:
    """A server of one's own. Its base URL ends with /v1."""
    server = ImagesServer()
    async with serving(server.handle) as url:
        server.url = url
        yield server
