"""All SQL about people. Sessions, tokens and invitations are in ``credential_queries``."""

from __future__ import annotations

from collections.abc import Collection

from affresco.accounts.model import (
    AccountId,
    Consent,
    Link,
    Preferences,
    RemixPolicy,
    Role,
    Training,
)
from affresco.db import ReadTx, Row, WriteTx
from affresco.text import Locale

# people -----------------------------------------------------------------------------------------


async def people_rows(tx: ReadTx, ids: Collection[int], handles: Collection[str] = ()) -> list[Row]:
    """Accounts by id or handle with their pictures; columns of media are prefixed avatar_, header_."""
    return await tx.rows(
        """SELECT a.id, a.handle, a.name, a.bio, a.links, a.role, a.revision, a.created_at,
                  a.locked, a.discoverable, a.also_known_as, a.moved_to_id,
                  v.id AS avatar_id, v.owner_id AS avatar_owner_id, v.kind AS avatar_kind,
                  v.key AS avatar_key, v.content_type AS avatar_content_type,
                  v.bytes AS avatar_bytes, v.width AS avatar_width, v.height AS avatar_height,
                  v.thumbhash AS avatar_thumbhash, v.renditions AS avatar_renditions,
                  v.alt AS avatar_alt,
                  h.id AS header_id, h.owner_id AS header_owner_id, h.kind AS header_kind,
                  h.key AS header_key, h.content_type AS header_content_type,
                  h.bytes AS header_bytes, h.width AS header_width, h.height AS header_height,
                  h.thumbhash AS header_thumbhash, h.renditions AS header_renditions,
                  h.alt AS header_alt
           FROM accounts a
           LEFT JOIN media v ON v.id = a.avatar_id
           LEFT JOIN media h ON h.id = a.header_id
           WHERE a.id = ANY($1::bigint[]) OR a.handle = ANY($2::text[])""",
        list(ids),
        list(handles),
    )


async def find_ids_by_handles(tx: ReadTx, handles: Collection[str]) -> dict[str, AccountId]:
    """Handle → id, for those of the handles that exist. handles: in lower case."""
    rows = await tx.rows(
        "SELECT handle, id FROM accounts WHERE handle = ANY($1::text[])", list(handles)
    )
    return {row["handle"]: AccountId(row["id"]) for row in rows}


async def exists(tx: ReadTx, account_id: int) -> bool:
    found: bool = await tx.value("SELECT EXISTS (SELECT FROM accounts WHERE id = $1)", account_id)
    return found


async def is_empty(tx: ReadTx) -> bool:
    """Whether nobody has an account yet."""
    empty: bool = await tx.value(
        """SELECT NOT EXISTS (SELECT FROM accounts
             WHERE id NOT IN (SELECT account_id FROM gesso_account))"""
    )
    return empty


async def insert_account(
    tx: WriteTx,
    *,
    handle: str,
    email: str,
    password_hash: str,
    role: Role,
    name: str,
    locale: Locale,
    training: Training,
    assistant: Consent,
    cohort: str | None,
    remix: RemixPolicy | None = None,
) -> AccountId:
    return AccountId(
        await tx.value(
            """INSERT INTO accounts
                   (handle, email, password_hash, role, name, locale, training, assistant, cohort,
                    remix_policy)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id""",
            handle,
            email,
            password_hash,
            role,
            name,
            locale,
            training,
            assistant,
            cohort,
            remix,
        )
    )


async def private_row(tx: ReadTx, account_id: int) -> Row | None:
    """What only the account itself may know: handle, email, password_hash, role, locale, training."""
    return await tx.row(
        """SELECT id, handle, email, password_hash, role, locale, training
           FROM accounts WHERE id = $1""",
        account_id,
    )


async def lock_account(tx: WriteTx, account_id: int) -> Row | None:
    """One writer at a time. Rows that refer to the account may still be written meanwhile: with FOR
    UPDATE a worker that updates a job of the account's, twice in one transaction, would wait for whoever
    has the account and waits for the job."""
    return await tx.row(
        """SELECT id, handle, role, password_hash, avatar_id, header_id
           FROM accounts WHERE id = $1 FOR NO KEY UPDATE""",
        account_id,
    )


