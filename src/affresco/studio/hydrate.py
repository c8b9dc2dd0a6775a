"""Ids of jobs → facts: one query, whatever their number."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import ReadTx, Row
from affresco.media.queries import media_from_row
from affresco.studio import queries
from affresco.studio.model import Candidate, Generation, GenerationId, Recipe, Steering


async def generations(tx: ReadTx, ids: Collection[int]) -> dict[GenerationId, Generation]:
    """The jobs with these ids, newest first; absent ones are left out."""
    if not ids:
        return {}
    rows = await queries.generation_rows(tx, ids)
    found = (_generation(list(group)) for _id, group in groupby(rows, key=lambda row: row["id"]))
    return {generation.id: generation for generation in found}


def _generation(rows: list[Row]) -> Generation:
    first = rows[0]
    return Generation(
        id=GenerationId(first["id"]),
        account_id=AccountId(first["account_id"]),
        prompt=first["prompt"],
        engine=first["engine"],
        count=first["count"],
        width=first["width"],
        height=first["height"],
        seed=first["seed"],
        source_post_id=first["source_post_id"],
        state=first["state"],
        error_code=first["error_code"],
        error_details=first["error_details"],
        created_at=first["created_at"],
        task=first["task"],
        steering=msgspec.convert(first["steering"], Steering),
        source_media_id=first["source_media_id"],
        style_media_id=first["style_media_id"],
        candidates=tuple(_candidate(row) for row in rows if row["candidate_id"] is not None),
    )


def _candidate(row: Row) -> Candidate:
    return Candidate(
        id=row["candidate_id"],
        position=row["position"],
        seed=row["candidate_seed"],
        has_preview=row["has_preview"],
        recipe=None if row["recipe"] is None else msgspec.convert(row["recipe"], Recipe),
        prompt=row["candidate_prompt"] or "",
        not_understood=tuple(row["not_understood"]),
        refusal_id=row["refusal_id"],
        media=None if row["media_id"] is None else media_from_row(row, "media_"),
    )
