"""Engines that are a ComfyUI with workflows of the owner's, one for each thing that they do.

A workflow is exported from ComfyUI (*Export (API)*), and marks in it say where the words, the seed, the
source and so on go: see ``workflow``. A picture is one run of it: queued over HTTP, watched over a
WebSocket, fetched over HTTP. The WebSocket may come and go; what was missed is looked up. A run that is
no longer wanted is taken out of the queue, or interrupted. Sources and masks are sent beforehand, under
names of their own, to the folder that ComfyUI empties when it starts.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Final
from urllib.parse import quote

import httpx
import msgspec
import structlog
from PIL import Image
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from affresco.errors import AffrescoError
from affresco.media.decode import BYTES_LIMIT
from affresco.studio.engines import comfyui_api as api
from affresco.studio.engines import framing
from affresco.studio.engines.comfyui_tasks import Options, Workflows, capabilities
from affresco.studio.engines.protocol import (
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
    fit,
    open_picture,
    read_all,
    tls,
)
from affresco.studio.errors import EngineFailed, EngineUnavailable
from affresco.studio.model import Task
from affresco.text import _

log = structlog.get_logger(__name__)

JSON_LIMIT: Final = 8 * 2**20
"""Bytes of an answer that is not a picture."""

FRAME_LIMIT: Final = 8 * 2**20
"""Bytes of a message on the WebSocket."""

SILENCE_SECONDS: Final = 5.0
"""After this much silence we look for ourselves."""

CONNECT_SECONDS: Final = 10.0
WITHDRAW_SECONDS: Final = 5.0
FOLDER: Final = "affresco"
"""Within the server's folder of temporary files: where sources and masks go."""

FIRST_WAIT, LAST_WAIT = 0.2, 5.0
"""Seconds before a lost WebSocket is opened again."""

_GONE: Final = (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, EOFError)


class Sent(msgspec.Struct, frozen=True):
    """The pictures of a job on the server, as its nodes find them."""

    source: str = ""
    mask: str = ""