async def can_sign_in(tx: ReadTx, account_id: int) -> bool:
    """Whether it has a password: the assistant's own account has none."""
    found: bool = await tx.value(
        "SELECT EXISTS (SELECT FROM accounts WHERE id = $1 AND password_hash <> '!')", account_id
    )
    return found


async def owner_ids(tx: ReadTx) -> list[int]:
    rows = await tx.rows("SELECT id FROM accounts WHERE role = 'owner' ORDER BY id")
    return [row["id"] for row in rows]


async def lock_owners(tx: WriteTx) -> list[int]:
    """Ids of all owners, locked in order so that two who leave at once see each other."""
    rows = await tx.rows("SELECT id FROM accounts WHERE role = 'owner' ORDER BY id FOR UPDATE")
    return [row["id"] for row in rows]


async def others_exist(tx: ReadTx, account_id: int) -> bool:
    """Whether anybody else has an account; the assistant is nobody."""
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM accounts WHERE id <> $1
             AND id NOT IN (SELECT account_id FROM gesso_account))""",
        account_id,
    )
    return found


async def delete_account(tx: WriteTx, account_id: int) -> None:
    """Delete the row and, by cascade, all that belongs to it in this and higher domains."""
    await tx.run("DELETE FROM accounts WHERE id = $1", account_id)


async def set_profile(
    tx: WriteTx, account_id: int, name: str, bio: str, links: tuple[Link, ...]
) -> int:
    return await tx.run(
        """UPDATE accounts SET name = $2, bio = $3, links = $4, revision = revision + 1
           WHERE id = $1""",
        account_id,
        name,
        bio,
        links,
    )


async def set_avatar(tx: WriteTx, account_id: int, media_id: int | None) -> None:
    await tx.run(
        "UPDATE accounts SET avatar_id = $2, revision = revision + 1 WHERE id = $1",
        account_id,
        media_id,
    )


async def set_header(tx: WriteTx, account_id: int, media_id: int | None) -> None:
    await tx.run(
        "UPDATE accounts SET header_id = $2, revision = revision + 1 WHERE id = $1",
        account_id,
        media_id,
    )


async def set_password_hash(tx: WriteTx, account_id: int, old: str, new: str) -> bool:
    """Replace a password hash unless it changed meanwhile."""
    return (
        await tx.run(
            "UPDATE accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
            account_id,
            old,
            new,
        )
        == 1
    )


async def set_locale(tx: WriteTx, account_id: int, locale: Locale) -> None:
    await tx.run("UPDATE accounts SET locale = $2 WHERE id = $1", account_id, locale)


async def forget_assistant(tx: WriteTx, account_id: int) -> None:
    """A no of the account holds for every post that there is: what single posts allowed is forgotten."""
    await tx.run(
        "UPDATE posts SET assistant = NULL WHERE account_id = $1 AND assistant = 'allow'",
        account_id,
    )


async def set_preferences(tx: WriteTx, account_id: int, preferences: Preferences) -> None:
    await tx.run(
        """UPDATE accounts SET posting_visibility = $2, posting_sensitive = $3,
                  posting_language = $4, posting_quote_policy = $5, expand_media = $6,
                  expand_warnings = $7
           WHERE id = $1""",
        account_id,
        preferences.visibility,
        preferences.sensitive,
        preferences.language,
        preferences.quote_policy,
        preferences.expand_media,
        preferences.expand_warnings,
    )


# follows ----------------------------------------------------------------------------------------


async def delete_follow(tx: WriteTx, follower_id: int, followee_id: int) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run(
            "DELETE FROM follows WHERE follower_id = $1 AND followee_id = $2",
            follower_id,
            followee_id,
        )
        == 1
    )


async def follows(tx: ReadTx, follower_id: int, followee_id: int) -> bool:
    found: bool = await tx.value(
        "SELECT EXISTS (SELECT FROM follows WHERE follower_id = $1 AND followee_id = $2)",
        follower_id,
        followee_id,
    )
    return found


async def followee_ids(tx: ReadTx, account_id: int) -> list[AccountId]:
    """Everybody whom the account follows."""
    rows = await tx.rows("SELECT followee_id FROM follows WHERE follower_id = $1", account_id)
    return [AccountId(row["followee_id"]) for row in rows]


async def followers_before(
    tx: ReadTx, account_id: int, before: int | None, limit: int, viewer_id: int | None = None
) -> list[Row]:
    """(id, person_id) of follows of the account, newest first, id < before.

    Without those who block the viewer or whom the viewer blocks.
    """
    return await tx.rows(
        """SELECT f.id, f.follower_id AS person_id FROM follows f
           WHERE f.followee_id = $1 AND ($2::bigint IS NULL OR f.id < $2)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = f.follower_id AND b.target_id = $4)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = $4 AND b.target_id = f.follower_id)
           ORDER BY f.id DESC LIMIT $3""",
        account_id,
        before,
        limit,
        viewer_id,
    )


async def followees_before(
    tx: ReadTx, account_id: int, before: int | None, limit: int, viewer_id: int | None = None
) -> list[Row]:
    """As ``followers_before``, of follows by the account."""
    return await tx.rows(
        """SELECT f.id, f.followee_id AS person_id FROM follows f
           WHERE f.follower_id = $1 AND ($2::bigint IS NULL OR f.id < $2)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = f.followee_id AND b.target_id = $4)
             AND NOT EXISTS (SELECT FROM blocks b
                             WHERE b.account_id = $4 AND b.target_id = f.followee_id)
           ORDER BY f.id DESC LIMIT $3""",
        account_id,
        before,
        limit,
        viewer_id,
    )


async def follow_counts(tx: ReadTx, account_id: int) -> Row | None:
    """(followers, following)."""
    return await tx.row(
        """SELECT (SELECT count(*) FROM follows WHERE followee_id = $1) AS followers,
                  (SELECT count(*) FROM follows WHERE follower_id = $1) AS following""",
        account_id,
    )


async def follow_count_rows(tx: ReadTx, ids: Collection[int]) -> list[Row]:
    """(id, followers, following) of each of these accounts."""
    return await tx.rows(
        """SELECT x.id, (SELECT count(*) FROM follows WHERE followee_id = x.id) AS followers,
                  (SELECT count(*) FROM follows WHERE follower_id = x.id) AS following
           FROM unnest($1::bigint[]) AS x (id)""",
        list(ids),
    )


async def count_people(tx: ReadTx) -> int:
    """How many have an account; the assistant is nobody."""
    count: int = await tx.value(
        """SELECT count(*) FROM accounts
           WHERE id NOT IN (SELECT account_id FROM gesso_account)"""
    )
    return count


# limits -----------------------------------------------------------------------------------------


async def count_hit(tx: WriteTx, key: str, seconds: int) -> Row:
    """Count one more in the key's window, or open the next window. (hits, left: seconds of it)."""
    row = await tx.row(
        """INSERT INTO rate_limits AS l (key, window_start, hits) VALUES ($1, now(), 1)
           ON CONFLICT (key) DO UPDATE SET
               hits = CASE WHEN l.window_start <= now() - make_interval(secs => $2)
                           THEN 1 ELSE l.hits + 1 END,
               window_start = CASE WHEN l.window_start <= now() - make_interval(secs => $2)
                                   THEN now() ELSE l.window_start END
           RETURNING hits,
               ceil(extract(epoch FROM window_start + make_interval(secs => $2) - now()))::int
                   AS left""",
        key,
        float(seconds),
    )
    assert row is not None, "an upsert returns its row"
    return row


async def forget_hits(tx: WriteTx, key: str) -> None:
    await tx.run("DELETE FROM rate_limits WHERE key = $1", key)


async def sweep_hits(tx: WriteTx) -> None:
    """Drop some windows that ended long ago, so that the table stays as small as a day."""
    await tx.run(
        """DELETE FROM rate_limits WHERE key IN (
               SELECT key FROM rate_limits WHERE window_start < now() - interval '1 day'
               LIMIT 20 FOR UPDATE SKIP LOCKED)"""
    )
