"""All SQL of what is taken back, while a version is made and afterwards."""

from __future__ import annotations

import asyncpg
import msgspec

from affresco.commons.datasets.model import Config, Split
from affresco.db import ReadTx


async def taken_out_of_shard(
    tx: ReadTx, version: int, config: str, split: str, buckets: tuple[int, int]
) -> int:
    """Rows of a published version that were taken back since, in one of its shards."""
    rows: int = await tx.value(
        """SELECT count(*) FROM (
               SELECT commons_bucket(r.key) AS bucket FROM commons_rows r
               WHERE r.config = $2 AND r.split = $3 AND r.withdrawn_at IS NOT NULL AND r.since_version <= $1
                 AND (r.ended_version IS NULL OR r.ended_version > $1)) s
           WHERE s.bucket >= $4 AND s.bucket < $5""",
        *(version, config, split, *buckets),
    )
    return rows


async def lock_what_is_given(connection: asyncpg.Connection, patience: str) -> None:
    """Nothing comes in or goes until the transaction ends. Who comes from the other side may hold what we
    wait for, so we do not wait long. Raises asyncpg's LockNotAvailableError, DeadlockDetectedError."""
    await connection.execute("SELECT set_config('lock_timeout', $1, true)", patience)
    await connection.execute("LOCK TABLE commons_posts IN SHARE MODE")
    await connection.execute("LOCK TABLE commons_rows IN SHARE ROW EXCLUSIVE MODE")


class TakenBack(msgspec.Struct, frozen=True):
    """Since the draft. posts: left, or have another licence. actors: took their choices back. duels:
    keys of those whose answer was taken back. rows: of the newest version, whatever was said of them since.
    uncredited: somebody does not stand with their handle any more."""

    posts: list[int]
    actors: list[int]
    duels: list[str]
    rows: bool
    uncredited: bool

    def __bool__(self) -> bool:
        return bool(self.posts or self.actors or self.duels or self.rows or self.uncredited)


async def taken_back(connection: asyncpg.Connection) -> TakenBack:
    """What of the draft must not be given any more."""
    row = await connection.fetchrow(
        """SELECT ARRAY(SELECT d.post_id FROM commons_draft_posts d
                        LEFT JOIN commons_posts c ON c.post_id = d.post_id
                        WHERE c.licence IS DISTINCT FROM d.licence) AS posts,
                  ARRAY(SELECT n.account_id FROM commons_draft_people n
                        LEFT JOIN accounts a ON a.id = n.account_id
                        WHERE n.acts AND a.choices IS DISTINCT FROM 'allow') AS actors,
                  ARRAY(SELECT d.key FROM commons_draft d
                        WHERE d.config = 'preferences' AND d.key >= 'duel/' AND d.key < 'duel0'
                          AND NOT EXISTS (SELECT FROM duels u
                                          WHERE u.id = substr(d.key, 6)::bigint)) AS duels,
                  EXISTS (SELECT FROM commons_rows r
                          WHERE r.withdrawn_at IS NOT NULL AND r.ended_version IS NULL) AS rows,
                  EXISTS (SELECT FROM commons_draft_people n JOIN accounts a ON a.id = n.account_id
                          WHERE n.credit AND NOT a.credit) AS uncredited"""
    )
    assert row is not None
    return TakenBack(**dict(row))


async def prune(
    connection: asyncpg.Connection, version: int, gone: TakenBack, media_ids: list[str]
) -> list[tuple[Config, Split, int]]:
    """Take what was taken back out of the draft and out of the version; (config, split, bucket) of each row.
    media_ids: pictures that are not there any more, as texts; ids stand in a record without quotes."""
    async with connection.transaction():
        rows = await connection.fetch(
            """DELETE FROM commons_draft d
               WHERE d.post_ids && $1 OR d.actor_id = ANY ($2)
                  OR (d.config = 'preferences' AND (d.people && $2 OR d.key = ANY ($4)))
                  OR (d.config, d.key) IN (SELECT r.config, r.key FROM commons_rows r
                                           WHERE r.withdrawn_at IS NOT NULL AND r.ended_version IS NULL)
                  OR (cardinality($3::text[]) > 0 AND string_to_array(d.fields, ',') && $3)
               RETURNING d.config, d.key, d.split, d.bucket""",
            *(gone.posts, gone.actors, media_ids, gone.duels),
        )
        await connection.execute(
            "DELETE FROM commons_draft_posts WHERE post_id = ANY ($1)", gone.posts
        )
        await connection.execute(
            "UPDATE commons_draft_people SET acts = false WHERE account_id = ANY ($1)", gone.actors
        )
        configs, keys = [row["config"] for row in rows], [row["key"] for row in rows]
        await connection.execute(
            """DELETE FROM commons_rows r USING unnest($1::text[], $2::text[]) x (config, key)
               WHERE r.config = x.config AND r.key = x.key AND r.since_version = $3""",
            *(configs, keys, version),
        )
        await connection.execute(
            """UPDATE commons_rows r SET ended_version = $3
               FROM unnest($1::text[], $2::text[]) x (config, key)
               WHERE r.config = x.config AND r.key = x.key AND r.since_version < $3
                 AND r.ended_version IS NULL""",
            *(configs, keys, version),
        )
    return [(row["config"], row["split"], row["bucket"]) for row in rows]


async def has_picture(connection: asyncpg.Connection, media_id: int) -> bool:
    """Whether somebody still has this picture."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM media m WHERE m.id = $1)", media_id
    )
    return found
