"""All SQL about client applications, consents and the tokens that follow from them."""

from __future__ import annotations

from datetime import datetime

from affresco.accounts.model import Scope
from affresco.accounts.oauth.model import AppKind
from affresco.db import ReadTx, Row, WriteTx

# apps -------------------------------------------------------------------------------------------


async def insert_app(
    tx: WriteTx,
    *,
    client_id: str,
    secret_hash: bytes | None,
    name: str,
    website: str,
    redirect_uris: tuple[str, ...],
    scopes: tuple[Scope, ...],
    kind: AppKind = "registered",
) -> int:
    app_id: int = await tx.value(
        """INSERT INTO oauth_apps (client_id, secret_hash, name, website, redirect_uris, scopes, kind)
           VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id""",
        client_id,
        secret_hash,
        name,
        website,
        redirect_uris,
        scopes,
        kind,
    )
    return app_id


async def keep_document(
    tx: WriteTx,
    *,
    client_id: str,
    name: str,
    website: str,
    redirect_uris: tuple[str, ...],
    scopes: tuple[Scope, ...],
    seconds: int,
) -> None:
    """What an app says of itself at its address, for so many seconds."""
    await tx.run(
        """INSERT INTO oauth_apps (client_id, name, website, redirect_uris, scopes, kind, fetched_at,
                                   fresh_until)
           VALUES ($1, $2, $3, $4, $5, 'document', now(), now() + make_interval(secs => $6))
           ON CONFLICT (client_id) DO UPDATE
           SET name = excluded.name, website = excluded.website,
               redirect_uris = excluded.redirect_uris, scopes = excluded.scopes,
               fetched_at = excluded.fetched_at, fresh_until = excluded.fresh_until""",
        client_id,
        name,
        website,
        redirect_uris,
        scopes,
        float(seconds),
    )


async def app_by_client_id(tx: ReadTx, client_id: str) -> Row | None:
    return await tx.row(
        """SELECT id, client_id, secret_hash, name, website, redirect_uris, scopes, kind,
                  fresh_until IS NOT NULL AND fresh_until <= now() AS stale
           FROM oauth_apps WHERE client_id = $1""",
        client_id,
    )


async def app_row(tx: ReadTx, app_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, client_id, secret_hash, name, website, redirect_uris, scopes, kind,
                  fresh_until IS NOT NULL AND fresh_until <= now() AS stale
           FROM oauth_apps WHERE id = $1""",
        app_id,
    )


async def let_in(tx: WriteTx, app_id: int) -> bool:
    """Somebody lets the app in now. False when there is no such app any more."""
    return await tx.run("UPDATE oauth_apps SET consented_at = now() WHERE id = $1", app_id) == 1


async def sweep_apps(tx: WriteTx, unused_days: int, idle_days: int) -> None:
    """Drop apps that hold nothing: those that nobody ever let in, those that nobody has for long."""
    await tx.run(
        """DELETE FROM oauth_apps a
           WHERE a.created_at < now() - make_interval(days => $1)
             AND (a.consented_at IS NULL OR a.consented_at < now() - make_interval(days => $2))
             AND NOT EXISTS (SELECT FROM access_tokens t WHERE t.app_id = a.id)
             AND NOT EXISTS (SELECT FROM oauth_grants g WHERE g.app_id = a.id)
             AND NOT EXISTS (SELECT FROM oauth_codes c WHERE c.app_id = a.id)""",
        unused_days,
        idle_days,
    )


# codes ------------------------------------------------------------------------------------------


async def insert_code(
    tx: WriteTx,
    *,
    code_hash: bytes,
    app_id: int,
    account_id: int,
    redirect_uri: str,
    scopes: tuple[Scope, ...],
    challenge: bytes | None,
    audience: str | None,
    seconds: int,
) -> None:
    await tx.run(
        """INSERT INTO oauth_codes (code_hash, app_id, account_id, redirect_uri, scopes, challenge,
                                    expires_at, audience)
           VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7), $8)""",
        code_hash,
        app_id,
        account_id,
        redirect_uri,
        scopes,
        challenge,
        float(seconds),
        audience,
    )


async def sweep_codes(tx: WriteTx) -> None:
    """Drop codes that expired more than a day ago; tokens that came of them stay."""
    await tx.run("DELETE FROM oauth_codes WHERE expires_at < now() - interval '1 day'")


async def delete_codes_of_app(tx: WriteTx, account_id: int, app_id: int) -> None:
    """What was agreed to and not fetched yet."""
    await tx.run(
        "DELETE FROM oauth_codes WHERE account_id = $1 AND app_id = $2 AND used_at IS NULL",
        account_id,
        app_id,
    )


async def lock_code(tx: WriteTx, code_hash: bytes) -> Row | None:
    """A code, held until the end of the transaction, so that it is used once also at the same moment."""
    return await tx.row(
        """SELECT id, app_id, account_id, redirect_uri, scopes, challenge, audience, grant_id,
                  used_at IS NOT NULL AS used, expires_at <= now() AS expired
           FROM oauth_codes WHERE code_hash = $1 FOR UPDATE""",
        code_hash,
    )


async def use_code(tx: WriteTx, code_id: int, grant_id: int | None) -> None:
    await tx.run(
        "UPDATE oauth_codes SET used_at = now(), grant_id = $2 WHERE id = $1", code_id, grant_id
    )


# tokens -----------------------------------------------------------------------------------------


async def insert_app_token(
    tx: WriteTx,
    *,
    token_hash: bytes,
    app_id: int,
    account_id: int | None,
    code_id: int | None,
    name: str,
    scopes: tuple[Scope, ...],
    audience: str | None = None,
    grant_id: int | None = None,
    seconds: int | None = None,
) -> datetime:
    """Returns when the token was made. seconds: None for a token that does not expire."""
    made_at: datetime = await tx.value(
        """INSERT INTO access_tokens (token_hash, app_id, account_id, code_id, name, scopes, audience,
                                      grant_id, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))
           RETURNING created_at""",
        token_hash,
        app_id,
        account_id,
        code_id,
        name,
        scopes,
        audience,
        grant_id,
        None if seconds is None else float(seconds),
    )
    return made_at


async def prune_app_tokens(tx: WriteTx, app_id: int, account_id: int | None, keep: int) -> None:
    """Delete the oldest tokens of an app for a person (or of its own) beyond ``keep``."""
    await tx.run(
        """DELETE FROM access_tokens WHERE id IN (
               SELECT id FROM access_tokens
               WHERE app_id = $1 AND account_id IS NOT DISTINCT FROM $2 AND grant_id IS NULL
               ORDER BY id DESC OFFSET $3)""",
        app_id,
        account_id,
        keep,
    )


async def delete_tokens_of_code(tx: WriteTx, code_id: int) -> int:
    """How many there were."""
    return await tx.run("DELETE FROM access_tokens WHERE code_id = $1", code_id)


async def lock_token(tx: WriteTx, token_hash: bytes) -> Row | None:
    return await tx.row(
        """SELECT id, app_id, account_id, grant_id FROM access_tokens
           WHERE token_hash = $1 FOR UPDATE""",
        token_hash,
    )


async def delete_token(tx: WriteTx, token_id: int) -> None:
    await tx.run("DELETE FROM access_tokens WHERE id = $1", token_id)


# grants -----------------------------------------------------------------------------------------


async def insert_grant(
    tx: WriteTx, app_id: int, account_id: int, audience: str, scopes: tuple[Scope, ...]
) -> int:
    grant_id: int = await tx.value(
        """INSERT INTO oauth_grants (app_id, account_id, audience, scopes)
           VALUES ($1, $2, $3, $4) RETURNING id""",
        app_id,
        account_id,
        audience,
        scopes,
    )
    return grant_id


async def prune_grants(tx: WriteTx, app_id: int, account_id: int, keep: int) -> None:
    """Delete what was used longest ago of an app's grants by a person beyond ``keep``, with their tokens."""
    await tx.run(
        """DELETE FROM oauth_grants WHERE id IN (
               SELECT id FROM oauth_grants WHERE app_id = $1 AND account_id = $2
               ORDER BY greatest(used_at, created_at) DESC, id DESC OFFSET $3)""",
        app_id,
        account_id,
        keep,
    )


