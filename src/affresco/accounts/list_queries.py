"""All SQL about lists of people, and about followed hashtags."""

from __future__ import annotations

from collections.abc import Collection

from affresco.accounts.model import RepliesPolicy
from affresco.db import ReadTx, Row, WriteTx

# lists ------------------------------------------------------------------------------------------


async def list_rows(tx: ReadTx, account_id: int) -> list[Row]:
    """The lists of an account, by name."""
    return await tx.rows(
        """SELECT id, account_id, title, replies_policy, exclusive FROM lists
           WHERE account_id = $1 ORDER BY lower(title), id""",
        account_id,
    )


async def list_row(tx: ReadTx, account_id: int, list_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, account_id, title, replies_policy, exclusive FROM lists
           WHERE id = $2 AND account_id = $1""",
        account_id,
        list_id,
    )


async def lock_list(tx: WriteTx, account_id: int, list_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, account_id, title, replies_policy, exclusive FROM lists
           WHERE id = $2 AND account_id = $1 FOR NO KEY UPDATE""",
        account_id,
        list_id,
    )


async def lists_with(tx: ReadTx, account_id: int, member_id: int) -> list[Row]:
    """Those of the account's lists on which somebody is."""
    return await tx.rows(
        """SELECT l.id, l.account_id, l.title, l.replies_policy, l.exclusive
           FROM lists l JOIN list_members m ON m.list_id = l.id
           WHERE l.account_id = $1 AND m.account_id = $2 ORDER BY lower(l.title), l.id""",
        account_id,
        member_id,
    )


async def count_lists(tx: ReadTx, account_id: int) -> int:
    count: int = await tx.value("SELECT count(*) FROM lists WHERE account_id = $1", account_id)
    return count


async def insert_list(
    tx: WriteTx, account_id: int, title: str, replies_policy: RepliesPolicy, exclusive: bool
) -> int:
    list_id: int = await tx.value(
        """INSERT INTO lists (account_id, title, replies_policy, exclusive)
           VALUES ($1, $2, $3, $4) RETURNING id""",
        account_id,
        title,
        replies_policy,
        exclusive,
    )
    return list_id


async def set_list(
    tx: WriteTx, list_id: int, title: str, replies_policy: RepliesPolicy, exclusive: bool
) -> None:
    await tx.run(
        "UPDATE lists SET title = $2, replies_policy = $3, exclusive = $4 WHERE id = $1",
        list_id,
        title,
        replies_policy,
        exclusive,
    )


async def delete_list(tx: WriteTx, account_id: int, list_id: int) -> bool:
    """False when there was none."""
    return (
        await tx.run("DELETE FROM lists WHERE id = $2 AND account_id = $1", account_id, list_id)
        == 1
    )


async def member_ids(tx: ReadTx, list_id: int) -> list[int]:
    """Everybody on a list."""
    rows = await tx.rows("SELECT account_id FROM list_members WHERE list_id = $1", list_id)
    return [row["account_id"] for row in rows]


async def count_members(tx: ReadTx, list_id: int) -> int:
    count: int = await tx.value("SELECT count(*) FROM list_members WHERE list_id = $1", list_id)
    return count


async def members_before(
    tx: ReadTx, list_id: int, before: int | None, limit: int | None
) -> list[Row]:
    """(id, person_id) of those on a list, newest first; all of them for no limit."""
    return await tx.rows(
        """SELECT id, account_id AS person_id FROM list_members
           WHERE list_id = $1 AND ($2::bigint IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        list_id,
        before,
        limit,
    )


async def insert_members(
    tx: WriteTx, list_id: int, owner_id: int, account_ids: Collection[int]
) -> int:
    """Put people on a list; how many of them can be there, because its owner follows them."""
    followed: int = await tx.value(
        """WITH followed AS (
               SELECT followee_id AS id FROM follows
               WHERE follower_id = $2 AND followee_id = ANY($3::bigint[]) FOR KEY SHARE),
           put AS (
               INSERT INTO list_members (list_id, account_id) SELECT $1, id FROM followed
               ON CONFLICT DO NOTHING)
           SELECT count(*) FROM followed""",
        list_id,
        owner_id,
        list(account_ids),
    )
    return followed


async def delete_members(tx: WriteTx, list_id: int, account_ids: Collection[int]) -> None:
    await tx.run(
        "DELETE FROM list_members WHERE list_id = $1 AND account_id = ANY($2::bigint[])",
        list_id,
        list(account_ids),
    )


# followed hashtags ------------------------------------------------------------------------------


async def insert_tag_follow(tx: WriteTx, account_id: int, tag: str) -> bool:
    """False when it was so already."""
    return (
        await tx.run(
            "INSERT INTO tag_follows (account_id, tag) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            account_id,
            tag,
        )
        == 1
    )


async def delete_tag_follow(tx: WriteTx, account_id: int, tag: str) -> bool:
    """False when there was nothing to delete."""
    return (
        await tx.run("DELETE FROM tag_follows WHERE account_id = $1 AND tag = $2", account_id, tag)
        == 1
    )


async def count_tag_follows(tx: ReadTx, account_id: int) -> int:
    count: int = await tx.value(
        "SELECT count(*) FROM tag_follows WHERE account_id = $1", account_id
    )
    return count


async def tag_follows_before(
    tx: ReadTx, account_id: int, before: int | None, limit: int
) -> list[Row]:
    """(id, tag) of followed hashtags, newest first."""
    return await tx.rows(
        """SELECT id, tag FROM tag_follows
           WHERE account_id = $1 AND ($2::bigint IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )
