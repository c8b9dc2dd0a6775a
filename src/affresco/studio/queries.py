"""All SQL of the studio."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

import msgspec

from affresco.accounts.model import AccountId
from affresco.db import ReadTx, Row, WriteTx
from affresco.media.model import MediaId
from affresco.studio.model import TRANSITIONS, GenerationId, Recipe, Start, State


async def insert_generation(
    tx: WriteTx, account_id: AccountId, command: Start, *, engine: str, seed: int
) -> GenerationId:
    """Record a queued job. command: already checked, its prompt normalised, its mask fitted."""
    generation_id: int = await tx.value(
        """INSERT INTO generations (account_id, prompt, engine, count, width, height, seed,
                                    source_post_id, idempotency_key, task, steering,
                                    source_media_id, style_media_id, mask)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id""",
        account_id,
        command.prompt,
        engine,
        command.count,
        command.width,
        command.height,
        seed,
        command.source_post_id,
        command.idempotency_key,
        command.task,
        msgspec.to_builtins(command.steering),
        command.source.media_id if command.source else None,
        command.style.media_id if command.style else None,
        command.mask,
    )
    return GenerationId(generation_id)


async def insert_candidates(
    tx: WriteTx, generation_id: int, seeds: Sequence[int], prompts: Sequence[str]
) -> None:
    """One row a candidate, in the order of ``seeds``. prompts: its own words, "" for the job's."""
    await tx.run(
        """INSERT INTO candidates (generation_id, position, seed, prompt)
           SELECT $1, ordinality - 1, seed, nullif(prompt, '')
             FROM unnest($2::bigint[], $3::text[])
                  WITH ORDINALITY AS given (seed, prompt, ordinality)""",
        generation_id,
        list(seeds),
        list(prompts),
    )


async def find_mask(tx: ReadTx, generation_id: int) -> bytes | None:
    """The mask of a job, a PNG."""
    found: bytes | None = await tx.value(
        "SELECT mask FROM generations WHERE id = $1", generation_id
    )
    return found


async def origin_of(tx: ReadTx, media_id: int) -> tuple[Recipe | None, int | None]:
    """(recipe, id of the remixed post) of a picture that the studio made; (None, None) of any other."""
    row = await tx.row(
        """SELECT c.recipe, g.source_post_id FROM candidates c
             JOIN generations g ON g.id = c.generation_id WHERE c.media_id = $1""",
        media_id,
    )
    if row is None:
        return None, None
    recipe = row["recipe"]
    return None if recipe is None else msgspec.convert(recipe, Recipe), row["source_post_id"]


async def set_job(tx: WriteTx, generation_id: int, job_id: int) -> None:
    """Which job of the queue is to carry this out."""
    await tx.run("UPDATE generations SET job_id = $2 WHERE id = $1", generation_id, job_id)


async def find_by_key(tx: ReadTx, account_id: int, key: str) -> GenerationId | None:
    """The job that was started with an idempotency key."""
    found: int | None = await tx.value(
        "SELECT id FROM generations WHERE account_id = $1 AND idempotency_key = $2", account_id, key
    )
    return None if found is None else GenerationId(found)


async def usage(tx: ReadTx, account_id: int, window: timedelta) -> tuple[int, int]:
    """(pictures that count against the quota, jobs queued or running).

    A job under way counts in full, one that is over only for what it made, withheld pictures included:
    an engine made them. A refusal that is taken back gives its picture back.
    """
    row = await tx.row(
        """SELECT coalesce(sum(CASE WHEN state IN ('queued', 'running') THEN count ELSE made + (
                      SELECT count(*) FROM candidates
                       WHERE generation_id = generations.id AND refusal_id IS NOT NULL) END)
                    FILTER (WHERE queued_at > now() - $2::interval), 0)::int AS pictures,
                  count(*) FILTER (WHERE state IN ('queued', 'running'))::int AS jobs
             FROM generations
            WHERE account_id = $1
              AND (queued_at > now() - $2::interval OR state IN ('queued', 'running'))""",
        account_id,
        window,
    )
    assert row is not None, "an aggregate has a row"
    return row["pictures"], row["jobs"]


async def pictures_under_way(tx: ReadTx, account_id: int, engine: str) -> dict[int, int]:
    """The queue's id of each of an account's jobs that waits for an engine, or is in its hands → how
    many pictures it asks for."""
    rows = await tx.rows(
        """SELECT job_id, count FROM generations
            WHERE account_id = $1 AND engine = $2 AND state IN ('queued', 'running')
              AND job_id IS NOT NULL""",
        account_id,
        engine,
    )
    return {row["job_id"]: row["count"] for row in rows}


