"""``affresco commons export``: a release of what people gave, in a folder or a bucket."""

from __future__ import annotations

import uvloop
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from affresco.cli import address, database
from affresco.commons.datasets.building import export
from affresco.commons.datasets.model import Outcome
from affresco.runtime import running
from affresco.settings import Settings
from affresco.text import _


def run_export(settings: Settings, to: str, since: int | None, version: int | None) -> None:
    """The command ``commons export``. Raises what ``building.export`` raises."""
    with database.found(settings) as dsn:
        outcome = uvloop.run(_export(settings, dsn, to, since, version))
    said = (
        _("Release {version} is made: {rows} rows, {size} MB, in {folder}.")
        if outcome.fresh
        else _("Nothing has changed: release {version} is in {folder}, {rows} rows, {size} MB.")
    )
    folder = f"{to.rstrip('/')}/{outcome.folder}"
    size = f"{outcome.bytes / 1e6:.1f}"
    print(said.format(version=outcome.version, rows=outcome.rows, size=size, folder=folder))
    if outcome.withdrawn:
        told = _("{rows} rows were taken back in the meantime, and are not in it.")
        print(told.format(rows=outcome.withdrawn))


async def _export(
    settings: Settings, dsn: str, to: str, since: int | None, version: int | None
) -> Outcome:
    await database.migrated(dsn)
    async with running(settings, dsn, address.remembered(settings)) as runtime:
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        ) as progress:
            task = progress.add_task("", total=None)

            def told(step: str, done: int, total: int) -> None:
                progress.update(task, description=step, completed=done, total=total or None)

            return await export(runtime, to, told, since=since, version=version)
