"""Messages to webhooks: those whose time has come are sent, and consumers are told of the commons.

Every worker looks; each message is taken by one of them, and taken again when it does not come back.
"""

from __future__ import annotations

import asyncio
import time
from typing import Final

import structlog

import affresco
from affresco.accounts.outside import CannotFetch, post
from affresco.commons import telling
from affresco.errors import AffrescoError
from affresco.feeds import handlers as feeds
from affresco.hooks import delivering
from affresco.hooks.model import Due, Hook, Outcome
from affresco.runtime import Runtime

log = structlog.get_logger(__name__)

LOOK_SECONDS: Final = 1.0
AT_ONCE: Final = 32
"""Messages that one worker has under way."""
ANSWER_SECONDS: Final = 10.0
END_SECONDS: Final = 3.0
"""What messages under way get to arrive when the worker ends; the others are sent once more, later."""
GONE: Final = 410


async def look_for_ever(runtime: Runtime) -> None:
    """Look once a second, and at once again while there is more. A database that is away is waited for.

    Slow receivers keep their own messages waiting alone: what is due next is taken as soon as there is
    a place.
    """
    under_way: set[asyncio.Task[None]] = set()
    try:
        while True:
            more = False
            try:
                await telling.tell(runtime.database, runtime.secret)
                for due in await delivering.take(runtime.database, AT_ONCE - len(under_way)):
                    more = True
                    task = asyncio.create_task(
                        _carry_out(runtime, due), name="message to a webhook"
                    )
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
            except AffrescoError as error:
                log.warning("webhooks must wait", reason=str(error))
            except Exception:  # the boundary: the clock goes on
                log.exception("what is due to webhooks could not be looked for")
            await _rest(under_way, 0.0 if more else LOOK_SECONDS)
    finally:
        await _end(under_way)


async def _end(under_way: set[asyncio.Task[None]]) -> None:
    """Let what is under way arrive, for a moment."""
    try:
        if under_way:
            await asyncio.wait(under_way, timeout=END_SECONDS)
    finally:
        for task in under_way:
            task.cancel()


async def look(runtime: Runtime) -> int:
    """One round, to its end: what there is to tell is told. Returns how many messages were sent."""
    await telling.tell(runtime.database, runtime.secret)
    taken = await delivering.take(runtime.database, AT_ONCE)
    await asyncio.gather(*(_carry_out(runtime, due) for due in taken))
    return len(taken)


async def _rest(under_way: set[asyncio.Task[None]], seconds: float) -> None:
    """Until there is a place again, and at least so long."""
    await asyncio.sleep(seconds)
    if len(under_way) >= AT_ONCE:
        await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)


async def _carry_out(runtime: Runtime, due: Due) -> None:
    """Send one message and write down what became of it; where that fails, it is sent once more."""
    outcome = await _send(runtime, due)
    try:
        disabled = await delivering.record(runtime.database, due, outcome)
        if disabled is not None:
            await _tell_owner(runtime, disabled)
    except AffrescoError as error:
        log.warning("outcome for a webhook not kept", delivery=due.id, reason=str(error))


async def _send(runtime: Runtime, due: Due) -> Outcome:
    body = delivering.body_of(due, runtime.base_url)
    headers = {
        **delivering.headers_of(due, runtime.secret, int(time.time()), body),
        "Content-Type": "application/json",
        "User-Agent": f"Affresco/{affresco.__version__}",
    }
    private = runtime.settings.hooks_private
    try:
        status = await post(due.url, body, headers, seconds=ANSWER_SECONDS, private=private)
    except CannotFetch as error:
        return Outcome(status=None, trouble=str(error))
    if 200 <= status < 300:
        return Outcome(status=status)
    return Outcome(status=status, trouble=f"it answers with {status}", gone=status == GONE)


async def _tell_owner(runtime: Runtime, hook: Hook) -> None:
    log.info("webhook put aside", hook=hook.id, trouble=hook.trouble)
    async with runtime.database.write() as tx:
        account_id = hook.owner.account_id
        if account_id is None and hook.owner.consumer_id is not None:
            account_id = await telling.let_in_by(tx, hook.owner.consumer_id)
        if account_id is not None:
            await feeds.tell_of_webhook(tx, account_id)
