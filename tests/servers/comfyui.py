"""A server with ComfyUI's API: a queue, one run at a time, messages and previews over WebSockets,
history, pictures, uploads, interruption.

A run goes through its nodes and samples for ``steps`` steps, with a preview at each; ``gate`` holds it
back in mid-sampling until it is set. What it makes is of one colour; where its workflow loads a source,
that colour lies over the source where the mask is white, or over all of it.
"""

from __future__ import annotations

import asyncio
import io
import json
import struct
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from PIL import Image, ImageOps

from servers.wire import Asked, Reply, Socket, serving

CHECKPOINTS: Final = ["fresco-v1.safetensors", "plain.safetensors"]
WORKFLOW: Final[dict[str, Any]] = {
    "3": {
        "class_type": "KSampler",
        "inputs": {"seed": "{{seed}}", "steps": 4, "model": ["4", 0], "positive": ["6", 0]},
    },
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": CHECKPOINTS[0]}},
    "5": {
        "class_type": "EmptyLatentImage",
        "inputs": {"width": "{{width}}", "height": "{{height}}", "batch_size": 1},
    },
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fresco of {{prompt}}"}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "{{negative}}"}},
    "8": {"class_type": "PreviewImage", "inputs": {"images": ["3", 0]}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["3", 0], "filename_prefix": "affresco"}},
}
SAMPLER: Final = {
    "seed": "{{seed}}",
    "steps": "{{steps}}",
    "cfg": "{{guidance}}",
    "scheduler": "{{scheduler}}",
    "denoise": "{{strength}}",
}
SIZED: Final = {"width": "{{width}}", "height": "{{height}}"}
VARY: Final[dict[str, Any]] = {
    **WORKFLOW,
    "3": {"class_type": "KSampler", "inputs": {**SAMPLER, "model": ["4", 0]}},
    "5": {"class_type": "ImageScale", "inputs": {**SIZED, "image": ["10", 0]}},
    "10": {"class_type": "LoadImage", "inputs": {"image": "{{source}}"}},
}
"""A source again, by ``strength``, with everything else that a person may say."""

MEND: Final[dict[str, Any]] = {
    **VARY,
    "11": {"class_type": "LoadImageMask", "inputs": {"image": "{{mask}}", "channel": "red"}},
}
"""The same where a mask is white."""

MEND_HOLE: Final[dict[str, Any]] = VARY
"""The same, with the mask as transparency of the source."""

EDIT: Final[dict[str, Any]] = {
    **{number: node for number, node in VARY.items() if number not in ("3", "6")},
    "3": {"class_type": "KSampler", "inputs": {"seed": "{{seed}}", "steps": 4}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "{{instruction}}"}},
}
"""A source changed as one says."""

ENLARGE: Final[dict[str, Any]] = {
    "9": WORKFLOW["9"],
    "10": {"class_type": "LoadImage", "inputs": {"image": "{{source}}"}},
    "12": {"class_type": "UpscaleModelLoader", "inputs": {"model_name": "4x.pth"}},
}
"""A source four times as large, without a seed."""

SCHEDULERS: Final = ["normal", "karras", "simple"]
KNOWN: Final[dict[str, Any]] = {
    "KSampler": {
        "required": {
            "seed": ["INT", {"default": 0}],
            "steps": ["INT", {}],
            "scheduler": [SCHEDULERS],
        }
    },
    "LoadImage": {"required": {"image": [["example.png"], {"image_upload": True}]}},
    "LoadImageMask": {
        "required": {
            "image": [["example.png"], {"image_upload": True}],
            "channel": [["alpha", "red", "green", "blue"]],
        }
    },
    "ImageScale": {"required": {"width": ["INT", {}], "height": ["INT", {}]}},
    "UpscaleModelLoader": {"required": {"model_name": [["4x.pth", "2x.pth"]]}},
    "CheckpointLoaderSimple": {"required": {"ckpt_name": [CHECKPOINTS, {"tooltip": "The model"}]}},
    "EmptyLatentImage": {"required": {"width": ["INT", {}], "height": ["INT", {}]}},
    "CLIPTextEncode": {"required": {"text": ["STRING", {"multiline": True}]}},
    "PreviewImage": {"required": {"images": ["IMAGE"]}},
    "SaveImage": {"required": {"images": ["IMAGE"], "filename_prefix": ["STRING", {}]}},
}


