"""What may be done with posts: what everybody allows together whose work or words are in them.

Words of the standards for it: ``accounts.usage``.
"""

from __future__ import annotations

from collections.abc import Collection

from affresco.accounts.usage import Usage, strictest_licence
from affresco.db import ReadTx
from affresco.posts import usage_queries


async def usages(tx: ReadTx, ids: Collection[int]) -> dict[int, Usage]:
    """By post, in one query, whoever may see them. Nothing may be done with what does not exist."""
    if not ids:
        return {}
    return {
        row["post_id"]: Usage(
            training="allow" if row["training"] else "deny",
            assistant="allow" if row["assistant"] else "deny",
            licence=strictest_licence(row["licences"]),
        )
        for row in await usage_queries.usage_rows(tx, ids)
    }
