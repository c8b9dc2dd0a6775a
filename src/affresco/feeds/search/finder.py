"""``Finder``: everything that doors ask of search, for one viewer at a time."""

from __future__ import annotations

from affresco.accounts.model import AccountId
from affresco.db import Database
from affresco.feeds.reader import Reader
from affresco.feeds.search import people


class Finder:
    """One a process. What is found comes from the index, what is shown from the reader."""

    def __init__(self, database: Database, reader: Reader) -> None:
        self._database = database
        self._reader = reader

    async def people(
        self,
        viewer_id: int | None,
        text: str,
        *,
        limit: int = 20,
        after: int = 0,
        only_followed: bool = False,
        with_bio: bool = False,
    ) -> list[AccountId]:
        """People by the beginnings of handle and names, the likeliest first. after: how many of these to
        leave out, bounded by ``people.LOOKED_AT``."""
        async with self._database.read() as tx:
            found = await people.find(
                tx,
                viewer_id,
                text,
                limit=min(after, people.LOOKED_AT) + limit,
                only_followed=only_followed,
                with_bio=with_bio,
            )
        return found[after:]
