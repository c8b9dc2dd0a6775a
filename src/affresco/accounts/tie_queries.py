"""All SQL about how people stand to each other: follows, requests, notes, endorsements;
blocks and mutes are in ``block_queries``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from affresco.db import ReadTx, Row, WriteTx

# pairs ------------------------------------------------------------------------------------------


async def hold_pair(tx: WriteTx, one: int, other: int) -> None:
    """One change between two people at a time, so that a block and a follow cannot miss each other."""
    await tx.value(
        "SELECT pg_advisory_xact_lock(hashtextextended(least($1::bigint, $2) || ':' ||"
        " greatest($1::bigint, $2), 8))",
        one,
        other,
    )


async def door_of(tx: WriteTx, account_id: int) -> Row | None:
    """(locked, moved_to_id) of an account, which stay as they are until the transaction ends."""
    return await tx.row(
        "SELECT locked, moved_to_id FROM accounts WHERE id = $1 FOR SHARE", account_id
    )


async def are_apart(tx: ReadTx, one: int, other: int) -> bool:
    """Whether either blocks the other."""
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM blocks WHERE account_id = $1 AND target_id = $2)
               OR EXISTS (SELECT FROM blocks WHERE account_id = $2 AND target_id = $1)""",
        one,
        other,
    )
    return found


async def apart_from(tx: ReadTx, account_id: int, others: Collection[int]) -> set[int]:
    """Those of the others whom the account blocks or who block it."""
    rows = await tx.rows(
        """SELECT target_id AS id FROM blocks
           WHERE account_id = $1 AND target_id = ANY($2::bigint[])
           UNION
           SELECT account_id FROM blocks
           WHERE target_id = $1 AND account_id = ANY($2::bigint[])""",
        account_id,
        list(others),
    )
    return {row["id"] for row in rows}


