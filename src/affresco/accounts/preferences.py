"""How an account reads, and what its posts begin with."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from affresco.accounts import queries
from affresco.accounts.errors import LanguageUnknown
from affresco.accounts.model import AccountId, Preferences
from affresco.db import Database
from affresco.live import messages

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


async def set_preferences(
    database: Database, account_id: AccountId, preferences: Preferences
) -> None:
    """Raises LanguageUnknown."""
    language = preferences.language or None
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise LanguageUnknown
    async with database.write() as tx:
        chosen = msgspec.structs.replace(preferences, language=language)
        await queries.set_preferences(tx, account_id, chosen)
        await messages.send(tx, messages.AccountChanged(account_id), messages.account(account_id))