async def move(
    tx: WriteTx,
    generation_id: int,
    to: State,
    *,
    attempt: int | None = None,
    error_code: str | None = None,
    error_details: dict[str, str | int] | None = None,
) -> bool:
    """Change the state of a job where ``TRANSITIONS`` allows it; whether this caller made the change.

    attempt: only if the job is running in this attempt; otherwise it is over, or somebody else has it.
    """
    allowed = [state for state, targets in TRANSITIONS.items() if to in targets]
    return (
        await tx.run(
            """UPDATE generations
              SET state = $2, error_code = $5, error_details = $6,
                  started_at = CASE WHEN $2 = 'running' THEN now() ELSE started_at END,
                  finished_at = CASE WHEN $2 IN ('done', 'failed', 'cancelled') THEN now() END
            WHERE id = $1 AND state = ANY($3)
              AND ($4::int IS NULL OR (attempts = $4 AND state = 'running'))""",
            generation_id,
            to,
            allowed,
            attempt,
            error_code,
            error_details,
        )
        == 1
    )


async def begin_attempt(tx: WriteTx, generation_id: int) -> tuple[int, int]:
    """Count one more attempt; returns (its number, the last one that is allowed)."""
    row = await tx.row(
        """UPDATE generations SET attempts = attempts + 1 WHERE id = $1
           RETURNING attempts, attempts_allowed""",
        generation_id,
    )
    assert row is not None, "the caller holds the row"
    return row["attempts"], row["attempts_allowed"]


async def allow_attempts(tx: WriteTx, generation_id: int, more: int) -> None:
    """Let a job be begun ``more`` times from here."""
    await tx.run(
        "UPDATE generations SET attempts_allowed = attempts + $2 WHERE id = $1", generation_id, more
    )


async def spare_attempt(tx: WriteTx, generation_id: int) -> None:
    """Do not count the present attempt against the job: its end was not the job's fault."""
    await tx.run(
        "UPDATE generations SET attempts_allowed = attempts_allowed + 1 WHERE id = $1",
        generation_id,
    )


async def requeue(tx: WriteTx, generation_id: int) -> None:
    """Begin the time of waiting, and of the quota, anew."""
    await tx.run("UPDATE generations SET queued_at = now() WHERE id = $1", generation_id)


async def lock(tx: WriteTx, generation_id: int) -> Row | None:
    """The bare job, locked."""
    return await tx.row(
        """SELECT id, account_id, state, attempts, attempts_allowed, job_id, count, made, engine
             FROM generations WHERE id = $1 FOR UPDATE""",
        generation_id,
    )


async def holds(tx: WriteTx, generation_id: int, attempt: int) -> bool:
    """Lock a job and tell whether it is running, in this attempt."""
    found: int | None = await tx.value(
        """SELECT 1 FROM generations
            WHERE id = $1 AND state = 'running' AND attempts = $2 FOR UPDATE""",
        generation_id,
        attempt,
    )
    return found is not None


async def is_running(tx: ReadTx, generation_id: int, attempt: int) -> bool:
    """Whether a job is running, in this attempt; nothing is locked."""
    found: int | None = await tx.value(
        "SELECT 1 FROM generations WHERE id = $1 AND state = 'running' AND attempts = $2",
        generation_id,
        attempt,
    )
    return found is not None


async def set_preview(tx: WriteTx, generation_id: int, position: int, webp: bytes) -> bool:
    """Keep a first look at a candidate that is not finished; whether there is such a candidate."""
    return (
        await tx.run(
            """UPDATE candidates SET preview = $3
            WHERE generation_id = $1 AND position = $2 AND media_id IS NULL""",
            generation_id,
            position,
            webp,
        )
        == 1
    )


async def set_finished(
    tx: WriteTx,
    generation_id: int,
    position: int,
    media_id: MediaId,
    recipe: Recipe,
    not_understood: Sequence[str] = (),
) -> bool:
    """Finish a candidate and count it; False when it was finished before."""
    return (
        await tx.run(
            """WITH finished AS (
               UPDATE candidates
                  SET media_id = $3, recipe = $4, preview = NULL, not_understood = $5
                WHERE generation_id = $1 AND position = $2 AND media_id IS NULL
            RETURNING generation_id)
           UPDATE generations SET made = made + 1 FROM finished WHERE id = generation_id""",
            generation_id,
            position,
            media_id,
            msgspec.to_builtins(recipe),
            list(not_understood),
        )
        == 1
    )


