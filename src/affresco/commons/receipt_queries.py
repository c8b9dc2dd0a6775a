"""All SQL of receipts, removals, uses, and of what consumers are told.

A version contains the rows with ``since_version <= version`` and ``ended_version`` none or above it, in the
order of (config, key) by code points. Whether a row was withdrawn afterwards does not change what the version
was; it is gone from the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from affresco.db import ReadTx, Row, WriteTx

# releases -----------------------------------------------------------------------------------------


async def release(tx: ReadTx, version: int) -> Row | None:
    """A published version."""
    return await tx.row(
        """SELECT version, root, leaves, published_at FROM commons_releases
           WHERE version = $1 AND state = 'published'""",
        version,
    )


async def untold_version(tx: ReadTx) -> int | None:
    """The newest published one, where consumers were not told of it yet."""
    version: int | None = await tx.value(
        """SELECT max(r.version) FROM commons_releases r, commons_told t
           WHERE r.state = 'published' AND r.version > t.version"""
    )
    return version


# the tree -----------------------------------------------------------------------------------------


async def leaves_from(
    tx: ReadTx, version: int, config: str, key: str, limit: int, *, beyond: bool
) -> list[Row]:
    """(id, config, key, leaf) of the rows of a version in their order, from a place on, or beyond it."""
    return await tx.rows(
        """SELECT id, config, key, leaf FROM commons_rows
           WHERE (config COLLATE "C", key COLLATE "C") >= ($2, $3)
             AND since_version <= $1 AND (ended_version IS NULL OR ended_version > $1)
             AND NOT ($5 AND config = $2 AND key = $3)
           ORDER BY config COLLATE "C", key COLLATE "C" LIMIT $4""",
        version,
        config,
        key,
        limit,
        beyond,
    )


async def put_tiles(
    tx: WriteTx, version: int, tiles: Sequence[tuple[int, str, str, bytes]]
) -> None:
    """(number, config, key, root) of each; those that are there already stay."""
    await tx.run(
        """INSERT INTO commons_tiles (version, tile, config, key, root)
           SELECT $1, x.* FROM unnest($2::int[], $3::text[], $4::text[], $5::bytea[]) x
           ON CONFLICT DO NOTHING""",
        version,
        [tile for tile, _, _, _ in tiles],
        [config for _, config, _, _ in tiles],
        [key for _, _, key, _ in tiles],
        [root for _, _, _, root in tiles],
    )


async def has_tiles(tx: ReadTx, version: int) -> bool:
    found: bool = await tx.value(
        "SELECT EXISTS (SELECT FROM commons_tiles WHERE version = $1)", version
    )
    return found


async def tiles(tx: ReadTx, version: int) -> list[Row]:
    """(tile, config, key, root), in order."""
    return await tx.rows(
        "SELECT tile, config, key, root FROM commons_tiles WHERE version = $1 ORDER BY tile",
        version,
    )


# rows of somebody ---------------------------------------------------------------------------------


async def row(tx: ReadTx, row_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, config, key, leaf, since_version, ended_version, withdrawn_at,
                  people, actor_id
           FROM commons_rows WHERE id = $1""",
        row_id,
    )


async def row_at(tx: ReadTx, version: int, config: str, key: str) -> Row | None:
    """The row with this key in a version."""
    return await tx.row(
        """SELECT id, config, key, leaf, since_version, ended_version, withdrawn_at,
                  people, actor_id
           FROM commons_rows
           WHERE config COLLATE "C" = $2 AND key COLLATE "C" = $3
             AND since_version <= $1 AND (ended_version IS NULL OR ended_version > $1)""",
        version,
        config,
        key,
    )


async def rows_of_person(
    tx: ReadTx, account_id: int, version: int | None, before: int | None, limit: int
) -> list[Row]:
    """Published rows that somebody is in, or whose choice it is, the newest first.

    version: of that one alone; None for all. before: an id.
    """
    return await tx.rows(
        """SELECT r.id, r.config, r.key, r.leaf, r.since_version, r.ended_version, r.withdrawn_at,
                  r.split, r.post_ids, r.actor_id = $1 AS chosen
           FROM commons_rows r
           JOIN commons_releases s ON s.version = r.since_version AND s.state = 'published'
           WHERE (r.people @> ARRAY[$1::bigint] OR r.actor_id = $1)
             AND ($2::int IS NULL
                  OR (r.since_version <= $2 AND (r.ended_version IS NULL OR r.ended_version > $2)))
             AND ($3::bigint IS NULL OR r.id < $3)
           ORDER BY r.id DESC LIMIT $4""",
        account_id,
        version,
        before,
        limit,
    )


