"""All SQL of feeds: ids of entries in order, and notifications.

Timelines come in two directions: ``older`` (highest ids first) and ``above`` (lowest first), both
with above < id < below. Each branch walks an index, so that the cost depends on the page, not on how
many posts there are.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from affresco.db import ReadTx, Row, WriteTx
from affresco.feeds.model import Entry, NotificationKind, Wanted
from affresco.feeds.skeleton import Bounds

FIRST: Final = 3
"""Entries of each source of a home that are looked at first."""


async def _either(tx: ReadTx, older: str, above: str, bounds: Bounds, *args: object) -> list[Entry]:
    """Run the statement for the direction."""
    return await _entries(tx, above if bounds.upward else older, bounds, *args)


async def _entries(tx: ReadTx, sql: str, bounds: Bounds, *args: object) -> list[Entry]:
    """$1 below, $2 above, $3 limit, then ``args``."""
    rows = await tx.rows(sql, bounds.below, bounds.above, bounds.limit, *args)
    return [Entry(row["id"], row["post_id"], row["reposted_by"]) for row in rows]


# home -------------------------------------------------------------------------------------------

# Posts by the sources except what is for somebody else, answers only to themselves and to the answered
# ones; their reposts; and what everybody finds under one of the hashtags. First the newest few of each
# source ($8): the $3rd of them all is the edge, at which or above which the page lies. Then the rest of
# what lies above it, of those sources alone that gave all they might. So a page costs one short index walk
# for each source, however many posts it has, and however many of the page are by one of them.
_HOME_OLDER: Final = """
    WITH first AS MATERIALIZED (
        SELECT source.id AS source, s.reposted, s.id, s.post_id
        FROM unnest($5::bigint[]) AS source (id)
        CROSS JOIN LATERAL (
            (SELECT false AS reposted, p.id, p.id AS post_id FROM posts p
             WHERE p.account_id = source.id AND p.id < $1 AND p.id > $2
               AND (p.visibility NOT IN ('private', 'direct') OR p.account_id = $4)
               AND (p.in_reply_to_account_id IS NULL OR p.in_reply_to_account_id = p.account_id
                    OR p.in_reply_to_account_id = ANY($6::bigint[]))
             ORDER BY p.id DESC LIMIT $8)
            UNION ALL
            (SELECT true, r.id, r.post_id FROM reposts r
             WHERE r.account_id = source.id AND r.id < $1 AND r.id > $2
             ORDER BY r.id DESC LIMIT $8)) s),
    tagged AS MATERIALIZED (
        SELECT t.id FROM unnest($7::text[]) AS followed (tag)
        CROSS JOIN LATERAL (
            SELECT p.id FROM post_tags x JOIN posts p ON p.id = x.post_id
            WHERE x.tag = followed.tag AND x.post_id < $1 AND x.post_id > $2
              AND p.visibility = 'public' AND p.in_reply_to_id IS NULL
            ORDER BY x.post_id DESC LIMIT $3) t),
    edge AS MATERIALIZED (
        SELECT coalesce((SELECT id FROM (SELECT id FROM first UNION SELECT id FROM tagged) x
                         ORDER BY id DESC OFFSET $3 - 1 LIMIT 1), $2) AS id),
    rest AS (
        SELECT s.*
        FROM (SELECT source, reposted, min(id) AS oldest FROM first
              GROUP BY source, reposted HAVING count(*) >= $8) busy
        JOIN edge ON edge.id < busy.oldest
        CROSS JOIN LATERAL (
            (SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by FROM posts p
             WHERE NOT busy.reposted AND p.account_id = busy.source
               AND p.id < busy.oldest AND p.id > edge.id
               AND (p.visibility NOT IN ('private', 'direct') OR p.account_id = $4)
               AND (p.in_reply_to_account_id IS NULL OR p.in_reply_to_account_id = p.account_id
                    OR p.in_reply_to_account_id = ANY($6::bigint[]))
             ORDER BY p.id DESC LIMIT $3)
            UNION ALL
            (SELECT r.id, r.post_id, r.account_id FROM reposts r
             WHERE busy.reposted AND r.account_id = busy.source
               AND r.id < busy.oldest AND r.id > edge.id
             ORDER BY r.id DESC LIMIT $3)) s)
    SELECT DISTINCT e.id, e.post_id, e.reposted_by
    FROM (
        SELECT id, post_id, CASE WHEN reposted THEN source END AS reposted_by FROM first
        UNION ALL
        SELECT id, id, NULL FROM tagged
        UNION ALL
        SELECT id, post_id, reposted_by FROM rest) e
    WHERE e.id >= (SELECT id FROM edge)
    ORDER BY e.id DESC LIMIT $3"""
_HOME_ABOVE: Final = """
    SELECT DISTINCT e.id, e.post_id, e.reposted_by
    FROM (
        SELECT s.* FROM unnest($5::bigint[]) AS source (id)
        CROSS JOIN LATERAL (
            (SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by FROM posts p
             WHERE p.account_id = source.id AND p.id < $1 AND p.id > $2
               AND (p.visibility NOT IN ('private', 'direct') OR p.account_id = $4)
               AND (p.in_reply_to_account_id IS NULL OR p.in_reply_to_account_id = p.account_id
                    OR p.in_reply_to_account_id = ANY($6::bigint[]))
             ORDER BY p.id LIMIT $3)
            UNION ALL
            (SELECT r.id, r.post_id, r.account_id FROM reposts r
             WHERE r.account_id = source.id AND r.id < $1 AND r.id > $2
             ORDER BY r.id LIMIT $3)) s
        UNION ALL
        SELECT t.* FROM unnest($7::text[]) AS followed (tag)
        CROSS JOIN LATERAL (
            SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by
            FROM post_tags x JOIN posts p ON p.id = x.post_id
            WHERE x.tag = followed.tag AND x.post_id < $1 AND x.post_id > $2
              AND p.visibility = 'public' AND p.in_reply_to_id IS NULL
            ORDER BY x.post_id LIMIT $3) t) e
    ORDER BY e.id LIMIT $3"""


async def home(
    tx: ReadTx,
    bounds: Bounds,
    account_id: int,
    sources: Collection[int],
    answered: Collection[int],
    tags: Collection[str],
) -> list[Entry]:
    """Of a home or a list. account_id: whose; sources: whose posts and reposts; answered: to whom their
    answers are shown; tags: hashtags of which everything public is shown."""
    args = (account_id, list(sources), list(answered), list(tags))
    if bounds.upward:
        return await _entries(tx, _HOME_ABOVE, bounds, *args)
    return await _entries(tx, _HOME_OLDER, bounds, *args, FIRST)


# other timelines --------------------------------------------------------------------------------

_LOCAL_OLDER: Final = """
    SELECT id, id AS post_id, NULL::bigint AS reposted_by FROM posts
    WHERE visibility = 'public' AND in_reply_to_id IS NULL AND id < $1 AND id > $2
    ORDER BY id DESC LIMIT $3"""
_LOCAL_ABOVE: Final = """
    SELECT id, id AS post_id, NULL::bigint AS reposted_by FROM posts
    WHERE visibility = 'public' AND in_reply_to_id IS NULL AND id < $1 AND id > $2
    ORDER BY id LIMIT $3"""


async def local(tx: ReadTx, bounds: Bounds) -> list[Entry]:
    """Public posts that answer nobody."""
    return await _either(tx, _LOCAL_OLDER, _LOCAL_ABOVE, bounds)


_PERSON_OLDER: Final = """
    (SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by FROM posts p
     WHERE p.account_id = $4 AND p.id < $1 AND p.id > $2 AND p.visibility = ANY($5::text[])
       AND ($6 OR p.in_reply_to_account_id IS NULL OR p.in_reply_to_account_id = $4)
       AND (NOT $7 OR EXISTS (SELECT FROM post_media m WHERE m.post_id = p.id))
     ORDER BY p.id DESC LIMIT $3)
    UNION ALL
    (SELECT r.id, r.post_id, r.account_id FROM reposts r
     WHERE r.account_id = $4 AND r.id < $1 AND r.id > $2 AND NOT $7
     ORDER BY r.id DESC LIMIT $3)
    ORDER BY id DESC LIMIT $3"""
_PERSON_ABOVE: Final = """
    (SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by FROM posts p
     WHERE p.account_id = $4 AND p.id < $1 AND p.id > $2 AND p.visibility = ANY($5::text[])
       AND ($6 OR p.in_reply_to_account_id IS NULL OR p.in_reply_to_account_id = $4)
       AND (NOT $7 OR EXISTS (SELECT FROM post_media m WHERE m.post_id = p.id))
     ORDER BY p.id LIMIT $3)
    UNION ALL
    (SELECT r.id, r.post_id, r.account_id FROM reposts r
     WHERE r.account_id = $4 AND r.id < $1 AND r.id > $2 AND NOT $7
     ORDER BY r.id LIMIT $3)
    ORDER BY id LIMIT $3"""


async def person(
    tx: ReadTx,
    bounds: Bounds,
    account_id: int,
    visibilities: Collection[str],
    with_replies: bool,
    only_pictures: bool,
) -> list[Entry]:
    """Posts and reposts of one account; answers to oneself always, to others only with_replies.

    only_pictures: posts of their own that have pictures, and no reposts.
    """
    return await _either(
        tx,
        _PERSON_OLDER,
        _PERSON_ABOVE,
        bounds,
        account_id,
        list(visibilities),
        with_replies,
        only_pictures,
    )


_TAG_OLDER: Final = """
    SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by
    FROM post_tags t JOIN posts p ON p.id = t.post_id
    WHERE t.tag = $4 AND t.post_id < $1 AND t.post_id > $2
      AND p.visibility = 'public' AND p.in_reply_to_id IS NULL
    ORDER BY t.post_id DESC LIMIT $3"""
_TAG_ABOVE: Final = """
    SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by
    FROM post_tags t JOIN posts p ON p.id = t.post_id
    WHERE t.tag = $4 AND t.post_id < $1 AND t.post_id > $2
      AND p.visibility = 'public' AND p.in_reply_to_id IS NULL
    ORDER BY t.post_id LIMIT $3"""


async def tag(tx: ReadTx, bounds: Bounds, name: str) -> list[Entry]:
    """Public posts with a hashtag that answer nobody."""
    return await _either(tx, _TAG_OLDER, _TAG_ABOVE, bounds, name)


_LIKES_OLDER: Final = """
    SELECT id, post_id, NULL::bigint AS reposted_by FROM likes
    WHERE account_id = $4 AND id < $1 AND id > $2 ORDER BY id DESC LIMIT $3"""
_LIKES_ABOVE: Final = """
    SELECT id, post_id, NULL::bigint AS reposted_by FROM likes
    WHERE account_id = $4 AND id < $1 AND id > $2 ORDER BY id LIMIT $3"""


async def likes(tx: ReadTx, bounds: Bounds, account_id: int) -> list[Entry]:
    """What the account likes, in the order in which it came to."""
    return await _either(tx, _LIKES_OLDER, _LIKES_ABOVE, bounds, account_id)


_BOOKMARKS_OLDER: Final = """
    SELECT id, post_id, NULL::bigint AS reposted_by FROM bookmarks
    WHERE account_id = $4 AND id < $1 AND id > $2 ORDER BY id DESC LIMIT $3"""
_BOOKMARKS_ABOVE: Final = """
    SELECT id, post_id, NULL::bigint AS reposted_by FROM bookmarks
    WHERE account_id = $4 AND id < $1 AND id > $2 ORDER BY id LIMIT $3"""


async def bookmarks(tx: ReadTx, bounds: Bounds, account_id: int) -> list[Entry]:
    """In the order in which they were made."""
    return await _either(tx, _BOOKMARKS_OLDER, _BOOKMARKS_ABOVE, bounds, account_id)


_QUOTES_OLDER: Final = """
    SELECT post_id AS id, post_id, NULL::bigint AS reposted_by FROM quotes
    WHERE quoted_id = $4 AND state = 'accepted' AND post_id < $1 AND post_id > $2
    ORDER BY post_id DESC LIMIT $3"""
_QUOTES_ABOVE: Final = """
    SELECT post_id AS id, post_id, NULL::bigint AS reposted_by FROM quotes
    WHERE quoted_id = $4 AND state = 'accepted' AND post_id < $1 AND post_id > $2
    ORDER BY post_id LIMIT $3"""


async def quotes(tx: ReadTx, bounds: Bounds, post_id: int) -> list[Entry]:
    """Posts that quote a post."""
    return await _either(tx, _QUOTES_OLDER, _QUOTES_ABOVE, bounds, post_id)


async def post_count(tx: ReadTx, account_id: int) -> int:
    """Posts of an account for everybody, answers included: a number must not tell of what is hidden."""
    count: int = await tx.value(
        """SELECT count(*) FROM posts
           WHERE account_id = $1 AND visibility IN ('public', 'unlisted')""",
        account_id,
    )
    return count


async def post_counts(tx: ReadTx, account_ids: Collection[int]) -> dict[int, int]:
    """``post_count`` of several accounts; those without posts are left out."""
    rows = await tx.rows(
        """SELECT account_id, count(*) AS posts FROM posts
           WHERE account_id = ANY($1::bigint[]) AND visibility IN ('public', 'unlisted')
           GROUP BY account_id""",
        list(account_ids),
    )
    return {row["account_id"]: row["posts"] for row in rows}


# threads ----------------------------------------------------------------------------------------


async def ancestors(tx: ReadTx, post_id: int, limit: int) -> list[Row]:
    """(id, in_reply_to_id) from the post upwards to where the chain ends or breaks."""
    return await tx.rows(
        """WITH RECURSIVE chain AS (
               SELECT id, in_reply_to_id, 0 AS step FROM posts WHERE id = $1
               UNION ALL
               SELECT p.id, p.in_reply_to_id, chain.step + 1
               FROM posts p JOIN chain ON p.id = chain.in_reply_to_id WHERE chain.step < $2)
           SELECT id, in_reply_to_id FROM chain ORDER BY step""",
        post_id,
        limit,
    )


async def thread_replies(tx: ReadTx, root_id: int, limit: int) -> list[Row]:
    """(id, in_reply_to_id) of everything in a thread but its root, oldest first."""
    return await tx.rows(
        """SELECT id, in_reply_to_id FROM posts WHERE root_id = $1 AND id <> $1
           ORDER BY id LIMIT $2""",
        root_id,
        limit,
    )


async def replies_below(tx: ReadTx, post_id: int, limit: int) -> list[Row]:
    """(id, in_reply_to_id) of everything that answers a post or its answers, level by level."""
    return await tx.rows(
        """WITH RECURSIVE below AS (
               SELECT id, in_reply_to_id FROM posts WHERE in_reply_to_id = $1
               UNION ALL
               SELECT p.id, p.in_reply_to_id FROM posts p JOIN below ON p.in_reply_to_id = below.id)
           SELECT id, in_reply_to_id FROM below LIMIT $2""",
        post_id,
        limit,
    )


# notifications ----------------------------------------------------------------------------------

_NOTIFICATIONS_OLDER: Final = """
    SELECT n.id, n.kind, n.actor_id, n.post_id, n.at, n.id <= coalesce(m.last_read_id, 0) AS seen
    FROM notifications n
    LEFT JOIN markers m ON m.account_id = n.account_id AND m.timeline = 'notifications'
    WHERE n.account_id = $4 AND n.id < $1 AND n.id > $2 AND ($5::text[] IS NULL OR n.kind = ANY($5))
      AND ($6::bigint IS NULL OR n.actor_id = $6) AND ($7 OR NOT n.filtered) ORDER BY n.id DESC LIMIT $3"""
_NOTIFICATIONS_ABOVE: Final = """
    SELECT n.id, n.kind, n.actor_id, n.post_id, n.at, n.id <= coalesce(m.last_read_id, 0) AS seen
    FROM notifications n
    LEFT JOIN markers m ON m.account_id = n.account_id AND m.timeline = 'notifications'
    WHERE n.account_id = $4 AND n.id < $1 AND n.id > $2 AND ($5::text[] IS NULL OR n.kind = ANY($5))
      AND ($6::bigint IS NULL OR n.actor_id = $6) AND ($7 OR NOT n.filtered) ORDER BY n.id LIMIT $3"""


async def notifications(tx: ReadTx, bounds: Bounds, account_id: int, wanted: Wanted) -> list[Row]:
    return await tx.rows(
        _NOTIFICATIONS_ABOVE if bounds.upward else _NOTIFICATIONS_OLDER,
        bounds.below,
        bounds.above,
        bounds.limit,
        account_id,
        wanted.kinds,
        wanted.actor_id,
        wanted.filtered,
    )


async def unread(tx: ReadTx, account_id: int, at_most: int) -> int:
    """Notifications newer than what was seen, of those whom the account wants to hear of; counting stops
    at ``at_most``."""
    count: int = await tx.value(
        """SELECT count(*) FROM (
               SELECT FROM notifications n WHERE account_id = $1 AND id > coalesce(
                   (SELECT last_read_id FROM markers
                    WHERE account_id = $1 AND timeline = 'notifications'), 0)
                 AND NOT filtered
                 AND NOT EXISTS (SELECT FROM blocks
                                 WHERE account_id = $1 AND target_id = n.actor_id)
                 AND NOT EXISTS (SELECT FROM blocks
                                 WHERE account_id = n.actor_id AND target_id = $1)
                 AND NOT EXISTS (SELECT FROM mutes WHERE account_id = $1
                                 AND target_id = n.actor_id AND notifications
                                 AND (until IS NULL OR until > now()))
               LIMIT $2) AS newer""",
        account_id,
        at_most,
    )
    return count


async def insert_notification(
    tx: WriteTx,
    account_id: int,
    kind: NotificationKind,
    actor_id: int,
    post_id: int | None,
    *,
    filtered: bool = False,
) -> int | None:
    """The id, None when it was there already or the account is gone."""
    notification_id: int | None = await tx.value(
        """INSERT INTO notifications (account_id, kind, actor_id, post_id, filtered)
           SELECT id, $2, $3, $4, $5 FROM accounts WHERE id = $1
           ON CONFLICT DO NOTHING RETURNING id""",
        account_id,
        kind,
        actor_id,
        post_id,
        filtered,
    )
    return notification_id


async def delete_citations_before_today(tx: WriteTx, account_id: int, post_id: int) -> None:
    """Days are those of UTC."""
    await tx.run(
        """DELETE FROM notifications WHERE account_id = $1 AND kind = 'cited' AND post_id = $2
             AND at < date_trunc('day', now() AT TIME ZONE 'utc') AT TIME ZONE 'utc'""",
        account_id,
        post_id,
    )


async def delete_about_post(
    tx: WriteTx, kind: NotificationKind, actor_id: int, post_id: int
) -> list[int]:
    """Whose notifications were taken back."""
    rows = await tx.rows(
        """DELETE FROM notifications WHERE post_id = $3 AND kind = $1 AND actor_id = $2
           RETURNING account_id""",
        kind,
        actor_id,
        post_id,
    )
    return [row["account_id"] for row in rows]


async def delete_about_follow(
    tx: WriteTx, kind: NotificationKind, account_id: int, actor_id: int
) -> bool:
    """kind: follow or follow_request. False when there was none."""
    return (
        await tx.run(
            """DELETE FROM notifications
           WHERE account_id = $1 AND kind = $3 AND actor_id = $2 AND post_id IS NULL""",
            account_id,
            actor_id,
            kind,
        )
        == 1
    )


async def delete_of_actor(tx: WriteTx, account_id: int, actor_id: int) -> bool:
    """Of all that somebody did; False when there was none."""
    return (
        await tx.run(
            "DELETE FROM notifications WHERE account_id = $1 AND actor_id = $2",
            account_id,
            actor_id,
        )
        > 0
    )
