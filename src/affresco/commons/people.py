"""People as consumers see them. Pure.

Whoever chose credit stands with their handle at what they give. Everybody else, and everybody in what they
chose (likes, picks, duels), is a pseudonym, which is another for each consumer.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

MENTION: Final = re.compile(r"@([A-Za-z0-9_]{2,30})(?![A-Za-z0-9_])")
"""Wherever it stands, within addresses, too: a link to somebody's profile names them as well."""


class Person(msgspec.Struct, frozen=True):
    """An account. credit: stands with its handle."""

    id: int
    handle: str
    credit: bool


def pseudonym(secret: bytes, consumer_id: int, account_id: int) -> str:
    """Stable for one consumer, another for each. secret: the instance's. consumer_id: 0 for releases; for
    a person who reads, the id of their account."""
    told = f"pseudonym:{consumer_id}:{account_id}".encode()
    return "p" + hmac.digest(secret, told, hashlib.sha256).hex()[:24]


def named(secret: bytes, consumer_id: int, person: Person) -> str:
    """The author of something: ``@handle`` with credit, else the pseudonym."""
    if person.credit:
        return f"@{person.handle}"
    return pseudonym(secret, consumer_id, person.id)


def handles_in(text: str) -> set[str]:
    """All that could be handles, in lower case, whether or not they are anybody's."""
    return {found[1].lower() for found in MENTION.finditer(text)} if "@" in text else set()


def without_names(
    text: str, known: Mapping[str, Person], pseudonym_of: Callable[[Person], str]
) -> str:
    """The text with ``@`` and a pseudonym for each handle of somebody without credit.

    known: people by handle.
    """

    def told(found: re.Match[str]) -> str:
        person = known.get(found[1].lower())
        if person is None or person.credit:
            return found[0]
        return f"@{pseudonym_of(person)}"

    return MENTION.sub(told, text) if "@" in text else text
