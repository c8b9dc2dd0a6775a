"""SQL of cohorts, invitations by list, the waiting list and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from affresco.db import ReadTx, Row, WriteTx

_COHORTS = """(SELECT name, flags, created_at, closed_at FROM cohorts
     UNION ALL
     SELECT DISTINCT said.cohort, '{}'::jsonb, now(), NULL::timestamptz
     FROM (SELECT cohort FROM accounts UNION SELECT cohort FROM invitations) said
     WHERE said.cohort IS NOT NULL AND NOT EXISTS (SELECT FROM cohorts c WHERE c.name = said.cohort))"""
"""Those that were made here, and those that an invitation named without asking."""


async def cohorts(tx: ReadTx, name: str | None) -> list[Row]:
    """All, or one: (name, flags, created_at, closed_at, people, open_invitations)."""
    return await tx.rows(
        f"""SELECT c.name, c.flags, c.created_at, c.closed_at,
                   (SELECT count(*) FROM accounts a WHERE a.cohort = c.name) AS people,
                   (SELECT coalesce(sum(i.uses_allowed - i.uses), 0) FROM invitations i
                    WHERE i.cohort = c.name AND i.revoked_at IS NULL AND i.expires_at > now())
                       AS open_invitations
            FROM {_COHORTS} c WHERE $1::text IS NULL OR c.name = $1
            ORDER BY c.closed_at IS NOT NULL, lower(c.name)""",  # noqa: S608 - our own text
        name,
    )


async def adopt(tx: WriteTx, name: str) -> None:
    """Give a cohort a row that was only named by invitations or accounts."""
    await tx.run(
        """INSERT INTO cohorts (name)
           SELECT $1 WHERE EXISTS (SELECT FROM accounts WHERE cohort = $1)
                        OR EXISTS (SELECT FROM invitations WHERE cohort = $1)
           ON CONFLICT DO NOTHING""",
        name,
    )


async def lock(tx: WriteTx, name: str) -> Row | None:
    """(name, flags, closed_at), held until the end."""
    return await tx.row(
        "SELECT name, flags, closed_at FROM cohorts WHERE name = $1 FOR UPDATE", name
    )


async def insert(tx: WriteTx, name: str) -> bool:
    return await tx.run("INSERT INTO cohorts (name) VALUES ($1) ON CONFLICT DO NOTHING", name) == 1


async def is_named(tx: ReadTx, name: str) -> bool:
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM cohorts WHERE name = $1)
               OR EXISTS (SELECT FROM accounts WHERE cohort = $1)
               OR EXISTS (SELECT FROM invitations WHERE cohort = $1)""",
        name,
    )
    return found


async def rename(tx: WriteTx, name: str, to: str) -> None:
    await tx.run("UPDATE cohorts SET name = $2 WHERE name = $1", name, to)
    await tx.run("UPDATE accounts SET cohort = $2 WHERE cohort = $1", name, to)
    await tx.run("UPDATE invitations SET cohort = $2 WHERE cohort = $1", name, to)


async def set_closed(tx: WriteTx, name: str, *, closed: bool) -> None:
    """Closed, its open invitations are withdrawn."""
    await tx.run(
        "UPDATE cohorts SET closed_at = CASE WHEN $2 THEN now() END WHERE name = $1", name, closed
    )
    if closed:
        await tx.run(
            "UPDATE invitations SET revoked_at = now() WHERE cohort = $1 AND revoked_at IS NULL",
            name,
        )


async def set_flags(tx: WriteTx, name: str, flags: Mapping[str, bool]) -> None:
    await tx.run("UPDATE cohorts SET flags = $2 WHERE name = $1", name, dict(flags))


async def flags_of(tx: ReadTx, account_id: int) -> Row | None:
    """(role, flags) of an account; flags: None without a cohort."""
    return await tx.row(
        """SELECT a.role, c.flags FROM accounts a LEFT JOIN cohorts c ON c.name = a.cohort
           WHERE a.id = $1""",
        account_id,
    )


# invitations by list ----------------------------------------------------------------------------


async def with_open_invitation(tx: ReadTx, addresses: Sequence[str]) -> set[str]:
    """Those of the addresses for which a link is out there that still opens."""
    rows = await tx.rows(
        """SELECT DISTINCT address FROM invitations
           WHERE address = ANY($1::text[]) AND revoked_at IS NULL AND uses < uses_allowed
                 AND expires_at > now()""",
        list(addresses),
    )
    return {row["address"] for row in rows}


async def insert_invitations(
    tx: WriteTx,
    invited: Sequence[tuple[bytes, str]],
    cohort: str | None,
    created_by: int,
    days: int,
) -> None:
    """invited: (digest of the code, address), one use each."""
    await tx.run(
        """INSERT INTO invitations (code_hash, address, cohort, uses_allowed, created_by, expires_at)
           SELECT hash, address, $3, 1, $4, now() + make_interval(days => $5)
           FROM unnest($1::bytea[], $2::text[]) AS one (hash, address)""",
        [code for code, _address in invited],
        [address for _code, address in invited],
        cohort,
        created_by,
        days,
    )


# the waiting list -------------------------------------------------------------------------------


