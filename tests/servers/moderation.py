"""A server with the moderation endpoint, as its reference describes it. Faults are queued; each befalls one
request.

    async with moderation_server() as server:
        server.faults.append(says(500))
"""

from __future__ import annotations

import base64
import io
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from PIL import Image

from servers.wire import Asked, Reply, serving

KEY: Final = "sk-of-the-tests-0123456789"
CATEGORIES: Final = (
    "harassment",
    "harassment/threatening",
    "hate",
    "hate/threatening",
    "illicit",
    "illicit/violent",
    "self-harm",
    "self-harm/intent",
    "self-harm/instructions",
    "sexual",
    "sexual/minors",
    "violence",
    "violence/graphic",
)
FLAGGED: Final = 0.9
CALM: Final = 0.01

Fault = Callable[[Reply], Awaitable[None]]


class ModerationServer:
    """It flags a text for each word of ``words`` in it, a picture whose middle is that of ``colour``, and the
    next ``flags`` pictures whatever they show.

    What it was asked is in ``asked``; sizes of pictures in ``sizes``.
    """

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[dict[str, Any]] = []
        self.sizes: list[tuple[int, int]] = []
        self.faults: deque[Fault] = deque()
        self.words = {"wicked": "sexual", "cruel": "violence/graphic", "sad": "self-harm/intent"}
        self.colour: tuple[int, int, int] | None = None
        self.flags = 0

    async def handle(self, asked: Asked, reply: Reply) -> None:
        if asked.headers.get("authorization") != f"Bearer {KEY}":
            await reply.json({"error": {"message": "Incorrect API key", "code": "401"}}, 401)
        elif (asked.method, asked.path) != ("POST", "/v1/moderations"):
            await reply.json({"error": {"message": "Not found"}}, 404)
        else:
            self.asked.append(asked.json)
            if self.faults:
                await self.faults.popleft()(reply)
            else:
                await reply.json(self._answer(asked.json["input"]))

    def _answer(self, given: Any) -> dict[str, Any]:
        touched = self._of_text(given) if isinstance(given, str) else self._of_picture(given)
        return {
            "id": "modr-tests",
            "model": "omni-moderation-tests",
            "results": [
                {
                    "flagged": bool(touched),
                    "categories": {name: name in touched for name in CATEGORIES},
                    "category_scores": {
                        name: FLAGGED if name in touched else CALM for name in CATEGORIES
                    },
                    "category_applied_input_types": {name: ["text"] for name in CATEGORIES},
                }
            ],
        }

    def _of_text(self, text: str) -> set[str]:
        return {category for word, category in self.words.items() if word in text}

    def _of_picture(self, given: list[dict[str, Any]]) -> set[str]:
        (part,) = given
        head, _comma, data = part["image_url"]["url"].partition(",")
        assert (part["type"], head) == ("image_url", "data:image/jpeg;base64")
        picture = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")
        self.sizes.append(picture.size)
        middle = picture.getpixel((picture.width // 2, picture.height // 2))
        assert isinstance(middle, tuple)
        near = self.colour is not None and all(
            abs(one - other) < 12 for one, other in zip(middle, self.colour, strict=True)
        )
        flagged, self.flags = self.flags > 0, max(0, self.flags - 1)
        return {"sexual"} if near or flagged else set()


def says(status: int, body: bytes = b"{}") -> Fault:
    """It answers this."""

    async def fault(reply: Reply) -> None:
        await reply.send(status, body)

    return fault


async def breaks_off(reply: Reply) -> None:
    """It promises much and goes away."""
    await reply.begin(200, "application/json", Content_Length="1000")
    await reply.write(b'{"results": [')
    reply.break_off()


async def floods(reply: Reply) -> None:
    """It sends without end."""
    await reply.begin(200, "application/json")
    await reply.write(b'{"results": "')
    for _ in range(64):
        await reply.write(b"A" * 2**16)


async def keeps_silent(reply: Reply) -> None:
    """It never answers."""
    await reply.reader.read()


@asynccontextmanager
async def moderation_server() -> AsyncIterator[ModerationServer]:
    """A server of one's own. Its base URL ends with /v1."""
    server = ModerationServer()
    async with serving(server.handle) as url:
        server.url = f"{url}/v1"
        yield server