async def is_quiet(tx: ReadTx, account_id: int, actor_id: int) -> bool:
    """Whether the account is not to hear of what the actor does: blocked either way, or muted with that."""
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM blocks WHERE account_id = $1 AND target_id = $2)
               OR EXISTS (SELECT FROM blocks WHERE account_id = $2 AND target_id = $1)
               OR EXISTS (SELECT FROM mutes WHERE account_id = $1 AND target_id = $2
                          AND notifications AND (until IS NULL OR until > now()))""",
        account_id,
        actor_id,
    )
    return found


async def tie_rows(tx: ReadTx, account_id: int) -> list[Row]:
    """All ties of an account: (kind, id, until: seconds since 1970, words).

    follow (until 0 where reposts are not wanted; words: the languages wanted) · apart · mute and quiet
    (a mute with notifications; until NULL: for good) · elsewhere (on an exclusive list) · tag (words) ·
    filter (there is one).
    """
    return await tx.rows(
        """SELECT 'follow' AS kind, followee_id AS id,
                  CASE WHEN reposts THEN NULL ELSE 0::float8 END AS until, languages AS words
           FROM follows WHERE follower_id = $1
           UNION ALL
           SELECT 'apart', target_id, NULL, NULL FROM blocks WHERE account_id = $1
           UNION ALL
           SELECT 'apart', account_id, NULL, NULL FROM blocks WHERE target_id = $1
           UNION ALL
           SELECT CASE WHEN notifications THEN 'quiet' ELSE 'mute' END, target_id,
                  extract(epoch FROM until)::float8, NULL
           FROM mutes WHERE account_id = $1 AND (until IS NULL OR until > now())
           UNION ALL
           SELECT 'elsewhere', m.account_id, NULL, NULL
           FROM lists l JOIN list_members m ON m.list_id = l.id
           WHERE l.account_id = $1 AND l.exclusive
           UNION ALL
           SELECT 'tag', 0, NULL, ARRAY[tag] FROM tag_follows WHERE account_id = $1
           UNION ALL
           SELECT 'filter', 0, NULL, NULL
           WHERE EXISTS (SELECT FROM filters WHERE account_id = $1)""",
        account_id,
    )


async def standing_rows(tx: ReadTx, viewer_id: int, ids: Collection[int]) -> list[Row]:
    """How the viewer stands to each of these accounts, in the words of ``model.Relationship``."""
    return await tx.rows(
        """SELECT x.id, f.follower_id IS NOT NULL AS following,
                  coalesce(f.reposts, r.reposts, false) AS showing_reposts,
                  coalesce(f.notify, r.notify, false) AS notifying,
                  coalesce(f.languages, r.languages) AS languages,
                  EXISTS (SELECT FROM follows WHERE follower_id = x.id AND followee_id = $1)
                      AS followed_by,
                  EXISTS (SELECT FROM blocks WHERE account_id = $1 AND target_id = x.id)
                      AS blocking,
                  EXISTS (SELECT FROM blocks WHERE account_id = x.id AND target_id = $1)
                      AS blocked_by,
                  m.account_id IS NOT NULL AS muting,
                  coalesce(m.notifications, false) AS muting_notifications,
                  m.until AS muted_until,
                  r.follower_id IS NOT NULL AS requested,
                  EXISTS (SELECT FROM follow_requests
                          WHERE follower_id = x.id AND followee_id = $1) AS requested_by,
                  EXISTS (SELECT FROM endorsements WHERE account_id = $1 AND target_id = x.id)
                      AS endorsed,
                  coalesce(n.text, '') AS note
           FROM unnest($2::bigint[]) AS x (id)
           LEFT JOIN follows f ON f.follower_id = $1 AND f.followee_id = x.id
           LEFT JOIN follow_requests r ON r.follower_id = $1 AND r.followee_id = x.id
           LEFT JOIN mutes m ON m.account_id = $1 AND m.target_id = x.id
                AND (m.until IS NULL OR m.until > now())
           LEFT JOIN account_notes n ON n.account_id = $1 AND n.target_id = x.id""",
        viewer_id,
        list(ids),
    )


# follows ----------------------------------------------------------------------------------------


async def insert_follow(
    tx: WriteTx,
    follower_id: int,
    followee_id: int,
    reposts: bool,
    notify: bool,
    languages: Sequence[str] | None,
) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            """INSERT INTO follows (follower_id, followee_id, reposts, notify, languages)
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING""",
            follower_id,
            followee_id,
            reposts,
            notify,
            languages,
        )
        == 1
    )


async def change_follow(
    tx: WriteTx,
    follower_id: int,
    followee_id: int,
    reposts: bool | None,
    notify: bool | None,
    languages: Sequence[str] | None,
) -> bool | None:
    """Set what is not None (no languages: all). Whether it changed, None when there is no follow."""
    changed: bool | None = await tx.value(
        """WITH before AS (
               SELECT reposts, notify, languages FROM follows
               WHERE follower_id = $1 AND followee_id = $2 FOR UPDATE)
           UPDATE follows f SET reposts = coalesce($3, f.reposts), notify = coalesce($4, f.notify),
               languages = CASE WHEN $5::text[] IS NULL THEN f.languages ELSE nullif($5, '{}') END
           FROM before WHERE f.follower_id = $1 AND f.followee_id = $2
           RETURNING (f.reposts, f.notify, f.languages)
               IS DISTINCT FROM (before.reposts, before.notify, before.languages)""",
        follower_id,
        followee_id,
        reposts,
        notify,
        languages,
    )
    return changed


async def notified_follower_ids(tx: ReadTx, followee_id: int) -> list[int]:
    """Who wants to hear of each post of an account."""
    rows = await tx.rows(
        "SELECT follower_id FROM follows WHERE followee_id = $1 AND notify", followee_id
    )
    return [row["follower_id"] for row in rows]


async def insert_request(
    tx: WriteTx,
    follower_id: int,
    followee_id: int,
    reposts: bool,
    notify: bool,
    languages: Sequence[str] | None,
) -> bool:
    """False when it was asked already; its options are then those given now."""
    fresh: bool = await tx.value(
        """INSERT INTO follow_requests (follower_id, followee_id, reposts, notify, languages)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (follower_id, followee_id) DO UPDATE SET reposts = excluded.reposts,
               notify = excluded.notify, languages = excluded.languages
           RETURNING xmax = 0""",
        follower_id,
        followee_id,
        reposts,
        notify,
        languages,
    )
    return fresh


async def take_request(tx: WriteTx, follower_id: int, followee_id: int) -> Row | None:
    """Remove a request: (reposts, notify, languages), None when there was none."""
    return await tx.row(
        """DELETE FROM follow_requests WHERE follower_id = $1 AND followee_id = $2
           RETURNING reposts, notify, languages""",
        follower_id,
        followee_id,
    )


async def hold_request(tx: WriteTx, follower_id: int, followee_id: int) -> bool:
    """Whether it is asked; it then stays until the transaction ends."""
    return None is not await tx.row(
        """SELECT id FROM follow_requests WHERE follower_id = $1 AND followee_id = $2
           FOR KEY SHARE""",
        follower_id,
        followee_id,
    )


async def requester_ids(tx: ReadTx, followee_id: int) -> list[int]:
    """Who asks to follow the account, who asked first first."""
    rows = await tx.rows(
        "SELECT follower_id FROM follow_requests WHERE followee_id = $1 ORDER BY id", followee_id
    )
    return [row["follower_id"] for row in rows]


async def count_requests(tx: ReadTx, followee_id: int) -> int:
    count: int = await tx.value(
        "SELECT count(*) FROM follow_requests WHERE followee_id = $1", followee_id
    )
    return count


async def requests_before(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    """(id, person_id) of those who ask to follow the account, newest first."""
    return await tx.rows(
        """SELECT id, follower_id AS person_id FROM follow_requests
           WHERE followee_id = $1 AND ($2::bigint IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )


