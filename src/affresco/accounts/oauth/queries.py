"""All SQL about client applications, consents and the tokens that follow from them."""

from __future__ import annotations

from datetime import datetime

from affresco.accounts.model import Scope
from affresco.db import ReadTx, Row, WriteTx

# apps -------------------------------------------------------------------------------------------


async def insert_app(
    tx: WriteTx,
    *,
    client_id: str,
    secret_hash: bytes,
    name: str,
    website: str,
    redirect_uris: tuple[str, ...],
    scopes: tuple[Scope, ...],
) -> int:
    app_id: int = await tx.value(
        """INSERT INTO oauth_apps (client_id, secret_hash, name, website, redirect_uris, scopes)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING id""",
        client_id,
        secret_hash,
        name,
        website,
        redirect_uris,
        scopes,
    )
    return app_id


async def app_by_client_id(tx: ReadTx, client_id: str) -> Row | None:
    return await tx.row(
        """SELECT id, client_id, secret_hash, name, website, redirect_uris, scopes
           FROM oauth_apps WHERE client_id = $1""",
        client_id,
    )


async def app_row(tx: ReadTx, app_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, client_id, secret_hash, name, website, redirect_uris, scopes
           FROM oauth_apps WHERE id = $1""",
        app_id,
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
    seconds: int,
) -> None:
    await tx.run(
        """INSERT INTO oauth_codes (code_hash, app_id, account_id, redirect_uri, scopes, challenge,
                                    expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))""",
        code_hash,
        app_id,
        account_id,
        redirect_uri,
        scopes,
        challenge,
        float(seconds),
    )


async def sweep_codes(tx: WriteTx) -> None:
    """Drop codes that expired more than a day ago; tokens that came of them stay."""
    await tx.run("DELETE FROM oauth_codes WHERE expires_at < now() - interval '1 day'")


async def lock_code(tx: WriteTx, code_hash: bytes) -> Row | None:
    """A code, held until the end of the transaction, so that it is used once also at the same moment."""
    return await tx.row(
        """SELECT id, app_id, account_id, redirect_uri, scopes, challenge,
                  used_at IS NOT NULL AS used, expires_at <= now() AS expired
           FROM oauth_codes WHERE code_hash = $1 FOR UPDATE""",
        code_hash,
    )


async def use_code(tx: WriteTx, code_id: int) -> None:
    await tx.run("UPDATE oauth_codes SET used_at = now() WHERE id = $1", code_id)


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
) -> datetime:
    """Returns when the token was made."""
    made_at: datetime = await tx.value(
        """INSERT INTO access_tokens (token_hash, app_id, account_id, code_id, name, scopes)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING created_at""",
        token_hash,
        app_id,
        account_id,
        code_id,
        name,
        scopes,
    )
    return made_at


async def prune_app_tokens(tx: WriteTx, app_id: int, account_id: int | None, keep: int) -> None:
    """Delete the oldest tokens of an app for a person (or of its own) beyond ``keep``."""
    await tx.run(
        """DELETE FROM access_tokens WHERE id IN (
               SELECT id FROM access_tokens
               WHERE app_id = $1 AND account_id IS NOT DISTINCT FROM $2
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
        "SELECT id, app_id, account_id FROM access_tokens WHERE token_hash = $1 FOR UPDATE",
        token_hash,
    )


async def delete_token(tx: WriteTx, token_id: int) -> None:
    await tx.run("DELETE FROM access_tokens WHERE id = $1", token_id)
