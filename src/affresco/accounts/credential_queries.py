"""All SQL about sessions, bearer tokens and invitations."""

from __future__ import annotations

from affresco.accounts.model import Role, Scope
from affresco.db import ReadTx, Row, WriteTx

# sign-in ----------------------------------------------------------------------------------------


async def credentials(tx: ReadTx, handle: str | None, email: str | None) -> Row | None:
    """(id, password_hash) of the account with this handle or this address."""
    return await tx.row(
        "SELECT id, password_hash FROM accounts WHERE handle = $1 OR email = $2", handle, email
    )


async def insert_session(
    tx: WriteTx, account_id: int, token_hash: bytes, user_agent: str, address: str, days: int
) -> int:
    """Whoever signs in is here that day."""
    session_id: int = await tx.value(
        """WITH here AS (
               INSERT INTO visits (account_id, day) VALUES ($1, (now() AT TIME ZONE 'UTC')::date)
               ON CONFLICT DO NOTHING)
           INSERT INTO sessions (account_id, token_hash, user_agent, address, expires_at)
           VALUES ($1, $2, $3, $4, now() + make_interval(days => $5)) RETURNING id""",
        account_id,
        token_hash,
        user_agent,
        address,
        days,
    )
    return session_id


async def prune_sessions(tx: WriteTx, account_id: int, keep: int) -> int:
    """Delete what has expired, and the oldest beyond ``keep``; returns how many."""
    return await tx.run(
        """DELETE FROM sessions WHERE account_id = $1 AND (expires_at <= now() OR id NOT IN (
               SELECT id FROM sessions WHERE account_id = $1 ORDER BY id DESC LIMIT $2))""",
        account_id,
        keep,
    )


async def viewer_by_session(tx: ReadTx, token_hash: bytes, stale_seconds: int) -> Row | None:
    """The account of a valid session with what a ``Viewer`` needs. stale: ``seen_at`` is that old,
    or of another day."""
    return await tx.row(
        """SELECT a.id, a.handle, a.name, a.role, a.locale, a.training, a.assistant,
                  a.posting_visibility, a.posting_sensitive, a.posting_language,
                  a.posting_quote_policy, a.expand_media, a.expand_warnings, s.id AS session_id,
                  s.seen_at < greatest(now() - make_interval(secs => $2),
                      date_trunc('day', now(), 'UTC')) AS stale,
                  v.id AS avatar_id, v.owner_id AS avatar_owner_id, v.kind AS avatar_kind,
                  v.key AS avatar_key, v.content_type AS avatar_content_type,
                  v.bytes AS avatar_bytes, v.width AS avatar_width, v.height AS avatar_height,
                  v.thumbhash AS avatar_thumbhash, v.renditions AS avatar_renditions,
                  v.alt AS avatar_alt
           FROM sessions s JOIN accounts a ON a.id = s.account_id
           LEFT JOIN media v ON v.id = a.avatar_id
           WHERE s.token_hash = $1 AND s.expires_at > now()""",
        token_hash,
        float(stale_seconds),
    )


async def touch_session(tx: WriteTx, session_id: int, days: int) -> None:
    """Seen now, and here today."""
    await tx.run(
        """WITH seen AS (
               UPDATE sessions SET seen_at = now(), expires_at = now() + make_interval(days => $2)
               WHERE id = $1 RETURNING account_id)
           INSERT INTO visits (account_id, day)
           SELECT account_id, (now() AT TIME ZONE 'UTC')::date FROM seen ON CONFLICT DO NOTHING""",
        session_id,
        days,
    )


async def session_rows(tx: ReadTx, account_id: int) -> list[Row]:
    return await tx.rows(
        """SELECT id, user_agent, address, created_at, seen_at FROM sessions
           WHERE account_id = $1 AND expires_at > now() ORDER BY seen_at DESC, id DESC""",
        account_id,
    )


async def delete_session(tx: WriteTx, account_id: int, session_id: int) -> bool:
    return (
        await tx.run(
            "DELETE FROM sessions WHERE account_id = $1 AND id = $2", account_id, session_id
        )
        == 1
    )


async def delete_session_by_token(tx: WriteTx, token_hash: bytes) -> int | None:
    """Returns whose it was, None when there is no such session."""
    account_id: int | None = await tx.value(
        "DELETE FROM sessions WHERE token_hash = $1 RETURNING account_id", token_hash
    )
    return account_id


