"""A process that gives the numbers of the commons, for tests that kill it.

    python -c "import numbering; numbering.main()" DSN [still]

still: it takes the lock, gives numbers to what is there, and stands still within the transaction.
"""

from __future__ import annotations

import asyncio
import sys

from affresco.commons import stream_queries as queries
from affresco.commons.sequencing import carry
from affresco.db import Database


async def _main(dsn: str, still: bool) -> None:
    async with Database(dsn, readers=1, writers=1) as database:
        if not still:
            await carry(database)
        connection = await database.connect()
        assert await queries.lead(connection)
        async with database.write() as tx:
            await queries.sequence(tx, 1_000)
            print("here", flush=True)
            await asyncio.sleep(600)


def main() -> None:
    asyncio.run(_main(sys.argv[1], "still" in sys.argv))