async def insert_waiting(tx: WriteTx, address: str, words: str) -> None:
    """Nothing happens to who waits already: nobody changes the words of somebody else's. Whose invitation
    ended unused waits again."""
    await tx.run(
        """INSERT INTO waiting_list (address, words) VALUES ($1, $2)
           ON CONFLICT (address) DO UPDATE
           SET words = excluded.words, at = now(), invited_at = NULL
           WHERE waiting_list.invited_at IS NOT NULL AND NOT EXISTS (
               SELECT FROM invitations i WHERE i.address = excluded.address AND i.revoked_at IS NULL
                   AND i.uses < i.uses_allowed AND i.expires_at > now())""",
        address,
        words,
    )


async def waiting(tx: ReadTx, after: int, limit: int) -> list[Row]:
    """Who was not invited yet, the longest waiting first."""
    return await tx.rows(
        """SELECT id, address, words, at FROM waiting_list
           WHERE invited_at IS NULL AND id > $1 ORDER BY id LIMIT $2""",
        after,
        limit,
    )


async def waiting_addresses(tx: WriteTx, ids: Sequence[int]) -> list[str]:
    rows = await tx.rows(
        """SELECT address FROM waiting_list WHERE id = ANY($1::bigint[]) AND invited_at IS NULL
           ORDER BY id FOR UPDATE""",
        sorted(set(ids)),
    )
    return [row["address"] for row in rows]


async def mark_invited(tx: WriteTx, addresses: Sequence[str]) -> None:
    await tx.run(
        """UPDATE waiting_list SET invited_at = now()
           WHERE address = ANY($1::text[]) AND invited_at IS NULL""",
        list(addresses),
    )


async def trim_addresses(tx: WriteTx, days: int) -> None:
    """Forget for whom an invitation was that opens no more, and who was invited longer ago than that."""
    await tx.run(
        """UPDATE invitations SET address = NULL WHERE address IS NOT NULL AND
               (uses >= uses_allowed OR revoked_at IS NOT NULL OR expires_at <= now())"""
    )
    await tx.run(
        "DELETE FROM waiting_list WHERE invited_at < now() - make_interval(days => $1)", days
    )


async def forget_waiting(tx: WriteTx, ids: Sequence[int]) -> int:
    return await tx.run("DELETE FROM waiting_list WHERE id = ANY($1::bigint[])", list(ids))


# letters ----------------------------------------------------------------------------------------


async def insert_letter(
    tx: WriteTx, author_id: int, cohort: str | None, title: str, text: str
) -> int:
    letter_id: int = await tx.value(
        "INSERT INTO letters (author_id, cohort, title, text) VALUES ($1, $2, $3, $4) RETURNING id",
        author_id,
        cohort,
        title,
        text,
    )
    return letter_id


async def letters(tx: ReadTx, limit: int) -> list[Row]:
    """The newest first, with how many dismissed it."""
    return await tx.rows(
        """SELECT l.id, l.cohort, l.title, l.text, l.at, l.week,
                  (SELECT count(*) FROM letter_reads r WHERE r.letter_id = l.id) AS reads
           FROM letters l WHERE l.week IS NULL ORDER BY l.id DESC LIMIT $1""",
        limit,
    )


_FOR = """FROM letters l JOIN accounts a ON a.id = $1
     WHERE CASE WHEN l.week IS NOT NULL THEN a.role = 'owner'
                WHEN l.cohort IS NULL THEN a.cohort IS NOT NULL
                ELSE l.cohort = a.cohort END"""


UNREAD: Final = f"""{_FOR}
       AND l.at > now() - make_interval(days => $2)
       AND NOT EXISTS (SELECT FROM letter_reads r WHERE r.letter_id = l.id AND r.account_id = a.id)"""
"""Letters for an account, $1, of the last $2 days, that it has not put away."""


async def unread_letters(tx: ReadTx, account_id: int, days: int, limit: int) -> list[Row]:
    """The oldest first; what is older than so many days is nobody's news."""
    return await tx.rows(
        f"""SELECT l.id, l.cohort, l.title, l.text, l.at, l.week {UNREAD}
            ORDER BY l.id LIMIT $3""",
        account_id,
        days,
        limit,
    )


async def is_for(tx: ReadTx, account_id: int, letter_id: int) -> bool:
    found: bool = await tx.value(
        f"SELECT EXISTS (SELECT {_FOR} AND l.id = $2)",
        account_id,
        letter_id,
    )
    return found


async def insert_read(tx: WriteTx, account_id: int, letter_id: int) -> None:
    await tx.run(
        "INSERT INTO letter_reads (letter_id, account_id) VALUES ($2, $1) ON CONFLICT DO NOTHING",
        account_id,
        letter_id,
    )


async def delete_letter(tx: WriteTx, letter_id: int) -> bool:
    return await tx.run("DELETE FROM letters WHERE id = $1 AND week IS NULL", letter_id) == 1


async def insert_week(tx: WriteTx) -> None:
    """The letter about the feedback of last week (Monday to Sunday, UTC), once, where there was any."""
    await tx.run(
        """INSERT INTO letters (title, text, week)
           SELECT '', '', monday::date
           FROM (SELECT date_trunc('week', now() AT TIME ZONE 'UTC') AS monday) this
           WHERE EXISTS (SELECT FROM feedback f
                         WHERE f.at >= (monday - interval '7 days') AT TIME ZONE 'UTC'
                           AND f.at < monday AT TIME ZONE 'UTC')
           ON CONFLICT (week) DO NOTHING"""
    )