async def is_session(tx: ReadTx, token_hash: bytes, account_id: int) -> bool:
    """Whether it is a valid session of the account."""
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM sessions
                           WHERE token_hash = $1 AND account_id = $2 AND expires_at > now())""",
        token_hash,
        account_id,
    )
    return found


async def delete_other_sessions(tx: WriteTx, account_id: int, kept_id: int | None) -> int:
    """Delete all sessions but one (all of them for None); returns how many."""
    return await tx.run(
        "DELETE FROM sessions WHERE account_id = $1 AND id IS DISTINCT FROM $2",
        account_id,
        kept_id,
    )


# tokens -----------------------------------------------------------------------------------------


async def insert_token(
    tx: WriteTx,
    account_id: int,
    token_hash: bytes,
    name: str,
    scopes: list[Scope],
    audience: str | None,
) -> None:
    await tx.run(
        """INSERT INTO access_tokens (account_id, token_hash, name, scopes, audience)
           VALUES ($1, $2, $3, $4, $5)""",
        account_id,
        token_hash,
        name,
        scopes,
        audience,
    )


async def bearer_row(
    tx: ReadTx, token_hash: bytes, stale_seconds: int, audience: str | None
) -> Row | None:
    """A bearer token, with what a ``Viewer`` needs; the account's columns are null for an app's own.

    audience: what the token must be for, None for the API.
    """
    return await tx.row(
        """SELECT a.id, a.handle, a.name, a.role, a.locale, a.training, a.assistant,
                  a.posting_visibility, a.posting_sensitive, a.posting_language,
                  a.posting_quote_policy, a.expand_media, a.expand_warnings, t.scopes,
                  t.id AS token_id, t.app_id, t.grant_id,
                  t.used_at IS NULL OR t.used_at < now() - make_interval(secs => $2) AS stale,
                  v.id AS avatar_id, v.owner_id AS avatar_owner_id, v.kind AS avatar_kind,
                  v.key AS avatar_key, v.content_type AS avatar_content_type,
                  v.bytes AS avatar_bytes, v.width AS avatar_width, v.height AS avatar_height,
                  v.thumbhash AS avatar_thumbhash, v.renditions AS avatar_renditions,
                  v.alt AS avatar_alt
           FROM access_tokens t LEFT JOIN accounts a ON a.id = t.account_id
           LEFT JOIN media v ON v.id = a.avatar_id
           WHERE t.token_hash = $1 AND t.audience IS NOT DISTINCT FROM $3
             AND (t.expires_at IS NULL OR t.expires_at > now())""",
        token_hash,
        float(stale_seconds),
        audience,
    )


async def touch_token(tx: WriteTx, token_id: int, grant_id: int | None) -> None:
    """Nobody waits for the disk, nor for a replica: that a token was just used may be lost with the power."""
    await tx.run(
        """WITH lazily AS (SELECT set_config('synchronous_commit', 'off', true)),
                granted AS (UPDATE oauth_grants SET used_at = now() FROM lazily WHERE id = $2)
           UPDATE access_tokens SET used_at = now() FROM lazily WHERE id = $1""",
        token_id,
        grant_id,
    )


async def token_rows(tx: ReadTx, account_id: int, audience: str | None) -> list[Row]:
    """Without those of grants, which come and go."""
    return await tx.rows(
        """SELECT t.id, t.name, t.scopes, t.created_at, t.used_at, coalesce(a.website, '') AS website
           FROM access_tokens t LEFT JOIN oauth_apps a ON a.id = t.app_id
           WHERE t.account_id = $1 AND t.audience IS NOT DISTINCT FROM $2 AND t.grant_id IS NULL
           ORDER BY t.id DESC LIMIT 200""",
        account_id,
        audience,
    )


async def delete_token(tx: WriteTx, account_id: int, token_id: int) -> bool:
    return (
        await tx.run(
            "DELETE FROM access_tokens WHERE account_id = $1 AND id = $2", account_id, token_id
        )
        == 1
    )


# invitations ------------------------------------------------------------------------------------


async def insert_invitation(
    tx: WriteTx,
    *,
    code_hash: bytes,
    role: Role,
    cohort: str | None,
    uses: int,
    created_by: int | None,
    days: int,
) -> None:
    await tx.run(
        """INSERT INTO invitations (code_hash, role, cohort, uses_allowed, created_by, expires_at)
           VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6))""",
        code_hash,
        role,
        cohort,
        uses,
        created_by,
        days,
    )


async def is_closed(tx: WriteTx, cohort: str) -> bool:
    """Whether a cohort takes in nobody more; it stays as it is until the end."""
    found = await tx.row(
        "SELECT closed_at IS NOT NULL AS closed FROM cohorts WHERE name = $1 FOR SHARE", cohort
    )
    return found is not None and bool(found["closed"])


async def redeem(tx: WriteTx, code_hash: bytes) -> Row | None:
    """Take one use of an open invitation and hold its row: (role, cohort), or None when not open.
    With its last use it forgets whose address it was for.

    The row stays locked until the sign-up commits, so that uses never exceed what is allowed.
    """
    return await tx.row(
        """UPDATE invitations SET uses = uses + 1,
                  address = CASE WHEN uses + 1 < uses_allowed THEN address END
           WHERE code_hash = $1 AND uses < uses_allowed AND revoked_at IS NULL
                 AND expires_at > now()
           RETURNING role, cohort""",
        code_hash,
    )


async def invitation_row(tx: ReadTx, code_hash: bytes) -> Row | None:
    return await tx.row(
        """SELECT id, role, cohort, uses_allowed, uses, created_by, created_at, expires_at,
                  revoked_at IS NOT NULL AS revoked, expires_at <= now() AS expired
           FROM invitations WHERE code_hash = $1""",
        code_hash,
    )


async def invitation_rows(tx: ReadTx, before: int | None, limit: int) -> list[Row]:
    """Newest first, id < before."""
    return await tx.rows(
        """SELECT id, role, cohort, uses_allowed, uses, created_by, created_at, expires_at,
                  revoked_at IS NOT NULL AS revoked, expires_at <= now() AS expired
           FROM invitations WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2""",
        before,
        limit,
    )


async def revoke_invitation(tx: WriteTx, invitation_id: int) -> bool:
    """True also when it was revoked before."""
    return (
        await tx.run(
            "UPDATE invitations SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1",
            invitation_id,
        )
        == 1
    )


async def delete_owner_links(tx: WriteTx) -> None:
    """Drop unused owner links that nobody sent: there is one at a time."""
    await tx.run(
        """DELETE FROM invitations
           WHERE role = 'owner' AND created_by IS NULL AND uses = 0"""
    )