async def insert_refresh(tx: WriteTx, token_hash: bytes, grant_id: int, seconds: int) -> None:
    await tx.run(
        """INSERT INTO oauth_refresh_tokens (token_hash, grant_id, expires_at)
           VALUES ($1, $2, now() + make_interval(secs => $3))""",
        token_hash,
        grant_id,
        float(seconds),
    )


async def lock_refresh(tx: WriteTx, token_hash: bytes, leeway: int) -> Row | None:
    """A refresh token with its grant, held. late: whether it was used more than ``leeway`` seconds ago."""
    return await tx.row(
        """SELECT r.id, r.grant_id, g.app_id, g.account_id, g.audience, g.scopes,
                  r.used_at IS NOT NULL AS used, r.expires_at <= now() AS expired,
                  coalesce(r.used_at < now() - make_interval(secs => $2), false) AS late
           FROM oauth_refresh_tokens r JOIN oauth_grants g ON g.id = r.grant_id
           WHERE r.token_hash = $1 FOR UPDATE""",
        token_hash,
        float(leeway),
    )


async def use_refresh(tx: WriteTx, refresh_id: int) -> None:
    await tx.run("UPDATE oauth_refresh_tokens SET used_at = now() WHERE id = $1", refresh_id)


async def sweep_expired(tx: WriteTx) -> None:
    """Drop tokens that expired more than a day ago, and grants that have none left to be renewed with."""
    await tx.run("DELETE FROM access_tokens WHERE expires_at < now() - interval '1 day'")
    await tx.run(
        """WITH old AS (
               DELETE FROM oauth_refresh_tokens WHERE expires_at < now() - interval '1 day'
               RETURNING grant_id)
           DELETE FROM oauth_grants g WHERE g.id IN (SELECT grant_id FROM old)
             AND NOT EXISTS (SELECT FROM oauth_refresh_tokens r
                             WHERE r.grant_id = g.id AND r.expires_at >= now() - interval '1 day')"""
    )


async def delete_grant(tx: WriteTx, grant_id: int) -> int:
    """With all of its tokens. How many there were."""
    return await tx.run("DELETE FROM oauth_grants WHERE id = $1", grant_id)


async def delete_grants_of_app(tx: WriteTx, account_id: int, app_id: int) -> int:
    """With all of their tokens. How many there were."""
    return await tx.run(
        "DELETE FROM oauth_grants WHERE account_id = $1 AND app_id = $2", account_id, app_id
    )


async def connected_rows(tx: ReadTx, account_id: int) -> list[Row]:
    """Assistants that somebody let in, the one that was used last first."""
    return await tx.rows(
        """SELECT a.id, a.name, a.client_id, a.kind, min(g.created_at) AS created_at,
                  max(g.used_at) AS used_at, array_agg(DISTINCT s.scope) AS scopes
           FROM oauth_grants g JOIN oauth_apps a ON a.id = g.app_id
           CROSS JOIN LATERAL unnest(g.scopes) AS s (scope)
           WHERE g.account_id = $1 GROUP BY a.id
           ORDER BY max(g.used_at) DESC NULLS LAST, a.id DESC LIMIT 200""",
        account_id,
    )