async def releases_of_person(tx: ReadTx, account_id: int) -> list[Row]:
    """(version, published_at, leaves, rows, choices, withdrawn) of each published version that somebody is
    in, the newest first. rows: of theirs; of these, choices: their own choices; withdrawn: taken back."""
    # Counted by where rows begin and end first: somebody may have many rows in many versions.
    return await tx.rows(
        """WITH mine AS (
               SELECT r.since_version, r.ended_version, count(*) AS rows,
                      count(*) FILTER (WHERE r.actor_id = $1) AS choices,
                      count(*) FILTER (WHERE r.withdrawn_at IS NOT NULL) AS withdrawn
               FROM commons_rows r WHERE r.people @> ARRAY[$1::bigint] OR r.actor_id = $1
               GROUP BY r.since_version, r.ended_version)
           SELECT s.version, s.published_at, s.leaves, sum(m.rows)::bigint AS rows,
                  sum(m.choices)::bigint AS choices, sum(m.withdrawn)::bigint AS withdrawn
           FROM mine m
           JOIN commons_releases s ON s.state = 'published' AND m.since_version <= s.version
                AND (m.ended_version IS NULL OR m.ended_version > s.version)
           GROUP BY s.version ORDER BY s.version DESC""",
        account_id,
    )


async def places_of_person(
    tx: ReadTx, account_id: int, version: int, config: str, key: str, limit: int
) -> list[Row]:
    """(config, key) of the rows of a version that somebody is in, in their order, beyond a place."""
    return await tx.rows(
        """SELECT config, key FROM commons_rows
           WHERE (people @> ARRAY[$2::bigint] OR actor_id = $2)
             AND since_version <= $1 AND (ended_version IS NULL OR ended_version > $1)
             AND (config COLLATE "C", key COLLATE "C") > ($3, $4)
           ORDER BY config COLLATE "C", key COLLATE "C" LIMIT $5""",
        version,
        account_id,
        config,
        key,
        limit,
    )


# removals -----------------------------------------------------------------------------------------


async def removals(
    tx: ReadTx, version: int, since: int, config: str, key: str, row_id: int, limit: int
) -> list[Row]:
    """Rows of version ``since`` that are not in ``version``, in order, beyond (config, key, id).

    reason: deleted when a post of theirs is no more, withdrawn when consent is, else changed; now: the leaf
    of the row that has its place, or none.
    """
    return await tx.rows(
        """SELECT r.id, r.config, r.key, r.leaf, r.since_version, r.ended_version,
                  CASE WHEN EXISTS (SELECT FROM unnest(r.post_ids) x (id)
                                    LEFT JOIN posts p ON p.id = x.id WHERE p.id IS NULL) THEN 'deleted'
                       WHEN r.withdrawn_at IS NOT NULL THEN 'withdrawn' ELSE 'changed' END AS reason,
                  (SELECT n.leaf FROM commons_rows n
                   WHERE n.config COLLATE "C" = r.config AND n.key COLLATE "C" = r.key
                     AND n.since_version <= $1
                     AND (n.ended_version IS NULL OR n.ended_version > $1)) AS now
           FROM commons_rows r
           WHERE r.since_version <= $2 AND r.ended_version > $2 AND r.ended_version <= $1
             AND (r.config COLLATE "C", r.key COLLATE "C", r.id) > ($3, $4, $5)
           ORDER BY r.config COLLATE "C", r.key COLLATE "C", r.id LIMIT $6""",
        version,
        since,
        config,
        key,
        row_id,
        limit,
    )


async def pending(
    tx: ReadTx, version: int, config: str, key: str, row_id: int, limit: int
) -> list[Row]:
    """Rows of a version that were taken back and that the next one will lack, in order."""
    return await tx.rows(
        """SELECT r.id, r.config, r.key, r.leaf, r.since_version, NULL::int AS ended_version,
                  CASE WHEN EXISTS (SELECT FROM unnest(r.post_ids) x (id)
                                    LEFT JOIN posts p ON p.id = x.id WHERE p.id IS NULL) THEN 'deleted'
                       ELSE 'withdrawn' END AS reason,
                  NULL::bytea AS now
           FROM commons_rows r
           WHERE r.since_version <= $1 AND r.ended_version IS NULL AND r.withdrawn_at IS NOT NULL
             AND (r.config COLLATE "C", r.key COLLATE "C", r.id) > ($2, $3, $4)
           ORDER BY r.config COLLATE "C", r.key COLLATE "C", r.id LIMIT $5""",
        version,
        config,
        key,
        row_id,
        limit,
    )


