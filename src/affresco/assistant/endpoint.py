"""A language model behind the Chat Completions API, streamed (``POST {url}/chat/completions``).

Ollama, vLLM, llama.cpp and the large clouds speak it. What comes is taken as any stranger's bytes: bounded in
time, silence and size, decoded by shape. Only the address that the owner set is ever asked, no redirect is
followed, no tool is offered; the key and what was asked are in no log and in no error.
"""

from __future__ import annotations

import asyncio
import functools
import os
import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import Final, Literal

import httpx
import msgspec

import affresco
from affresco.settings import GessoModel

ANSWER_LIMIT: Final = 512 * 1024
"""Bytes on the wire."""
LINE_LIMIT: Final = 64 * 1024
"""Bytes of one event."""
CONNECT_SECONDS: Final = 5.0

Reason = Literal["down", "slow", "garbled", "refused", "too_long"]


class ModelFailed(Exception):
    """The model gave no whole answer.

    reason: down, it cannot be reached or broke off; slow, it took too long or fell silent; garbled, its
    answer is none of this API; refused, it answered with ``status``; too_long, it did not end.
    """

    def __init__(self, reason: Reason, status: int = 0) -> None:
        super().__init__(f"{reason} {status}" if status else reason)
        self.reason: Reason = reason
        self.status = status


class Message(msgspec.Struct, frozen=True):
    """What is said to the model."""

    role: Literal["system", "user"]
    content: str


class Usage(msgspec.Struct, frozen=True):
    """Tokens, as the server counted them."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Words(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    delta: _Words | None = None
    message: _Words | None = None


class _Chunk(msgspec.Struct, frozen=True):
    """Of a stream (delta), or a whole answer of a server that does not stream (message)."""

    choices: tuple[_Choice, ...] = ()
    usage: Usage | None = None
    error: msgspec.Raw = msgspec.Raw()


async def stream(model: GessoModel, messages: Sequence[Message]) -> AsyncGenerator[str | Usage]:
    """Pieces of the answer as they come; ``Usage`` where the server tells it. Raises ModelFailed."""
    deadline = asyncio.get_running_loop().time() + model.timeout_seconds
    ended = False
    try:
        async with AsyncExitStack() as opened:
            response = await _open(opened, model, messages, deadline)
            if response.status_code != 200:
                raise ModelFailed("refused", response.status_code)
            events = await opened.enter_async_context(aclosing(_events(response)))
            while (event := await _next(events, deadline)) is not None:
                if event == b"[DONE]":
                    ended = True
                    break
                for piece in _pieces(event):
                    yield piece
            ended = ended or not _streams(response)
    except (TimeoutError, httpx.TimeoutException) as error:
        raise ModelFailed("slow") from error
    except httpx.HTTPError as error:
        raise ModelFailed("down") from error
    if not ended:
        raise ModelFailed("down")


async def _open(
    opened: AsyncExitStack, model: GessoModel, messages: Sequence[Message], deadline: float
) -> httpx.Response:
    async with asyncio.timeout_at(deadline):
        client = await opened.enter_async_context(
            httpx.AsyncClient(
                timeout=httpx.Timeout(model.silent_seconds, connect=CONNECT_SECONDS),
                verify=_tls(),
                trust_env=False,
            )
        )
        return await opened.enter_async_context(
            client.stream(
                "POST",
                f"{model.url.rstrip('/')}/chat/completions",
                content=_body(model, messages),
                headers=_headers(model),
            )
        )


async def _next(events: AsyncGenerator[bytes], deadline: float) -> bytes | None:
    """The next event, None after the last. Only waiting for the model counts: a limit around the whole would
    end whoever reads the answer while they do something else."""
    async with asyncio.timeout_at(deadline):
        return await anext(events, None)


def _body(model: GessoModel, messages: Sequence[Message]) -> bytes:
    return msgspec.json.encode(
        {
            "model": model.model,
            "messages": messages,
            "stream": True,
            "stream_options": {"include_usage": True},
            "temperature": 0,
            "max_tokens": model.answer_tokens,
        }
    )


def _headers(model: GessoModel) -> dict[str, str]:
    key = os.environ.get(model.key_env, "").strip() if model.key_env else ""
    return {
        "Content-Type": "application/json",
        "Accept": "text/event-stream",
        "Accept-Encoding": "identity",
        "User-Agent": f"affresco/{affresco.__version__}",
        **({"Authorization": f"Bearer {key}"} if key else {}),
    }


def _streams(response: httpx.Response) -> bool:
    return "json" not in response.headers.get("Content-Type", "")


async def _events(response: httpx.Response) -> AsyncGenerator[bytes]:
    """What stands after ``data:`` of each event; of a server that does not stream, the whole body."""
    whole = not _streams(response)
    read, waiting = 0, b""
    async for chunk in response.aiter_bytes():
        read += len(chunk)
        waiting += chunk
        if read > ANSWER_LIMIT or (
            not whole and len(waiting) > LINE_LIMIT and b"\n" not in waiting
        ):
            raise ModelFailed("too_long")
        if whole:
            continue
        *lines, waiting = waiting.split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line.removeprefix(b"data:").strip()
    if whole:
        yield waiting


def _pieces(event: bytes) -> list[str | Usage]:
    try:
        chunk = msgspec.json.decode(event, type=_Chunk)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelFailed("garbled") from error
    if bytes(chunk.error):
        raise ModelFailed("refused")
    pieces: list[str | Usage] = []
    for choice in chunk.choices[:1]:
        words = choice.delta or choice.message
        if words is not None and words.content:
            pieces.append(words.content)
    if chunk.usage is not None:
        pieces.append(chunk.usage)
    return pieces


@functools.cache
def _tls() -> ssl.SSLContext:
    """Certificates take a tenth of a second to read: once is enough."""
    return httpx.create_ssl_context()
