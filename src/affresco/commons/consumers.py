"""Consumers: who reads the commons from outside, with a key, for a purpose, under terms.

A key begins with ``affc_``, is shown once and kept as its SHA-256. What changes about a consumer is told to
all processes, so that open streams end that may not go on.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec

from affresco.accounts import rules
from affresco.accounts.secret import digest, new_secret
from affresco.commons import consumer_queries as queries
from affresco.commons.errors import BadConsumer, BadScopes, ConsumerNotFound, TermsChanged
from affresco.commons.model import (
    CONSUMER_SCOPES,
    Consumer,
    ConsumerScope,
    Made,
    NewConsumer,
    Terms,
)
from affresco.db import Database, Row, WriteTx
from affresco.live import messages
from affresco.text import N_, translate

PREFIX: Final = "affc_"
NAME_LIMIT: Final = 100
CONTACT_LIMIT: Final = 200
PURPOSE_LIMIT: Final = 1_000
TERMS_VERSION: Final = 1
"""Grows whenever the terms below change: everybody is asked anew."""
TERMS: Final = (
    N_(
        "What you read here was given by people, for models to learn from, and may be taken back. "
        "The stream and the lists of removals tell of everything that was: forget it within 30 days, "
        "in copies too, and leave it out of what you train next."
    ),
    N_(
        "Each post says what may be done with it. Where it names no licence, learn from it, and do not "
        "pass it on."
    ),
    N_("People stand here under pseudonyms. Do not try to find out who they are."),
    N_(
        "Do not use what you read to make pictures of real people, to imitate one person's way of "
        "drawing under their name, or to look for anybody."
    ),
    N_(
        "Tell, with POST to …/commons/uses, which release you trained what with. Who gave it sees what "
        "became of it."
    ),
    N_("Keep your key to yourself. The owners of this place can end it at any time."),
)


def terms(locale: str = "en") -> Terms:
    """What holds now, in a language."""
    return Terms(TERMS_VERSION, tuple(translate(paragraph, locale) for paragraph in TERMS))


async def add(database: Database, new: NewConsumer, created_by: int | None = None) -> Made:
    """Let a consumer in. created_by: an account. Raises BadConsumer, BadScopes."""
    key = _new_key()
    async with database.write() as tx:
        consumer_id = await queries.insert(tx, _checked(new), digest(key), created_by)
    return Made(consumer_id, key)


async def find(database: Database, key: str) -> Consumer | None:
    """Whose key this is; None where it is nobody's, or nobody's any more."""
    if not key.startswith(PREFIX):
        return None
    async with database.read() as tx:
        row = await queries.by_key(tx, digest(key))
    return None if row is None else _consumer(row)


async def list_all(database: Database) -> tuple[Consumer, ...]:
    """Every consumer there ever was, the newest first."""
    async with database.read() as tx:
        return tuple(_consumer(row) for row in await queries.all_rows(tx))


async def rotate(database: Database, consumer_id: int) -> str:
    """A new key; the one before is good for nothing. Raises ConsumerNotFound."""
    key = _new_key()
    _check_id(consumer_id)
    async with database.write() as tx:
        await _tell(tx, consumer_id, await queries.set_key(tx, consumer_id, digest(key)))
    return key


async def revoke(database: Database, consumer_id: int) -> None:
    """Shut a consumer out, for good. Raises ConsumerNotFound."""
    _check_id(consumer_id)
    async with database.write() as tx:
        await _tell(tx, consumer_id, await queries.revoke(tx, consumer_id))


async def set_scopes(
    database: Database, consumer_id: int, scopes: Collection[ConsumerScope]
) -> None:
    """What the key is good for. Raises BadScopes, ConsumerNotFound."""
    wanted = _scopes(scopes)
    _check_id(consumer_id)
    async with database.write() as tx:
        await _tell(tx, consumer_id, await queries.set_scopes(tx, consumer_id, wanted))


async def accept_terms(database: Database, consumer_id: int, version: int) -> None:
    """Raises TermsChanged when that is not the version that holds."""
    if version != TERMS_VERSION:
        raise TermsChanged(version=TERMS_VERSION)
    async with database.write() as tx:
        await queries.accept(tx, consumer_id, version)


async def note_progress(database: Database, consumer_id: int, seq: int) -> None:
    """Keep that a consumer is there, and how far they were sent."""
    async with database.write() as tx:
        await queries.note(tx, consumer_id, seq)


def accepted(consumer: Consumer) -> bool:
    """Whether the terms that hold are accepted."""
    return consumer.terms_version == TERMS_VERSION


def _new_key() -> str:
    return PREFIX + new_secret()


def _check_id(consumer_id: int) -> None:
    """Raises ConsumerNotFound for what cannot be an id."""
    if not rules.is_id(consumer_id):
        raise ConsumerNotFound


async def _tell(tx: WriteTx, consumer_id: int, changed: bool) -> None:
    if not changed:
        raise ConsumerNotFound
    await messages.send(tx, messages.ConsumerChanged(consumer_id), messages.COMMONS)


def _checked(new: NewConsumer) -> NewConsumer:
    name, contact = rules.clean_line(new.name), rules.clean_line(new.contact)
    purpose = rules.clean_line(new.purpose)
    for field, text, limit in (
        ("name", name, NAME_LIMIT),
        ("contact", contact, CONTACT_LIMIT),
        ("purpose", purpose, PURPOSE_LIMIT),
    ):
        if not 0 < len(text) <= limit:
            raise BadConsumer(field=field, limit=limit)
    return msgspec.structs.replace(
        new, name=name, contact=contact, purpose=purpose, scopes=_scopes(new.scopes)
    )


def _scopes(scopes: Collection[str]) -> tuple[ConsumerScope, ...]:
    wanted = tuple(scope for scope in CONSUMER_SCOPES if scope in scopes)
    if not wanted or set(wanted) != set(scopes):
        raise BadScopes(known=", ".join(CONSUMER_SCOPES))
    return wanted


def _consumer(row: Row) -> Consumer:
    return Consumer(
        id=row["id"],
        name=row["name"],
        contact=row["contact"],
        purpose=row["purpose"],
        scopes=tuple(row["scopes"]),
        terms_version=row["terms_version"],
        terms_accepted_at=row["terms_accepted_at"],
        cursor_seq=row["cursor_seq"],
        created_at=row["created_at"],
        seen_at=row["seen_at"],
        revoked_at=row["revoked_at"],
    )