async def familiar_rows(tx: ReadTx, viewer_id: int, ids: Collection[int], each: int) -> list[Row]:
    """(id, person_id): people whom the viewer follows and who follow one of the accounts."""
    return await tx.rows(
        """SELECT x.id, k.person_id FROM unnest($2::bigint[]) AS x (id)
           CROSS JOIN LATERAL (
               SELECT theirs.follower_id AS person_id FROM follows mine
               JOIN follows theirs ON theirs.follower_id = mine.followee_id
                   AND theirs.followee_id = x.id
               WHERE mine.follower_id = $1
                   AND NOT EXISTS (SELECT FROM blocks
                                   WHERE account_id = mine.followee_id AND target_id = $1)
               ORDER BY theirs.id DESC LIMIT $3) k""",
        viewer_id,
        list(ids),
        each,
    )


# notes and endorsements -------------------------------------------------------------------------


async def set_note(tx: WriteTx, account_id: int, target_id: int, text: str) -> None:
    await tx.run(
        """INSERT INTO account_notes (account_id, target_id, text) VALUES ($1, $2, $3)
           ON CONFLICT (account_id, target_id) DO UPDATE SET text = excluded.text""",
        account_id,
        target_id,
        text,
    )


async def delete_note(tx: WriteTx, account_id: int, target_id: int) -> None:
    await tx.run(
        "DELETE FROM account_notes WHERE account_id = $1 AND target_id = $2", account_id, target_id
    )


async def insert_endorsement(tx: WriteTx, account_id: int, target_id: int) -> None:
    await tx.run(
        "INSERT INTO endorsements (account_id, target_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        account_id,
        target_id,
    )


async def delete_endorsement(tx: WriteTx, account_id: int, target_id: int) -> None:
    await tx.run(
        "DELETE FROM endorsements WHERE account_id = $1 AND target_id = $2", account_id, target_id
    )


async def endorsements_before(
    tx: ReadTx, account_id: int, before: int | None, limit: int
) -> list[Row]:
    """(id, person_id) of those whom the account endorses, newest first."""
    return await tx.rows(
        """SELECT id, target_id AS person_id FROM endorsements
           WHERE account_id = $1 AND ($2::bigint IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )


async def leave_lists(tx: WriteTx, owner_id: int, member_id: int) -> list[int]:
    """Take somebody off all lists of an account; ids of the lists that they were on."""
    rows = await tx.rows(
        """DELETE FROM list_members m USING lists l
           WHERE l.id = m.list_id AND l.account_id = $1 AND m.account_id = $2
           RETURNING l.id""",
        owner_id,
        member_id,
    )
    return [row["id"] for row in rows]


# doors and moves --------------------------------------------------------------------------------


async def set_locked(tx: WriteTx, account_id: int, locked: bool) -> bool | None:
    """What it was before; None when there is no such account."""
    before: bool | None = await tx.value(
        """UPDATE accounts a SET locked = $2, revision = a.revision + 1
           FROM (SELECT id, locked FROM accounts WHERE id = $1 FOR UPDATE) b
           WHERE a.id = b.id RETURNING b.locked""",
        account_id,
        locked,
    )
    return before


async def set_discoverable(tx: WriteTx, account_id: int, discoverable: bool) -> None:
    await tx.run(
        "UPDATE accounts SET discoverable = $2, revision = revision + 1 WHERE id = $1",
        account_id,
        discoverable,
    )


async def set_also_known_as(tx: WriteTx, account_id: int, addresses: Sequence[str]) -> None:
    await tx.run(
        "UPDATE accounts SET also_known_as = $2, revision = revision + 1 WHERE id = $1",
        account_id,
        list(addresses),
    )


async def set_moved_to(tx: WriteTx, account_id: int, moved_to_id: int | None) -> None:
    await tx.run(
        "UPDATE accounts SET moved_to_id = $2, revision = revision + 1 WHERE id = $1",
        account_id,
        moved_to_id,
    )