async def withhold(tx: WriteTx, generation_id: int, position: int, refusal_id: int) -> None:
    """Note that a candidate was made and is not shown."""
    await tx.run(
        """UPDATE candidates SET refusal_id = $3, preview = NULL
            WHERE generation_id = $1 AND position = $2 AND media_id IS NULL""",
        generation_id,
        position,
        refusal_id,
    )


async def take_back_withheld(tx: WriteTx, generation_id: int) -> None:
    """What was withheld of a job is to be made anew."""
    await tx.run(
        "UPDATE candidates SET refusal_id = NULL WHERE generation_id = $1 AND refusal_id IS NOT NULL",
        generation_id,
    )


async def drop_previews(tx: WriteTx, generation_id: int) -> None:
    """First looks are of no use when the job is over."""
    await tx.run(
        "UPDATE candidates SET preview = NULL WHERE generation_id = $1 AND preview IS NOT NULL",
        generation_id,
    )


async def find_preview(
    tx: ReadTx, account_id: int, generation_id: int, position: int
) -> bytes | None:
    """The first look at a candidate of the account's own job."""
    found: bytes | None = await tx.value(
        """SELECT preview FROM candidates
             JOIN generations ON generations.id = generation_id
            WHERE generation_id = $2 AND position = $3 AND account_id = $1""",
        account_id,
        generation_id,
        position,
    )
    return found


async def generation_rows(tx: ReadTx, ids: Collection[int]) -> list[Row]:
    """Jobs with their candidates and pictures: a row a candidate, newest job first."""
    return await tx.rows(
        """SELECT g.id, g.account_id, g.prompt, g.engine, g.count, g.width, g.height, g.seed,
                  g.source_post_id, g.state, g.error_code, g.error_details, g.created_at,
                  g.task, g.steering, g.source_media_id, g.style_media_id,
                  c.id AS candidate_id, c.position, c.seed AS candidate_seed, c.recipe,
                  c.prompt AS candidate_prompt, c.not_understood, c.refusal_id,
                  c.preview IS NOT NULL AS has_preview,
                  m.id AS media_id, m.owner_id AS media_owner_id, m.kind AS media_kind,
                  m.key AS media_key, m.content_type AS media_content_type,
                  m.bytes AS media_bytes, m.width AS media_width, m.height AS media_height,
                  m.thumbhash AS media_thumbhash, m.renditions AS media_renditions,
                  m.alt AS media_alt
             FROM generations g
             LEFT JOIN candidates c ON c.generation_id = g.id
             LEFT JOIN media m ON m.id = c.media_id
            WHERE g.id = ANY($1)
            ORDER BY g.id DESC, c.position""",
        list(ids),
    )


async def find_owned(tx: ReadTx, account_id: int, generation_id: int) -> GenerationId | None:
    """The id, if this job is the account's own."""
    found: int | None = await tx.value(
        "SELECT id FROM generations WHERE id = $2 AND account_id = $1", account_id, generation_id
    )
    return None if found is None else GenerationId(found)


async def recent_ids(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[int]:
    """Ids of an account's jobs, newest first, older than ``before``."""
    rows = await tx.rows(
        """SELECT id FROM generations
            WHERE account_id = $1 AND ($2::bigint IS NULL OR id < $2)
            ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )
    return [row["id"] for row in rows]


async def source_posts(tx: ReadTx, account_id: int, media_ids: Collection[int]) -> dict[int, int]:
    """The posts that the account's own pictures were made from, by media id; only of remixes."""
    rows = await tx.rows(
        """SELECT media_id, source_post_id FROM candidates
             JOIN generations ON generations.id = generation_id
            WHERE media_id = ANY($2) AND account_id = $1 AND source_post_id IS NOT NULL
            ORDER BY array_position($2::bigint[], media_id)""",
        account_id,
        list(media_ids),
    )
    return {row["media_id"]: row["source_post_id"] for row in rows}


async def candidate_by_media(
    tx: ReadTx, account_id: AccountId, media_ids: Collection[int]
) -> dict[int, Recipe]:
    """The recipes of those pictures that the account's own jobs made, by media id."""
    rows = await tx.rows(
        """SELECT media_id, recipe FROM candidates
             JOIN generations ON generations.id = generation_id
            WHERE media_id = ANY($2) AND account_id = $1 AND recipe IS NOT NULL""",
        account_id,
        list(media_ids),
    )
    return {row["media_id"]: msgspec.convert(row["recipe"], Recipe) for row in rows}
