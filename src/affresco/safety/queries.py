"""All SQL of safety."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from affresco.db import ReadTx, Row, WriteTx
from affresco.safety.model import Hit, Level, Mark, Subject, Verdict

# people -----------------------------------------------------------------------------------------


async def standing_row(tx: ReadTx, account_id: int) -> Row | None:
    """(handle, level, adult_from) of an account."""
    return await tx.row(
        """SELECT handle, coalesce(level, 'all') AS level, adult_from
             FROM accounts LEFT JOIN content_levels ON account_id = accounts.id
            WHERE accounts.id = $1""",
        account_id,
    )


async def set_level(
    tx: WriteTx, account_id: int, level: Level, wording: str, adult_from: date | None
) -> None:
    """Record what a person declared. wording: as they saw it; adult_from: for those who are younger."""
    await tx.run(
        """INSERT INTO content_levels (account_id, level, adult_from, declared_at, wording)
           VALUES ($1, $2, $3, now(), $4)
           ON CONFLICT (account_id) DO UPDATE
               SET level = excluded.level, adult_from = excluded.adult_from,
                   declared_at = excluded.declared_at, wording = excluded.wording""",
        account_id,
        level,
        adult_from,
        wording,
    )


async def is_past(tx: ReadTx, account_id: int) -> bool:
    """Whether nothing keeps the account from declaring: the day that they named has come, or none was."""
    past: bool = await tx.value(
        """SELECT NOT EXISTS (SELECT FROM content_levels
                               WHERE account_id = $1 AND adult_from > current_date)""",
        account_id,
    )
    return past


# refusals ---------------------------------------------------------------------------------------


async def allowed(
    tx: ReadTx, account_id: int, digests: Collection[bytes]
) -> frozenset[tuple[bytes, str]]:
    """(digest, rule) of what an owner allowed this person after an appeal."""
    rows = await tx.rows(
        """SELECT digest, rule FROM refusals
            WHERE account_id = $1 AND digest = ANY($2::bytea[]) AND verdict = 'overturned'""",
        account_id,
        list(digests),
    )
    return frozenset((row["digest"], row["rule"]) for row in rows)


async def record(
    tx: WriteTx,
    account_id: int,
    hit: Hit,
    digest: bytes,
    *,
    text: str,
    spans: Sequence[int],
    about: str,
    picture: bytes | None,
) -> tuple[int, bool]:
    """Record a refusal; (its id, whether it is a new one).

    The same thing again is counted on it, and told anew: what was dropped meanwhile has to be there for an
    appeal. What is disputed stays as it is.
    """
    row = await tx.row(
        """INSERT INTO refusals
               (account_id, rule, field, term, source, text, spans, digest, about, picture)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           ON CONFLICT (account_id, digest, rule) DO UPDATE
               SET times = refusals.times + 1,
                   (at, term, text, spans, about, picture) = (
                       SELECT CASE WHEN refusals.appeal IS NULL THEN now() ELSE refusals.at END,
                              told.term, told.text, told.spans, told.about, told.picture
                         FROM (VALUES
                                  (true, excluded.term, excluded.text, excluded.spans,
                                   excluded.about, excluded.picture),
                                  (false, refusals.term, refusals.text, refusals.spans,
                                   refusals.about, refusals.picture)
                              ) AS told (anew, term, text, spans, about, picture)
                        WHERE told.anew = (refusals.appeal IS NULL))
           RETURNING id, times""",
        account_id,
        hit.rule.id,
        hit.field,
        hit.term,
        hit.source,
        text,
        list(spans),
        digest,
        about,
        picture,
    )
    assert row is not None, "an upsert always has a row"
    return row["id"], row["times"] == 1


async def forget_old_texts(tx: WriteTx, days: int) -> None:
    """Drop what people wrote, and the copies of pictures, in refusals not disputed for so long."""
    await tx.run(
        """UPDATE refusals SET text = '', term = '', spans = '{}', about = '', picture = NULL
            WHERE appealed_at IS NULL AND at < now() - make_interval(days => $1)
              AND (text || about <> '' OR picture IS NOT NULL)""",
        days,
    )


async def count(
    tx: WriteTx, rule: str, *, refused: int = 0, appealed: int = 0, decided: int = 0, wrong: int = 0
) -> None:
    """Add to the rates of a rule."""
    await tx.run(
        """INSERT INTO rule_rates (rule, refused, appealed, decided, wrong)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (rule) DO UPDATE
               SET refused = rule_rates.refused + excluded.refused,
                   appealed = rule_rates.appealed + excluded.appealed,
                   decided = rule_rates.decided + excluded.decided,
                   wrong = rule_rates.wrong + excluded.wrong""",
        rule,
        refused,
        appealed,
        decided,
        wrong,
    )


async def rate_rows(tx: ReadTx) -> list[Row]:
    return await tx.rows("SELECT rule, refused, appealed, decided, wrong FROM rule_rates")


async def refusal_row(tx: ReadTx, refusal_id: int) -> Row | None:
    """One refusal, whosever it is: callers check that."""
    return await tx.row(
        """SELECT id, account_id, rule, field, term, source, text, spans, about,
                  picture IS NOT NULL AS has_picture, times, at, appeal, appealed_at, verdict,
                  verdict_words, decided_at
             FROM refusals WHERE id = $1""",
        refusal_id,
    )


async def refusal_rows(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    """A person's refusals, newest first, older than ``before``."""
    return await tx.rows(
        """SELECT id, account_id, rule, field, term, source, text, spans, about,
                  picture IS NOT NULL AS has_picture, times, at, appeal, appealed_at, verdict,
                  verdict_words, decided_at
             FROM refusals WHERE account_id = $1 AND ($2::bigint IS NULL OR id < $2)
            ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )


async def open_rows(tx: ReadTx, after: int | None, limit: int) -> list[Row]:
    """Appeals that wait, in the order of their refusals, after ``after``."""
    return await tx.rows(
        """SELECT id, account_id, rule, field, term, source, text, spans, about,
                  picture IS NOT NULL AS has_picture, times, at, appeal, appealed_at, verdict,
                  verdict_words, decided_at
             FROM refusals
            WHERE appealed_at IS NOT NULL AND verdict IS NULL AND ($1::bigint IS NULL OR id > $1)
            ORDER BY id LIMIT $2""",
        after,
        limit,
    )


async def picture(tx: ReadTx, refusal_id: int) -> bytes | None:
    """The small picture of what was withheld."""
    found: bytes | None = await tx.value("SELECT picture FROM refusals WHERE id = $1", refusal_id)
    return found


async def set_appeal(tx: WriteTx, refusal_id: int, words: str) -> bool:
    """Record an appeal; False when there is one."""
    changed = await tx.run(
        "UPDATE refusals SET appeal = $2, appealed_at = now() WHERE id = $1 AND appeal IS NULL",
        refusal_id,
        words,
    )
    return changed == 1


async def set_verdict(
    tx: WriteTx, refusal_id: int, verdict: Verdict, words: str, decided_by: int
) -> tuple[str, int] | None:
    """Decide an appeal that waits; its rule and whose it is, None when there is none."""
    row = await tx.row(
        """UPDATE refusals SET verdict = $2, verdict_words = $3, decided_by = $4, decided_at = now(),
                  picture = NULL
            WHERE id = $1 AND appeal IS NOT NULL AND verdict IS NULL RETURNING rule, account_id""",
        refusal_id,
        verdict,
        words,
        decided_by,
    )
    return (row["rule"], row["account_id"]) if row is not None else None


# marks ------------------------------------------------------------------------------------------


async def insert_marks(
    tx: WriteTx, subject: Subject, subject_id: int, marks: Sequence[Mark]
) -> None:
    await tx.run(
        """INSERT INTO safety_marks (generation_id, media_id, post_id, rule, action, source)
           SELECT CASE $1 WHEN 'generation' THEN $2::bigint END,
                  CASE $1 WHEN 'media' THEN $2::bigint END,
                  CASE $1 WHEN 'post' THEN $2::bigint END, m.rule, m.action, m.source
             FROM unnest($3::text[], $4::text[], $5::text[]) AS m (rule, action, source)
           ON CONFLICT DO NOTHING""",
        subject,
        subject_id,
        [mark.rule for mark in marks],
        [mark.action for mark in marks],
        [mark.source for mark in marks],
    )


async def drop_marks(tx: WriteTx, subject: Subject, subject_id: int) -> None:
    """All but those that an owner made by hand."""
    await tx.run(
        """DELETE FROM safety_marks
            WHERE (($1 = 'generation' AND generation_id = $2) OR ($1 = 'media' AND media_id = $2)
                   OR ($1 = 'post' AND post_id = $2))
              AND source <> 'owner'""",
        subject,
        subject_id,
    )


async def mark_rows(tx: ReadTx, subject: Subject, ids: Collection[int]) -> list[Row]:
    """(subject_id, rule, action, source) of these things."""
    return await tx.rows(
        """SELECT generation_id AS subject_id, rule, action, source FROM safety_marks
            WHERE $1 = 'generation' AND generation_id = ANY($2::bigint[])
           UNION ALL
           SELECT media_id, rule, action, source FROM safety_marks
            WHERE $1 = 'media' AND media_id = ANY($2::bigint[])
           UNION ALL
           SELECT post_id, rule, action, source FROM safety_marks
            WHERE $1 = 'post' AND post_id = ANY($2::bigint[])
            ORDER BY subject_id, rule""",
        subject,
        list(ids),
    )


# classifiers ------------------------------------------------------------------------------------


async def note_trouble(tx: WriteTx, name: str, reason: str) -> None:
    """A classifier does not answer; since the first time that this was said."""
    await tx.run(
        """INSERT INTO classifier_troubles (name, reason) VALUES ($1, $2)
           ON CONFLICT (name) DO UPDATE SET reason = excluded.reason""",
        name,
        reason,
    )


async def end_trouble(tx: WriteTx, name: str) -> None:
    await tx.run("DELETE FROM classifier_troubles WHERE name = $1", name)


async def trouble_rows(tx: ReadTx) -> list[Row]:
    return await tx.rows("SELECT name, reason, since FROM classifier_troubles ORDER BY name")