async def removed(tx: ReadTx, version: int) -> int:
    """How many rows of the version before are not in this one."""
    count: int = await tx.value(
        "SELECT count(*) FROM commons_rows WHERE ended_version = $1", version
    )
    return count


# uses ---------------------------------------------------------------------------------------------


async def insert_use(
    tx: WriteTx, consumer_id: int, version: int, model: str, purpose: str, url: str
) -> Row | None:
    """None where no such version is published."""
    return await tx.row(
        """INSERT INTO commons_uses (consumer_id, version, model, purpose, url)
           SELECT $1, version, $3, $4, $5 FROM commons_releases
           WHERE version = $2 AND state = 'published' RETURNING id, at""",
        consumer_id,
        version,
        model,
        purpose,
        url,
    )


async def uses_of_consumer(
    tx: ReadTx, consumer_id: int, before: int | None, limit: int
) -> list[Row]:
    """What a consumer reported, the newest first."""
    return await tx.rows(
        """SELECT u.id, u.version, u.model, u.purpose, u.url, u.at, c.name AS consumer
           FROM commons_uses u JOIN commons_consumers c ON c.id = u.consumer_id
           WHERE u.consumer_id = $1 AND ($2::bigint IS NULL OR u.id < $2)
           ORDER BY u.id DESC LIMIT $3""",
        consumer_id,
        before,
        limit,
    )


async def count_uses(tx: ReadTx, versions: Sequence[int]) -> int:
    """How many reports there are of these versions."""
    count: int = await tx.value(
        "SELECT count(*) FROM commons_uses WHERE version = ANY ($1)", list(versions)
    )
    return count


async def uses_of(tx: ReadTx, versions: Sequence[int], before: int | None, limit: int) -> list[Row]:
    """What was reported of these versions, the newest first. before: an id."""
    return await tx.rows(
        """SELECT u.id, u.version, u.model, u.purpose, u.url, u.at, c.name AS consumer
           FROM commons_uses u JOIN commons_consumers c ON c.id = u.consumer_id
           WHERE u.version = ANY ($1) AND ($2::bigint IS NULL OR u.id < $2)
           ORDER BY u.id DESC LIMIT $3""",
        list(versions),
        before,
        limit,
    )


# what consumers are told --------------------------------------------------------------------------


async def is_news(tx: ReadTx) -> bool:
    """Whether there may be something to tell."""
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM commons_told t, commons_clock c WHERE c.seq > t.seq)
                  OR EXISTS (SELECT FROM commons_releases r, commons_told t
                             WHERE r.state = 'published' AND r.version > t.version)"""
    )
    return found


async def lock_told(tx: WriteTx) -> Row | None:
    """(seq, version, clock); None while another worker tells."""
    return await tx.row(
        """SELECT t.seq, t.version, (SELECT c.seq FROM commons_clock c) AS clock
           FROM commons_told t FOR UPDATE SKIP LOCKED"""
    )


async def set_told(tx: WriteTx, seq: int, version: int) -> None:
    await tx.run("UPDATE commons_told SET seq = $1, version = $2", seq, version)


async def taken_back(tx: ReadTx, above: int, through: int, limit: int) -> list[Row]:
    """(seq, kind, post_id, actor_id) of withdrawals and deletions, in order."""
    return await tx.rows(
        """SELECT seq, kind, post_id, actor_id FROM commons_log
           WHERE seq > $1 AND seq <= $2 AND kind IN ('withdrawal', 'deletion')
           ORDER BY seq LIMIT $3""",
        above,
        through,
        limit,
    )


async def published_since(tx: ReadTx, version: int) -> list[Row]:
    """(version, root, leaves) of what was published since, in order."""
    return await tx.rows(
        """SELECT version, root, leaves FROM commons_releases
           WHERE state = 'published' AND version > $1 ORDER BY version""",
        version,
    )


async def let_in_by(tx: ReadTx, consumer_id: int) -> int | None:
    """Who gave a consumer its key."""
    account_id: int | None = await tx.value(
        "SELECT created_by FROM commons_consumers WHERE id = $1", consumer_id
    )
    return account_id
