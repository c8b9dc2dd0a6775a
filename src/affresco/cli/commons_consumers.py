"""Consumers of the commons from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from affresco.cli import logs
from affresco.cli.people import on_database
from affresco.commons import consumers
from affresco.commons.model import Consumer, ConsumerScope, NewConsumer
from affresco.settings import Settings, load
from affresco.text import _


def add(data: Path | None, name: str, contact: str, purpose: str, scopes: str) -> None:
    """The command ``commons consumers add``. Raises BadConsumer, BadScopes."""
    wanted = cast("tuple[ConsumerScope, ...]", tuple(scopes.split()))
    new = NewConsumer(name=name, contact=contact, purpose=purpose, scopes=wanted)
    made = on_database(_settings(data), lambda db: consumers.add(db, new))
    print(made.key)


def print_all(data: Path | None) -> None:
    """The command ``commons consumers list``."""
    found = on_database(_settings(data), consumers.list_all)
    if not found:
        print(_("Nobody reads the commons."))
    for consumer in found:
        print(_line(consumer))


def rotate(data: Path | None, consumer_id: int) -> None:
    """The command ``commons consumers rotate``. Raises ConsumerNotFound."""
    print(on_database(_settings(data), lambda db: consumers.rotate(db, consumer_id)))


def revoke(data: Path | None, consumer_id: int) -> None:
    """The command ``commons consumers revoke``. Raises ConsumerNotFound."""
    on_database(_settings(data), lambda db: consumers.revoke(db, consumer_id))
    print(_("Their key is good for nothing now."))


def _line(consumer: Consumer) -> str:
    if consumer.revoked_at is not None:
        state = _("shut out")
    elif not consumers.accepted(consumer):
        state = _("has not accepted the terms")
    else:
        state = _("was sent up to {seq}").format(seq=consumer.cursor_seq)
    return f"{consumer.id}  {consumer.name}  <{consumer.contact}>  {' '.join(consumer.scopes)}  {state}"


def _settings(data: Path | None) -> Settings:
    """As the other commands have them. Raises BadSettings."""
    settings = load().with_changes(data=None if data is None else str(data))
    logs.configure(settings.log_level)
    return settings
