"""Static files, and what operators and their tools ask: health, readiness, metrics."""

from __future__ import annotations

from typing import Any

import msgspec
import prometheus_client
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.status_codes import HTTP_503_SERVICE_UNAVAILABLE

from affresco.db.migrate import current, head
from affresco.db.pool import DatabaseUnavailable
from affresco.events import queries as events
from affresco.runtime import Runtime
from affresco.web.assets import static_file


class Readiness(msgspec.Struct, frozen=True):
    """The parts that must stand before traffic is let in; each "ok" or what is wrong."""

    database: str
    migrations: str
    worker: str

    @property
    def ready(self) -> bool:
        return self.database == self.migrations == self.worker == "ok"


@get("/static/{name:str}", include_in_schema=False)
async def static(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """A built asset; its name carries its hash, so it never changes."""
    file = static_file(name)
    coding, body = file.choose(request.headers.get("accept-encoding", ""))
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Vary": "Accept-Encoding",
    }
    if coding != "identity":
        headers["Content-Encoding"] = coding
    return Response(body, media_type=file.content_type, headers=headers)


@get("/healthz", include_in_schema=False, media_type="text/plain")
async def healthz() -> str:
    """Alive: the process answers."""
    return "ok"


@get("/readyz", include_in_schema=False)
async def readyz(runtime: NamedDependency[Runtime]) -> Response[Readiness]:
    """Ready: database reachable, schema current, a worker's heartbeat fresh."""
    found = await readiness(runtime)
    return Response(found, status_code=200 if found.ready else HTTP_503_SERVICE_UNAVAILABLE)


async def readiness(runtime: Runtime) -> Readiness:
    """Look at each part."""
    try:
        revision = await current(runtime.database)
        if revision != head():
            return Readiness(
                database="ok", migrations=f"{revision} instead of {head()}", worker="unknown"
            )
        async with runtime.database.read() as tx:
            age = await events.seconds_since_heartbeat(tx)
    except DatabaseUnavailable as error:
        return Readiness(database=error.text(), migrations="unknown", worker="unknown")
    fresh = age is not None and age < events.FRESH_HEARTBEAT_SECONDS
    worker = "ok" if fresh else "no worker" if age is None else f"silent for {age:.0f} s"
    return Readiness(database="ok", migrations="ok", worker=worker)


@get("/metrics", include_in_schema=False)
async def metrics() -> Response[bytes]:
    """Prometheus text format: this process's memory, time, files."""
    return Response(
        prometheus_client.generate_latest(), media_type=prometheus_client.CONTENT_TYPE_LATEST
    )


routes = [static, healthz, readyz, metrics]
