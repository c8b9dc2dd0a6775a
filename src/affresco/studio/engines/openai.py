"""Engines that speak the Images API: OpenAI's own, and the many servers that offer the same.

``POST {url}/images/generations`` for so many pictures at a time as the owner allows, and, of models that
can do that, ``POST {url}/images/edits`` with a source and a mask. With ``previews`` the answer is asked
for as a stream, and partial pictures are shown while it lasts. What moderation turns down is passed on in
its own words. A server that is busy is asked again, as late as it wishes; one that broke off after it had
begun is not, since it may have been paid already.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx
import msgspec
import structlog

from affresco.media.decode import BYTES_LIMIT
from affresco.studio.engines import images_api as api
from affresco.studio.engines import images_request as asking
from affresco.studio.engines.images_request import Extra, Options, Sheet
from affresco.studio.engines.protocol import (
    Capabilities,
    Finished,
    Kind,
    Preview,
    Progress,
    Request,
    Wanted,
)
from affresco.studio.engines.remote import (
    EXAMINE_SECONDS,
    UNREADABLE,
    BadAnswer,
    Server,
    open_picture,
    read_all,
    read_chunks,
)
from affresco.studio.errors import EngineFailed, EngineRefused
from affresco.text import _

log = structlog.get_logger(__name__)

TEXT_LIMIT: Final = 2**20
"""Bytes of an answer beside its pictures."""

PICTURE_LIMIT: Final = BYTES_LIMIT * 4 // 3 + 4
"""Bytes of a picture as base64."""

FIRST_WAIT, LAST_WAIT = 0.5, 30.0
"""Seconds before a busy server is asked again: doubled each time, and up to half of it left to chance."""


class OpenAI:
    """One model behind one address."""

    def __init__(self, name: str, label: str, options: Options) -> None:
        self.name = name
        self.version = options.model
        self.capabilities = capabilities(options)
        self._server = Server(name, label, options)
        self._options = options
        single = options.previews or options.seeds
        self._per_request = 1 if single else options.per_request

    def check(self) -> None:
        """Whether the key is there. Raises EngineUnusable."""
        self._server.check()

    async def prepare(self) -> None:
        """Say in the log, before anybody waits, if the server is not as it should be."""
        await self.examine()

    async def examine(self) -> str:
        """Whether the server answers, takes the key and has the model. Raises EngineUnusable."""
        try:
            async with (
                asyncio.timeout(EXAMINE_SECONDS),
                self._server.client() as client,
                client.stream("GET", self._server.url("/models")) as response,
            ):
                body = await read_all(response, 4 * TEXT_LIMIT)
        except (httpx.HTTPError, TimeoutError, BadAnswer) as error:
            raise self._unreachable(error) from error
        if response.status_code in (401, 403):
            raise self._server.unusable(_("its server refuses the key; look at key_env"))
        if response.status_code >= 500:
            raise self._unreachable(BadAnswer(f"status {response.status_code}"))
        try:
            models = [m.id for m in msgspec.json.decode(body, type=api.Models).data]
        except UNREADABLE:
            return _("{model}; the server answers, and lists no models").format(model=self.version)
        if models and self.version not in models:
            reason = _("its server has no model {model}; set model to one of: {models}")
            raise self._server.unusable(
                reason.format(model=self.version, models=", ".join(models[:12]))
            )
        return _("{model}, reachable").format(model=self.version)

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        """Request by request until all pictures are there; a server may send fewer than it was asked
        for. Raises EngineRefused, EngineUnavailable, TimeoutError, BadAnswer."""
        deadline = asyncio.get_running_loop().time() + self.capabilities.timeout_seconds
        if request.task not in self.capabilities.tasks:
            log.error("engine was asked for what it cannot do", engine=self.name, task=request.task)
            raise EngineFailed
        sheet = await asyncio.to_thread(asking.lay_out, request, self._options.sizes)
        missing = list(request.wanted)
        async with self._server.client() as client:
            while missing:
                asked = asking.next_ones(request, missing, self._per_request)
                made = 0
                async with aclosing(self._ask(client, request, sheet, asked, deadline)) as steps:
                    async for step in steps:
                        made += isinstance(step, Finished)
                        yield step
                if not made:
                    raise BadAnswer("sent no picture")
                del missing[:made]

    async def _ask(
        self,
        client: httpx.AsyncClient,
        request: Request,
        sheet: Sheet,
        asked: list[Wanted],
        deadline: float,
    ) -> AsyncGenerator[Progress, None]:
        """One request, and what comes of it."""
        size = (request.width, request.height)
        told = asking.fields(self._options, request, sheet, asked)
        limit = TEXT_LIMIT + PICTURE_LIMIT * (len(asked) + self._options.previews)
        response = await self._post(client, told, sheet, deadline)
        waiting = iter(asked)
        try:
            async with aclosing(api.read_events(read_chunks(response, limit))) as events:
                async for event in events:
                    if event.fault is not None:
                        raise self._refused_or_broken(200, event.fault)
                    if event.is_preview and event.b64_json:
                        image = await open_picture(await _decode(event.b64_json), size)
                        yield Preview(asked[0].position, image)
                    for picture in event.pictures:
                        # More than was asked for is passed over.
                        if (wanted := next(waiting, None)) is None:
                            return
                        image = await open_picture(await self._bytes(picture), size)
                        yield Finished(wanted.position, image, _scene(picture))
        finally:
            await response.aclose()

    async def _post(
        self, client: httpx.AsyncClient, told: dict[str, Extra], sheet: Sheet, deadline: float
    ) -> httpx.Response:
        """An open answer with status 200. Raises EngineRefused, EngineUnavailable, TimeoutError."""
        for attempt in range(self._options.retries + 1):
            request = asking.build(client, self._server.url(sheet.path), told, sheet)
            retry_after = 0.0
            try:
                response = await client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                log.warning("engine cannot be reached", engine=self.name, reason=repr(error))
            except httpx.TimeoutException as error:
                raise TimeoutError from error
            except httpx.TransportError as error:
                raise BadAnswer(f"broke off: {error!r}") from error
            else:
                if response.status_code == 200:
                    return response
                fault = await _read_fault(response)
                if api.verdict(response.status_code, fault) != "busy":
                    raise self._refused_or_broken(response.status_code, fault)
                self._note(response.status_code, fault)
                retry_after = _retry_after(response)
            wait = max(retry_after, min(FIRST_WAIT * 2**attempt, LAST_WAIT))
            wait *= random.uniform(1, 1.5)
            if asyncio.get_running_loop().time() + wait > deadline:
                break
            if attempt < self._options.retries:
                await asyncio.sleep(wait)
        raise self._server.unavailable()

    def _refused_or_broken(self, status: int, fault: api.Fault) -> Exception:
        """What a fault means for the person. status: 200 where it came in the midst of an answer."""
        self._note(status, fault)
        verdict = api.verdict(status, fault)
        if verdict == "refused" and (said := self._server.clean(fault.message or "")):
            return EngineRefused(reason=said)
        if verdict == "refused" or status == 200:
            return BadAnswer(f"gave up with status {status}")
        return self._server.unavailable()

    def _note(self, status: int, fault: api.Fault) -> None:
        """What only the owner can mend is in the log, in the server's words, without the key."""
        said, kind = (self._server.clean(str(part or "")) for part in (fault.message, fault.code))
        log.warning("engine refused", engine=self.name, status=status, fault=kind, said=said)

    def _unreachable(self, error: Exception) -> Exception:
        log.warning("engine cannot be reached", engine=self.name, reason=repr(error))
        reason = _("nothing usable answers at {url}; start its server, or correct url")
        return self._server.unusable(reason.format(url=self._server.base))

    async def _bytes(self, picture: api.Picture) -> bytes:
        if picture.b64_json:
            return await _decode(picture.b64_json)
        if picture.url:
            return await self._server.picture_at(picture.url)
        raise BadAnswer("sent a picture without any data")


