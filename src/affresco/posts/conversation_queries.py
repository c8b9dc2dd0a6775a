"""All SQL about conversations: threads of direct posts, one row for each who takes part."""

from __future__ import annotations

from collections.abc import Collection

from affresco.db import ReadTx, Row, WriteTx


async def take_up(
    tx: WriteTx, account_id: int, root_id: int, people: Collection[int], post_id: int, unread: bool
) -> int:
    """Put a post into the account's conversation with these people, which begins with it if need be.
    Returns the conversation's id."""
    conversation_id: int = await tx.value(
        """INSERT INTO conversations (account_id, root_id, people, last_post_id, unread)
           VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (account_id, root_id, people) DO UPDATE
           SET last_post_id = greatest(conversations.last_post_id, excluded.last_post_id),
               unread = excluded.unread
           RETURNING id""",
        account_id,
        root_id,
        sorted(people),
        post_id,
        unread,
    )
    await tx.run(
        """INSERT INTO conversation_posts (conversation_id, post_id) VALUES ($1, $2)
           ON CONFLICT DO NOTHING""",
        conversation_id,
        post_id,
    )
    return conversation_id


async def of_post(tx: ReadTx, post_id: int) -> list[Row]:
    """(id, account_id) of the conversations that a post is in."""
    return await tx.rows(
        """SELECT c.id, c.account_id FROM conversation_posts p
           JOIN conversations c ON c.id = p.conversation_id WHERE p.post_id = $1""",
        post_id,
    )


async def page_rows(
    tx: ReadTx, account_id: int, below: int, above: int, limit: int, upward: bool
) -> list[Row]:
    """Conversations by their last post within the bounds."""
    older = """SELECT id, account_id, root_id, people, last_post_id, unread FROM conversations
               WHERE account_id = $1 AND last_post_id < $2 AND last_post_id > $3
               ORDER BY last_post_id DESC LIMIT $4"""
    newer = """SELECT id, account_id, root_id, people, last_post_id, unread FROM conversations
               WHERE account_id = $1 AND last_post_id < $2 AND last_post_id > $3
               ORDER BY last_post_id LIMIT $4"""
    return await tx.rows(newer if upward else older, account_id, below, above, limit)


async def row_of(tx: ReadTx, conversation_id: int, account_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, account_id, root_id, people, last_post_id, unread FROM conversations
           WHERE id = $1 AND account_id = $2""",
        conversation_id,
        account_id,
    )


async def post_ids(tx: ReadTx, conversation_id: int, before: int, limit: int) -> list[int]:
    """Posts of a conversation, the newest first."""
    rows = await tx.rows(
        """SELECT post_id FROM conversation_posts WHERE conversation_id = $1 AND post_id < $2
           ORDER BY post_id DESC LIMIT $3""",
        conversation_id,
        before,
        limit,
    )
    return [row["post_id"] for row in rows]


async def set_read(tx: WriteTx, conversation_id: int, account_id: int, unread: bool) -> bool:
    """False when it was so already, or is not the account's."""
    return (
        await tx.run(
            """UPDATE conversations SET unread = $3
               WHERE id = $1 AND account_id = $2 AND unread <> $3""",
            conversation_id,
            account_id,
            unread,
        )
        == 1
    )


async def delete(tx: WriteTx, conversation_id: int, account_id: int) -> bool:
    """False when there was none."""
    return (
        await tx.run(
            "DELETE FROM conversations WHERE id = $1 AND account_id = $2",
            conversation_id,
            account_id,
        )
        == 1
    )


async def unread_count(tx: ReadTx, account_id: int, at_most: int) -> int:
    count: int = await tx.value(
        """SELECT count(*) FROM (SELECT FROM conversations WHERE account_id = $1 AND unread
           LIMIT $2) AS unread""",
        account_id,
        at_most,
    )
    return count
