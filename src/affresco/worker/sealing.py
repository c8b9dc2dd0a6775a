"""What pictures are sealed with before they are kept: the instance's seal, and the picture they remix."""

from __future__ import annotations

import asyncio

import msgspec
import structlog

from affresco.accounts.defaults import default_usage
from affresco.accounts.usage import Statement
from affresco.db.pool import DatabaseUnavailable
from affresco.media.renditions import Encoded
from affresco.posts.access import get_post
from affresco.posts.errors import PostNotFound
from affresco.runtime import Runtime
from affresco.studio.engines.protocol import Engine, Finished
from affresco.studio.errors import SigningUnusable
from affresco.studio.jobs import Ticket
from affresco.studio.provenance import identity
from affresco.studio.provenance.model import Origin
from affresco.studio.provenance.seal import Seal, new_origin, seal_of

log = structlog.get_logger(__name__)


class Sealing(msgspec.Struct, frozen=True):
    """For one job. parent: the file of the picture that it begins from, else of the one that is remixed.
    statement: what its owner says of all that they make, until the picture is in a post."""

    seal: Seal
    parent: bytes | None
    statement: Statement

    async def put(self, engine: Engine, step: Finished) -> tuple[Encoded, Origin]:
        """Seal and encode a picture in a thread. Raises SigningUnusable."""
        source_type = engine.capabilities.source_type
        origin = new_origin(engine.name, engine.version, source_type)
        encoded = await asyncio.to_thread(
            self.seal.put, step.image, origin, self.parent, self.statement
        )
        return encoded, origin


async def warm_up(runtime: Runtime) -> None:
    """Have the instance's key, made at the first start. Where that fails, jobs will say so."""
    try:
        await identity.share(runtime.settings, runtime.database)
        await asyncio.to_thread(seal_of, runtime)
    except (SigningUnusable, DatabaseUnavailable) as error:
        log.error("pictures cannot be signed", reason=str(error))


async def sealing_for(runtime: Runtime, ticket: Ticket, source: bytes | None = None) -> Sealing:
    """source: the file of the picture that the job begins from. Raises SigningUnusable,
    StoreUnavailable."""
    seal = await asyncio.to_thread(seal_of, runtime)
    async with runtime.database.read() as tx:
        usage = await default_usage(tx, ticket.generation.account_id)
    return Sealing(
        seal=seal,
        parent=source or await _parent(runtime, ticket),
        statement=Statement(usage, runtime.base_url),
    )


async def _parent(runtime: Runtime, ticket: Ticket) -> bytes | None:
    generation = ticket.generation
    if generation.source_post_id is None:
        return None
    try:
        async with runtime.database.read() as tx:
            post = await get_post(tx, generation.account_id, generation.source_post_id)
    except PostNotFound:
        return None
    if not post.pictures:
        return None
    return await runtime.store.get(post.pictures[0].media.key, "original.webp")