def capabilities(options: Options) -> Capabilities:
    """What such a server is asked for."""
    return Capabilities(
        concurrency=options.concurrency,
        timeout_seconds=options.timeout_seconds,
        tasks=frozenset(options.tasks),
    )


KIND: Final = Kind(Options, OpenAI, capabilities)
"""The entry point."""


def _scene(picture: api.Picture) -> str | None:
    """The words that the server painted from, where it says that they are not the person's."""
    if not picture.revised_prompt:
        return None
    return msgspec.json.encode(
        {"revised_prompt": picture.revised_prompt.replace("\0", "")}
    ).decode()


async def _decode(text: str) -> bytes:
    """A picture may have tens of megabytes: not in the loop."""
    try:
        return await asyncio.to_thread(base64.b64decode, text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadAnswer("sent a picture that is not base64") from error


async def _read_fault(response: httpx.Response) -> api.Fault:
    """What an error says; nothing where it cannot be read to its end."""
    try:
        return api.decode_fault(await read_all(response, TEXT_LIMIT))
    except (BadAnswer, TimeoutError):
        return api.Fault()
    finally:
        await response.aclose()


def _retry_after(response: httpx.Response) -> float:
    """Seconds that the server wants us to wait (RFC 9110 §10.2.3); 0 where it does not say."""
    said = response.headers.get("Retry-After", "").strip()
    try:
        return max(0.0, min(float(said), 86_400.0))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
