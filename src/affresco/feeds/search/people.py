"""People by the beginnings of their names, for completion and for the search page. Pure parts and one
query."""

from __future__ import annotations

import re
from typing import Final

from affresco.accounts.model import AccountId
from affresco.db import ReadTx
from affresco.feeds.search import fold, queries, terms

LOOKED_AT: Final = 300
"""Fitting people who are put in order, besides those whom the viewer follows."""
WORDS: Final = 6
"""Words of a search for people that count."""
BIO_WORDS: Final = 200

_HANDLE: Final = re.compile(r"@?([a-z0-9_]{1,30})(?:@.*)?", re.IGNORECASE)


def person_words(handle: str, name: str, bio: str) -> set[str]:
    """What somebody is found by, see migration 0010."""
    names = {handle, *fold.words(handle), *fold.words(name)}
    return names | {f"~{word}" for word in fold.words(bio)[:BIO_WORDS]}


def typed_handle(text: str) -> str:
    """The handle that a text may be ("@Ada", "ada@example.org"), else ""."""
    found = _HANDLE.fullmatch(text.strip())
    return found[1].lower() if found else ""


def wanted(text: str, *, with_bio: bool) -> str:
    """The tsquery for a text, "" where it has no word. with_bio: whole words of the profile's text do,
    too."""
    handle = typed_handle(text)
    if "_" in handle:
        return terms.beginning(handle)
    local = handle or text.strip().removeprefix("@")
    parts = []
    for word in fold.words(local)[:WORDS]:
        begins = terms.beginning(word)
        parts.append(terms.either((begins, terms.quote(f"~{word}"))) if with_bio else begins)
    return terms.both(parts)


async def find(
    tx: ReadTx,
    viewer_id: int | None,
    text: str,
    *,
    limit: int,
    only_followed: bool = False,
    with_bio: bool = False,
) -> list[AccountId]:
    """Who fits, the likeliest first."""
    sought = wanted(text, with_bio=with_bio)
    if not sought or limit < 1:
        return []
    found = await queries.people(
        tx,
        sought,
        typed_handle(text),
        viewer_id or 0,
        only_followed=only_followed and viewer_id is not None,
        looked_at=LOOKED_AT,
        limit=limit,
    )
    return [AccountId(account_id) for account_id in found]
