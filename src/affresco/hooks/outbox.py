"""What happened becomes deliveries, in the transaction of whoever tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from affresco.db import WriteTx
from affresco.hooks import queries
from affresco.hooks.model import PersonEvent

LIMIT: Final = 64 * 1024
"""Bytes of what one message tells: ids and addresses, never documents."""


class Nothing(msgspec.Struct, frozen=True):
    """What a message tells that only has to arrive."""


async def listening(tx: WriteTx, account_id: int, event: PersonEvent) -> list[int]:
    """Which webhooks of a person are to be told; mostly none, and then nothing has to be looked up."""
    return await queries.listening(tx, account_id, event)


async def put(
    tx: WriteTx, hook_ids: Sequence[int], message_id: str, event: str, data: msgspec.Struct
) -> None:
    """Tell all of these webhooks the same, each once. message_id: without dots, the same for the same
    thing."""
    await put_each(tx, message_id, event, [(hook_id, data) for hook_id in hook_ids])


async def put_each(
    tx: WriteTx, message_id: str, event: str, told: Sequence[tuple[int, msgspec.Struct]]
) -> None:
    """Tell each webhook something of its own. told: (webhook, data)."""
    texts = [msgspec.json.encode(data).decode() for _, data in told]
    if any(len(text) > LIMIT for text in texts):
        raise ValueError(f"{event} tells too much in one message: send ids, not documents")
    if texts:
        await queries.put(tx, [hook_id for hook_id, _ in told], message_id, event, texts)
