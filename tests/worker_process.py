"""A worker in a process of its own, for tests that kill it. It stands still where it is told to.

    python -c "import worker_process; worker_process.main()" DSN FOLDER [WHERE]

WHERE: "picture" stands still at the second picture, "reaction" in the second reaction to an event.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from affresco.db import WriteTx
from affresco.events.kinds import Followed
from affresco.events.reactions import Reactions
from affresco.runtime import running
from affresco.settings import Settings
from affresco.worker.loop import work
from easel import NAME, Easel

where = ""


async def first(tx: WriteTx, event: Followed) -> None:
    await tx.run("INSERT INTO effects VALUES ('first', $1)", event.follower_id)


async def second(tx: WriteTx, event: Followed) -> None:
    await tx.run("INSERT INTO effects VALUES ('second', $1)", event.follower_id)
    if where == "reaction":
        print("here", flush=True)
        await asyncio.sleep(600)


async def third(tx: WriteTx, event: Followed) -> None:
    await tx.run("INSERT INTO effects VALUES ('third', $1)", event.follower_id)


REACTIONS: Reactions = {Followed: (first, second, third)}


async def _stand_still(step: str, position: int) -> None:
    if where == "picture" and (step, position) == ("picture", 1):
        print("here", flush=True)
        await asyncio.sleep(600)


async def _main(dsn: str, folder: Path) -> None:
    settings = Settings(data=str(folder), engines=(NAME,))
    async with running(settings, dsn, "http://testserver") as runtime:
        await work(runtime, REACTIONS, {NAME: Easel(_stand_still)})


def main() -> None:
    """Work until SIGTERM."""
    global where
    where = sys.argv[3] if len(sys.argv) > 3 else ""
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2])))
