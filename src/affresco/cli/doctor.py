"""``affresco doctor``: looks at everything that Affresco needs, and says what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from rich.console import Console
from rich.text import Text

from affresco.cli import address, database, engines
from affresco.cli.errors import PortTaken
from affresco.db import Database, embedded, place
from affresco.db.migrate import current, head
from affresco.db.vectors import check_vectors
from affresco.errors import AffrescoError
from affresco.safety import guard
from affresco.safety.classifiers import registry
from affresco.settings import BadSettings, Settings
from affresco.studio.provenance import identity
from affresco.studio.provenance.notary import Notary
from affresco.text import _, current_locale, ngettext
from affresco.web.assets import manifest

LITTLE_SPACE: Final = 2 * 2**30
"""Bytes: a few thousand pictures."""


class Finding(msgspec.Struct, frozen=True):
    """One line. good: None where it works but the owner should know something."""

    subject: str
    good: bool | None
    said: str


def run(read_settings: Callable[[], Settings], host: str, port: int) -> int:
    """The command ``doctor``: prints a line for each subject; returns the exit code, 0 or 1."""
    console = Console(highlight=False, soft_wrap=True)
    wrong = 0
    for finding in examine(read_settings, host, port):
        wrong += finding.good is False
        mark, style = {True: ("✓", "green"), False: ("✗", "bold red"), None: ("!", "yellow")}[
            finding.good
        ]
        console.print(Text.assemble((mark, style), f" {finding.subject}: {finding.said}"))
    return 1 if wrong else 0


def examine(read_settings: Callable[[], Settings], host: str, port: int) -> Iterator[Finding]:
    """Every check, in the order in which things are needed."""
    yield Finding(_("Python"), True, ".".join(map(str, sys.version_info[:3])))
    try:
        settings = read_settings()
    except BadSettings as error:
        yield Finding(_("Settings"), False, error.text(current_locale()))
        return
    yield Finding(_("Settings"), True, _("understood"))
    yield _check(_("Browser files"), _assets)
    yield _check(_("Data folder"), lambda: _folder(settings.data_dir))
    yield _disk(settings.data_dir)
    yield _check(_("Database"), lambda: _database(settings))
    yield _check(_("Search by meaning"), lambda: _vectors(settings))
    yield _check(_("Schema"), lambda: _schema(settings))
    yield _check(_("Address"), lambda: _address(settings, host, port))
    yield _check(_("Signing key"), lambda: _signing(settings))
    for engine in settings.engines:
        subject = _("Engine {name}").format(name=engine)
        yield _check(subject, lambda engine=engine: engines.check_one(settings, engine))  # type: ignore[misc]
    yield _check(_("Rules"), lambda: _rules(settings))
    for classifier in settings.classifiers:
        subject = _("Classifier {name}").format(name=classifier)
        yield _check(subject, lambda name=classifier: _classifier(settings, name))  # type: ignore[misc]


def _check(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, True, look())
    except AffrescoError as error:
        return Finding(subject, False, error.text(current_locale()))


def _assets() -> str:
    manifest()
    return _("built")


def _folder(folder: Path) -> str:
    """Looks without making anything: at the folder, or at the nearest one above that is there."""
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise place.FolderNotWritable(folder=str(folder), reason=_("this user may not write there"))
    return str(folder) if nearest == folder else _("{folder}, to be made").format(folder=folder)


def _disk(folder: Path) -> Finding:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(nearest).free
    said = _("{size} GB free").format(size=f"{free / 2**30:.1f}")
    if free < place.FREE_BYTES:
        error = place.DiskFull(folder=str(folder))
        return Finding(_("Disk"), False, error.text(current_locale()))
    return Finding(_("Disk"), True if free > LITTLE_SPACE else None, said)


def _database(settings: Settings) -> str:
    if settings.database_url is not None:
        version = asyncio.run(database.check(settings.database_url))
        server = database.describe(settings.database_url)
        return _("PostgreSQL {version} at {server}").format(version=version, server=server)
    version = place.installed_version()
    if embedded.is_lent(settings.data_dir):
        return _("embedded PostgreSQL {version}, running").format(version=version)
    return _("embedded PostgreSQL {version}").format(version=version)


def _schema(settings: Settings) -> str:
    if settings.database_url is None and not embedded.exists(settings.data_dir):
        return _("to be made by affresco up")
    with database.found(settings) as dsn:
        revision = asyncio.run(_revision(dsn))
    if revision == head():
        return revision
    return _("{found}, to be brought to {newest} by affresco up or affresco migrate").format(
        found=revision or _("none"), newest=head()
    )


def _vectors(settings: Settings) -> str:
    if settings.database_url is None and not embedded.exists(settings.data_dir):
        return _("pgvector, of the embedded PostgreSQL")
    with database.found(settings) as dsn:
        version = asyncio.run(_vector_version(dsn))
    return _("pgvector {version}").format(version=version)


async def _vector_version(dsn: str) -> str:
    async with Database(dsn, readers=1, writers=1) as opened:
        return await check_vectors(opened)


async def _revision(dsn: str) -> str | None:
    async with Database(dsn, readers=1, writers=1) as opened:
        return await current(opened)


def _signing(settings: Settings) -> str:
    if settings.signing_key is None and not (settings.data_dir / identity.FILE).exists():
        return _("to be made by affresco up")
    who = identity.of(settings)
    Notary(who)
    return who.algorithm


def _rules(settings: Settings) -> str:
    held = len(guard.book(settings).rules)
    return ngettext("{count} rule holds", "{count} rules hold", held).format(count=held)


def _classifier(settings: Settings, name: str) -> str:
    classifier = registry.load_one(name, registry.table(settings, name))
    classifier.check()
    return asyncio.run(classifier.examine())


def _address(settings: Settings, host: str, port: int) -> str:
    url = address.local_url(host, port)
    try:
        address.check_free(host, port)
    except PortTaken:
        ours = address.remembered(settings) == address.base_url(settings, host, port)
        if not ours or address.ask(host, port, "/healthz") != 200:
            raise
        return _("{url}, running").format(url=url)
    return _("{url}, free").format(url=url)