def colour_of(seed: int) -> tuple[int, int, int]:
    """One for each seed."""
    return seed * 53 % 256, seed * 101 % 256, seed * 197 % 256


def picture(seed: int, size: tuple[int, int], kind: str = "PNG") -> bytes:
    """One colour a seed."""
    out = io.BytesIO()
    Image.new("RGB", size, colour_of(seed)).save(out, kind)
    return out.getvalue()


class Interrupted(Exception):
    """Somebody asked for the end of the run."""


class ComfyServer:
    """graphs: what was queued, in order. runs: ids that came to their end, as success, error or
    interrupted. uploads: what was sent, by (folder, path); puts_uploads_in: a folder of its own
    choice. refuse_sockets, refuse_uploads (a status), fail_with, lie: faults. chatters: whether it talks
    on and on when a run is taken out of its queue; chattered: the megabytes that it got rid of."""

    def __init__(self) -> None:
        self.url = ""
        self.steps = 3
        self.gate = asyncio.Event()
        self.gate.set()
        self.sampling = asyncio.Event()
        self.graphs: list[dict[str, Any]] = []
        self.pending: list[list[Any]] = []
        self.running: list[list[Any]] = []
        self.history: dict[str, Any] = {}
        self.runs: list[tuple[str, str]] = []
        self.files: dict[str, bytes] = {}
        self.uploads: dict[tuple[str, str], bytes] = {}
        self.refuse_uploads: int | None = None
        self.puts_uploads_in: str | None = None
        self.uploading = asyncio.Event()
        self.upload_gate = asyncio.Event()
        self.upload_gate.set()
        self.viewed: list[tuple[str, str]] = []
        self.sockets: dict[str, Socket] = {}
        self.opened = 0
        self.refuse_sockets = False
        self.fail_with: str | None = None
        self.lie: bytes | None = None
        self.chatters = False
        self.chattered = 0
        self._more = asyncio.Event()
        self._interrupted = asyncio.Event()

    # HTTP ----------------------------------------------------------------------------------------

    async def handle(self, asked: Asked, reply: Reply) -> None:
        match asked.method, asked.path.strip("/").split("/"):
            case "GET", ["ws"]:
                await self._socket(asked, reply)
            case "POST", ["prompt"]:
                await self._prompt(asked.json, reply)
            case "POST", ["upload", "image"]:
                await self._upload(asked, reply)
            case "GET", ["history", run_id]:
                found = {run_id: self.history[run_id]} if run_id in self.history else {}
                await reply.json(found)
            case "GET", ["queue"]:
                queue = {"queue_running": self.running, "queue_pending": self.pending}
                await reply.json(queue)
            case "POST", ["queue"]:
                gone = set(asked.json.get("delete", []))
                self.pending = [entry for entry in self.pending if entry[1] not in gone]
                await (self._chatter(reply) if self.chatters else reply.send(200, b""))
            case "POST", ["interrupt"]:
                wanted = asked.json.get("prompt_id")
                if wanted is None or any(entry[1] == wanted for entry in self.running):
                    self._interrupted.set()
                await reply.send(200, b"")
            case "GET", ["view"]:
                self.viewed.append((asked.query["type"], asked.query["filename"]))
                data = self.files.get(asked.query["filename"])
                if data is None:
                    await reply.send(404, b"")
                else:
                    await reply.send(200, self.lie or data, "image/png")
            case "GET", ["system_stats"]:
                await reply.json({"system": {"os": "posix", "comfyui_version": "0.9.1"}})
            case "GET", ["object_info", kind]:
                known = {kind: {"input": KNOWN[kind], "output": []}} if kind in KNOWN else {}
                await reply.json(known)
            case _:
                await reply.send(404, b"")

    async def _chatter(self, reply: Reply) -> None:
        await reply.begin(200, "application/json")
        while self.chattered < 200:
            await reply.write(bytes(2**20))
            self.chattered += 1

    async def _prompt(self, body: dict[str, Any], reply: Reply) -> None:
        graph = body["prompt"]
        for number, node in graph.items():
            name = node["inputs"].get("ckpt_name")
            if name is not None and name not in CHECKPOINTS:
                details = f"ckpt_name: '{name}' not in {CHECKPOINTS}"
                fault = {"type": "value_not_in_list", "message": "Value not in list"}
                error = {"type": "prompt_outputs_failed_validation", "message": "Prompt failed"}
                errors = {number: {"errors": [{**fault, "details": details}]}}
                return await reply.json({"error": error, "node_errors": errors}, 400)
        loads = [n for n in graph.values() if n["class_type"] in ("LoadImage", "LoadImageMask")]
        for name in [node["inputs"]["image"] for node in loads]:
            if _place(name) not in self.uploads:
                said = f"image - Invalid image file: {name}"
                error = {"type": "prompt_outputs_failed_validation", "message": said}
                return await reply.json({"error": error, "node_errors": {}}, 400)
        run_id = str(uuid.uuid4())
        self.graphs.append(graph)
        extra = {"client_id": body.get("client_id")}
        self.pending.append([len(self.graphs), run_id, graph, extra, ["9"]])
        self._more.set()
        await reply.json({"prompt_id": run_id, "number": len(self.graphs), "node_errors": {}})

    async def _upload(self, asked: Asked, reply: Reply) -> None:
        """A name that is taken gets a number, unless the file is to be replaced."""
        fields, files = asked.form
        self.uploading.set()
        await self.upload_gate.wait()
        if self.refuse_uploads is not None:
            return await reply.send(self.refuse_uploads, b"no")
        folder = self.puts_uploads_in or fields.get("type", "input")
        subfolder = fields.get("subfolder", "")
        name = files["image"].name
        if folder not in ("input", "temp", "output") or ".." in subfolder + name:
            return await reply.send(400, b"")
        stem, number = name.removesuffix(".png"), 1
        folded = f"{subfolder}/" if subfolder else ""
        while fields.get("overwrite") != "true" and (folder, folded + name) in self.uploads:
            name, number = f"{stem} ({number}).png", number + 1
        self.uploads[folder, folded + name] = files["image"].data
        await reply.json({"name": name, "subfolder": subfolder, "type": folder})

    async def _socket(self, asked: Asked, reply: Reply) -> None:
        if self.refuse_sockets:
            return await reply.send(403, b"")
        client = asked.query["clientId"]
        socket = self.sockets[client] = Socket(reply)
        await socket.accept(asked.head)
        self.opened += 1
        status = {"exec_info": {"queue_remaining": len(self.pending)}}
        await socket.send({"type": "status", "data": {"status": status, "sid": client}})
        await socket.until_closed()
        if self.sockets.get(client) is socket:
            del self.sockets[client]

    def drop_sockets(self) -> None:
        """As if the network had stumbled."""
        for socket in self.sockets.values():
            socket.break_off()
        self.sockets.clear()

    def forget(self) -> None:
        """As if it had been started anew."""
        self.pending.clear()
        self.running.clear()
        self.history.clear()
        self.drop_sockets()

    # runs ----------------------------------------------------------------------------------------

    async def work(self) -> None:
        """Run after run, for ever."""
        while True:
            await self._more.wait()
            if not self.pending:
                self._more.clear()
                continue
            entry = self.pending.pop(0)
            self.running = [entry]
            self._interrupted.clear()
            await self._run(entry[1], entry[2], entry[3]["client_id"])
            self.running = []

    async def _run(self, run_id: str, graph: dict[str, Any], client: str) -> None:
        about = {"prompt_id": run_id}
        await self._tell(client, "execution_start", about)
        await self._tell(client, "execution_cached", {**about, "nodes": []})
        try:
            outputs = await self._execute(run_id, graph, client)
        except Interrupted:
            await self._tell(client, "execution_interrupted", {**about, "node_id": "3"})
            return self._keep(run_id, "interrupted", {}, ["execution_interrupted", about])
        if self.fail_with is not None:
            data = {**about, "node_id": "3", "exception_message": self.fail_with}
            await self._tell(client, "execution_error", data)
            return self._keep(run_id, "error", {}, ["execution_error", data])
        self._keep(run_id, "success", outputs, ["execution_success", about])
        await self._tell(client, "executing", {"node": None, **about})
        await self._tell(client, "execution_success", about)

    async def _execute(self, run_id: str, graph: dict[str, Any], client: str) -> dict[str, Any]:
        seed = graph["3"]["inputs"]["seed"] if "3" in graph else 0
        for node in sorted(graph):
            await self._tell(client, "executing", {"node": node, "prompt_id": run_id})
        for step in range(self.steps):
            progress = {"value": step + 1, "max": self.steps, "node": "3", "prompt_id": run_id}
            await self._tell(client, "progress", progress)
            rough = struct.pack(">II", 1, 1) + picture(seed, (64, 64), "JPEG")
            await self._send(client, rough)
            await self._send(client, struct.pack(">II", 4, 1) + b"what newer releases send")
            if step == 0:
                self.sampling.set()
                await self._wait_at_gate()
        outputs: dict[str, Any] = {"6": {"text": ["a node that makes no picture"]}}
        kept = (("8", "temp", "temp"), ("9", "output", "affresco"))
        for node, kind, prefix in [row for row in kept if row[0] in graph]:
            name = f"{prefix}_{run_id[:8]}_.png"
            self.files[name] = self._made(graph, seed)
            file = {"filename": name, "subfolder": "", "type": kind}
            outputs[node] = {"images": [file]}
            data = {"node": node, "output": outputs[node], "prompt_id": run_id}
            await self._tell(client, "executed", data)
        return outputs

    def _made(self, graph: dict[str, Any], seed: int) -> bytes:
        """As its nodes would: *Load Image* gives colours, and as a mask what is transparent."""
        if "10" not in graph:
            latent = graph["5"]["inputs"]
            return picture(seed, (latent["width"], latent["height"]))
        loaded = self._loaded(graph["10"])
        source = loaded.convert("RGB")
        if "12" in graph:
            made = source.resize((source.width * 4, source.height * 4))
        else:
            mask = Image.new("L", source.size, 255)
            if "11" in graph:
                mask = self._loaded(graph["11"]).convert("RGBA").getchannel("R")
            elif loaded.mode == "RGBA":
                mask = ImageOps.invert(loaded.getchannel("A"))
            made = Image.composite(Image.new("RGB", source.size, colour_of(seed)), source, mask)
        out = io.BytesIO()
        made.save(out, "PNG")
        return out.getvalue()

    def _loaded(self, node: dict[str, Any]) -> Image.Image:
        return Image.open(io.BytesIO(self.uploads[_place(node["inputs"]["image"])]))

    async def _wait_at_gate(self) -> None:
        """Until the gate opens. Raises Interrupted."""
        waits = [asyncio.ensure_future(e.wait()) for e in (self.gate, self._interrupted)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
        if self._interrupted.is_set():
            raise Interrupted

    def _keep(self, run_id: str, how: str, outputs: dict[str, Any], last: list[Any]) -> None:
        word = "success" if how == "success" else "error"
        status = {"status_str": word, "completed": how == "success", "messages": [last]}
        self.runs.append((run_id, how))
        # A run that was forgotten leaves no trace.
        if any(entry[1] == run_id for entry in self.running):
            self.history[run_id] = {"outputs": outputs, "status": status}

    async def _tell(self, client: str, kind: str, data: dict[str, Any]) -> None:
        await self._send(client, {"type": kind, "data": json.loads(json.dumps(data))})

    async def _send(self, client: str, message: object) -> None:
        if (socket := self.sockets.get(client)) is not None:
            await socket.send(message)
        await asyncio.sleep(0)


def _place(name: str) -> tuple[str, str]:
    """(folder, path) of a file as nodes name it: ``path [folder]``, by itself in the folder input."""
    path, _space, folder = name.rpartition(" ")
    return (folder[1:-1], path) if folder in ("[input]", "[temp]", "[output]") else ("input", name)


@asynccontextmanager
async def comfy_server() -> AsyncIterator[ComfyServer]:
    """A server of one's own, at work."""
    server = ComfyServer()
    async with serving(server.handle) as url:
        server.url = url
        work = asyncio.create_task(server.work())
        try:
            yield server
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