class ComfyUI:
    """The workflows of an owner on one server. Raises EngineUnusable for one that cannot be used."""

    def __init__(self, name: str, label: str, options: Options) -> None:
        self.name = name
        self._server = Server(name, label, options)
        self._workflows = Workflows.read(name, options)
        self.capabilities = self._workflows.capabilities

    @property
    def version(self) -> str:
        """Changes with the workflows."""
        return self._workflows.version

    def check(self) -> None:
        """Whether the key is there, where one is needed. Raises EngineUnusable."""
        self._server.check()

    async def prepare(self) -> None:
        """Say in the log, before anybody waits, if the server is not as it should be."""
        await self.examine()

    async def examine(self) -> str:
        """Whether the server answers and has the nodes and files of all workflows. Raises
        EngineUnusable."""
        try:
            async with asyncio.timeout(EXAMINE_SECONDS), self._server.client() as http:
                about = await self._get(http, "/system_stats", api.About)
                for kind in self._workflows.kinds:
                    known = await self._get(
                        http, f"/object_info/{quote(kind, safe='')}", dict[str, api.Node]
                    )
                    if problem := self._workflows.problem_with(kind, known.get(kind)):
                        raise self._server.unusable(problem)
        except (httpx.HTTPError, TimeoutError, BadAnswer, EngineUnavailable) as error:
            log.warning("engine cannot be reached", engine=self.name, reason=repr(error))
            reason = _(
                "nothing usable answers at {url}; start its server, or correct url or key_env"
            )
            raise self._server.unusable(reason.format(url=self._server.base)) from error
        release = about.system.comfyui_version or "?"
        return _("ComfyUI {release}, workflow {version}").format(
            release=self._server.clean(release), version=self.version
        )

    async def generate(self, request: Request) -> AsyncGenerator[Progress, None]:
        """One run a picture, one after the other. Raises EngineUnavailable, EngineFailed, BadAnswer,
        TimeoutError."""
        if request.task not in self.capabilities.tasks:
            log.error("engine was asked for what it cannot do", engine=self.name, task=request.task)
            raise EngineFailed
        try:
            async with self._server.client() as http:
                sent = await self._send(http, request)
                for wanted in request.wanted:
                    async with aclosing(self._run(http, request, wanted, sent)) as steps:
                        async for step in steps:
                            yield step
        except httpx.TimeoutException as error:
            raise TimeoutError from error
        except httpx.TransportError as error:
            log.warning("engine cannot be reached", engine=self.name, reason=repr(error))
            raise self._server.unavailable() from error

    async def _send(self, http: httpx.AsyncClient, request: Request) -> Sent:
        """Bring a job's pictures to the server. Raises EngineUnavailable, BadAnswer."""
        source, mask = request.source, request.mask
        if source is None:
            return Sent()
        if request.task != "upscale":
            source = await asyncio.to_thread(_at_most, source, (request.width, request.height))
        if mask is None:
            return Sent(await self._upload(http, await asyncio.to_thread(framing.png, source)))
        if "mask" not in self._workflows.by_task[request.task].marks:
            holed = await asyncio.to_thread(framing.source_with_hole, source, mask)
            return Sent(await self._upload(http, holed))
        return Sent(
            await self._upload(http, await asyncio.to_thread(framing.png, source)),
            await self._upload(http, await asyncio.to_thread(framing.mask_png, mask)),
        )

    async def _upload(self, http: httpx.AsyncClient, png: bytes) -> str:
        """Send a picture; how nodes find it. No name is used twice, so that jobs stay apart."""
        request = http.build_request(
            "POST",
            self._server.url("/upload/image"),
            data={"type": "temp", "subfolder": FOLDER},
            files={"image": (f"{uuid.uuid4().hex}.png", png, "image/png")},
        )
        response = await http.send(request, stream=True)
        try:
            answer = await read_all(response, JSON_LIMIT)
        finally:
            await response.aclose()
        return self._decode(response, answer, api.Uploaded).reference

    async def _run(
        self, http: httpx.AsyncClient, request: Request, wanted: Wanted, sent: Sent
    ) -> AsyncGenerator[Progress, None]:
        client_id = uuid.uuid4().hex
        marks = self._workflows.marks_for(request, wanted, sent.source, sent.mask)
        graph = self._workflows.by_task[request.task].filled(marks)
        queueing: asyncio.Task[str] | None = None
        over = False
        try:
            async with aclosing(self._listen(client_id)) as messages:
                running = False
                async for message in messages:
                    if queueing is None:
                        # Whoever cancels while the request is under way must still learn its id.
                        queueing = asyncio.create_task(self._queue(http, graph, client_id))
                        await asyncio.shield(queueing)
                    elif message is None:
                        if await self._is_over(http, queueing.result()):
                            break
                    elif isinstance(message, bytes):
                        if running and (image := await self._preview(message)) is not None:
                            yield Preview(wanted.position, image)
                    else:
                        event = api.read_event(message)
                        if event.is_about(queueing.result()):
                            running = True
                            if event.is_last:
                                break
            assert queueing is not None, "the first message makes us queue"
            over = True
            data = await self._picture(http, queueing.result(), request.task)
        finally:
            if queueing is not None and not over:
                await self._withdraw(http, queueing)
        yield Finished(wanted.position, await open_picture(data, (request.width, request.height)))

    async def _listen(self, client_id: str) -> AsyncGenerator[str | bytes | None, None]:
        """Messages for ever. None says: look for yourself; after connecting, when connecting failed,
        and after silence. The first message is None."""
        address = self._server.url(f"/ws?clientId={client_id}").replace("http", "ws", 1)
        wait = FIRST_WAIT
        while True:
            try:
                async with connect(
                    address,
                    additional_headers=self._server.headers,
                    ssl=tls() if address.startswith("wss:") else None,
                    max_size=FRAME_LIMIT,
                    open_timeout=CONNECT_SECONDS,
                    close_timeout=1,
                    proxy=None,
                ) as socket:
                    yield None
                    while True:
                        message: str | bytes | None = None
                        with suppress(TimeoutError):
                            async with asyncio.timeout(SILENCE_SECONDS):
                                message = await socket.recv()
                        yield message
                        wait = FIRST_WAIT
            except InvalidURI as error:
                raise BadAnswer("has no address for a WebSocket") from error
            except _GONE as error:
                log.info("engine's WebSocket is lost", engine=self.name, reason=repr(error))
            yield None
            await asyncio.sleep(wait * random.uniform(0.5, 1))
            wait = min(wait * 2, LAST_WAIT)

    async def _queue(
        self, http: httpx.AsyncClient, graph: dict[str, object], client_id: str
    ) -> str:
        """Queue a run; its id. Raises EngineFailed where the server does not take the workflow."""
        body = {"prompt": graph, "client_id": client_id}
        async with http.stream("POST", self._server.url("/prompt"), json=body) as response:
            answer = await read_all(response, JSON_LIMIT)
        if response.status_code == 400:
            said = self._server.clean(answer.decode(errors="replace"))
            log.error("engine does not take the workflow", engine=self.name, said=said)
            raise EngineFailed
        return self._decode(response, answer, api.Queued).prompt_id

    async def _is_over(self, http: httpx.AsyncClient, run_id: str) -> bool:
        """Whether a run has come to an end. Raises EngineUnavailable where the server has forgotten
        it: it was started anew."""
        queue = await self._get(http, "/queue", api.Queue)
        if queue.holds(run_id):
            return False
        if await self._history(http, run_id) is None:
            log.warning("engine forgot a run", engine=self.name, run=run_id)
            raise self._server.unavailable()
        return True

    async def _history(self, http: httpx.AsyncClient, run_id: str) -> api.Run | None:
        return (
            await self._get(http, f"/history/{quote(run_id, safe='')}", dict[str, api.Run])
        ).get(run_id)

    async def _picture(self, http: httpx.AsyncClient, run_id: str, task: Task) -> bytes:
        """What a run has made. Raises EngineFailed, BadAnswer."""
        run = await self._history(http, run_id)
        if run is None:
            raise BadAnswer("has no history of a run that it ended")
        if run.status is not None and run.status.status_str == "error":
            said = self._server.clean(str(run.status.messages[-1:]))
            log.error("engine's workflow failed", engine=self.name, said=said)
            raise EngineFailed
        file = run.file(self._workflows.output_of(task))
        if file is None:
            raise BadAnswer("made no picture; its workflow needs a node that saves one")
        place = {"filename": file.filename, "subfolder": file.subfolder, "type": file.type}
        async with http.stream("GET", self._server.url("/view"), params=place) as response:
            if response.status_code != 200:
                raise BadAnswer(f"answered {response.status_code} for a picture that it made")
            return await read_all(response, BYTES_LIMIT)

    async def _withdraw(self, http: httpx.AsyncClient, queueing: asyncio.Task[str]) -> None:
        """Take a run out of the queue, or interrupt it; not for longer than a few seconds."""
        if queueing.done() and queueing.exception() is not None:
            return
        try:
            async with asyncio.timeout(WITHDRAW_SECONDS):
                run_id = await queueing
                await self._tell(http, "/queue", {"delete": [run_id]})
                queue = await self._get(http, "/queue", api.Queue)
                if queue.is_running(run_id):
                    await self._tell(http, "/interrupt", {"prompt_id": run_id})
        except (httpx.HTTPError, TimeoutError, BadAnswer, AffrescoError) as error:
            log.warning("engine did not hear of the end", engine=self.name, reason=repr(error))

    async def _tell(self, http: httpx.AsyncClient, path: str, body: dict[str, object]) -> None:
        """Say something to which no answer is needed: whatever comes is not read."""
        async with http.stream("POST", self._server.url(path), json=body):
            pass

    async def _preview(self, message: bytes) -> Image.Image | None:
        """A first look, if that is what a binary message holds and it can be read."""
        data = api.preview_data(message)
        if data is None:
            return None
        try:
            return await open_picture(data)
        except BadAnswer as error:
            log.info("engine sent a preview that is none", engine=self.name, reason=str(error))
            return None

    async def _get(self, http: httpx.AsyncClient, path: str, kind: type[api.T]) -> api.T:
        async with http.stream("GET", self._server.url(path)) as response:
            return self._decode(response, await read_all(response, JSON_LIMIT), kind)

    def _decode(self, response: httpx.Response, body: bytes, kind: type[api.T]) -> api.T:
        if response.status_code >= 500 or response.status_code in (401, 403, 429):
            log.warning("engine refused", engine=self.name, status=response.status_code)
            raise self._server.unavailable()
        try:
            return msgspec.json.decode(body, type=kind)
        except UNREADABLE as error:
            raise BadAnswer(f"{response.url.path}: {error}") from error


def _at_most(source: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A source, made smaller where it is larger than what is to be made."""
    if source.width <= size[0] and source.height <= size[1]:
        return source
    return fit(source, *size)


KIND: Final = Kind(Options, ComfyUI, capabilities)
"""The entry point."""
