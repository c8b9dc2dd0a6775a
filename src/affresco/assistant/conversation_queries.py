"""SQL about conversations, their turns, and what answers cite."""

from __future__ import annotations

from collections.abc import Sequence

from affresco.assistant.model import Answer, Ask
from affresco.db import ReadTx, Row, WriteTx

# conversations -----------------------------------------------------------------------------------


async def insert_conversation(tx: WriteTx, account_id: int, title: str) -> int:
    number: int = await tx.value(
        "INSERT INTO gesso_conversations (account_id, title) VALUES ($1, $2) RETURNING id",
        account_id,
        title,
    )
    return number


async def touch(tx: WriteTx, account_id: int, conversation_id: int) -> int:
    """Hold a conversation of somebody's own, which becomes their newest. How many there are: 0 or 1."""
    return await tx.run(
        "UPDATE gesso_conversations SET updated_at = now() WHERE id = $2 AND account_id = $1",
        account_id,
        conversation_id,
    )


async def conversation(tx: ReadTx, account_id: int, conversation_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, title, created_at, updated_at FROM gesso_conversations
           WHERE id = $2 AND account_id = $1""",
        account_id,
        conversation_id,
    )


async def conversations(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[Row]:
    """The one that was spoken in last first. before: the id of the last one of the page before."""
    return await tx.rows(
        """SELECT c.id, c.title, c.created_at, c.updated_at FROM gesso_conversations c
           WHERE c.account_id = $1 AND ($2::bigint IS NULL OR (c.updated_at, c.id) < (
                 SELECT b.updated_at, b.id FROM gesso_conversations b
                 WHERE b.id = $2 AND b.account_id = $1))
           ORDER BY c.updated_at DESC, c.id DESC LIMIT $3""",
        account_id,
        before,
        limit,
    )


async def rename(tx: WriteTx, account_id: int, conversation_id: int, title: str) -> int:
    return await tx.run(
        "UPDATE gesso_conversations SET title = $3 WHERE id = $2 AND account_id = $1",
        account_id,
        conversation_id,
        title,
    )


async def delete(tx: WriteTx, account_id: int, conversation_id: int) -> int:
    return await tx.run(
        "DELETE FROM gesso_conversations WHERE id = $2 AND account_id = $1",
        account_id,
        conversation_id,
    )


async def delete_all(tx: WriteTx, account_id: int) -> int:
    return await tx.run("DELETE FROM gesso_conversations WHERE account_id = $1", account_id)


# turns --------------------------------------------------------------------------------------------


async def insert_turn(tx: WriteTx, account_id: int, conversation_id: int, ask: Ask) -> int:
    number: int = await tx.value(
        """INSERT INTO gesso_turns (account_id, conversation_id, ask) VALUES ($1, $2, $3)
           RETURNING id""",
        account_id,
        conversation_id,
        ask,
    )
    return number


async def turns(tx: ReadTx, conversation_id: int, limit: int) -> list[Row]:
    """The newest first: id, ask, answer, state, created_at, broken (nobody is making it any more)."""
    return await tx.rows(
        """SELECT id, ask, answer, state, created_at,
                  state = 'asked' AND created_at < now() - interval '6 minutes' AS broken
           FROM gesso_turns WHERE conversation_id = $1 ORDER BY id DESC LIMIT $2""",
        conversation_id,
        limit,
    )


async def turn(tx: ReadTx, account_id: int, turn_id: int) -> Row | None:
    return await tx.row(
        """SELECT id, conversation_id, ask, answer, state, created_at,
                  state = 'asked' AND created_at < now() - interval '6 minutes' AS broken
           FROM gesso_turns WHERE id = $2 AND account_id = $1""",
        account_id,
        turn_id,
    )


async def delete_turn(tx: WriteTx, account_id: int, turn_id: int) -> int | None:
    """The conversation that a question was taken out of."""
    found: int | None = await tx.value(
        "DELETE FROM gesso_turns WHERE id = $2 AND account_id = $1 RETURNING conversation_id",
        account_id,
        turn_id,
    )
    return found


async def set_answer(tx: WriteTx, turn_id: int, answer: Answer) -> int:
    """How many: 0 where it is stopped, deleted or answered by now."""
    return await tx.run(
        "UPDATE gesso_turns SET answer = $2, state = 'answered' WHERE id = $1 AND state = 'asked'",
        turn_id,
        answer,
    )


async def set_state(tx: WriteTx, turn_id: int, state: str) -> int:
    """End a question without an answer: stopped, failed or refused."""
    return await tx.run(
        "UPDATE gesso_turns SET state = $2 WHERE id = $1 AND state = 'asked'", turn_id, state
    )


# citations ----------------------------------------------------------------------------------------


async def insert_citations(tx: WriteTx, turn_id: int, post_ids: Sequence[int]) -> None:
    """Posts that are gone by now are left out."""
    await tx.run(
        """INSERT INTO gesso_citations (turn_id, post_id, account_id)
           SELECT $1, id, account_id FROM posts WHERE id = ANY($2::bigint[])
           ON CONFLICT DO NOTHING""",
        turn_id,
        list(post_ids),
    )


async def cited_by(tx: ReadTx, turn_id: int) -> list[Row]:
    """post_id, account_id of what an answer rests on, where the author wants to be told and is not the
    one who asked."""
    return await tx.rows(
        """SELECT c.post_id, c.account_id FROM gesso_citations c
           JOIN gesso_turns t ON t.id = c.turn_id
           JOIN accounts a ON a.id = c.account_id
           WHERE c.turn_id = $1 AND a.citation_notices AND c.account_id <> t.account_id
           ORDER BY c.post_id""",
        turn_id,
    )


# questions in posts -----------------------------------------------------------------------------------


async def insert_asked_in(tx: WriteTx, account_id: int, post_id: int, ask: Ask) -> int | None:
    """A question in a post; None where it was written down before."""
    number: int | None = await tx.value(
        """INSERT INTO gesso_turns (account_id, asked_in_id, ask) VALUES ($1, $2, $3)
           ON CONFLICT (asked_in_id) DO NOTHING RETURNING id""",
        account_id,
        post_id,
        ask,
    )
    return number


async def asked_in(tx: ReadTx, turn_id: int) -> Row | None:
    """A question in a post that is still to be answered: account_id, asked_in_id, ask, answer."""
    return await tx.row(
        """SELECT account_id, asked_in_id, ask, answer FROM gesso_turns
           WHERE id = $1 AND asked_in_id IS NOT NULL AND state = 'asked'""",
        turn_id,
    )


async def set_counted(tx: WriteTx, turn_id: int) -> bool:
    """Whether a question in a post was not counted before."""
    return (
        await tx.run("UPDATE gesso_turns SET counted = true WHERE id = $1 AND NOT counted", turn_id)
        == 1
    )


async def replies_citing(tx: ReadTx, post_id: int | None, account_id: int | None) -> list[int]:
    """Questions that were answered in posts with a post, or with posts of an account."""
    rows = await tx.rows(
        """SELECT id FROM gesso_turns WHERE reply_id IS NOT NULL
             AND ($1::bigint IS NOT NULL AND answer @> jsonb_build_object('sentences',
                    jsonb_build_array(jsonb_build_object('citations',
                      jsonb_build_array(jsonb_build_object('post_id', $1::bigint)))))
               OR $2::bigint IS NOT NULL AND answer @> jsonb_build_object('sentences',
                    jsonb_build_array(jsonb_build_object('citations',
                      jsonb_build_array(jsonb_build_object('account_id', $2::bigint))))))
           ORDER BY id""",
        post_id,
        account_id,
    )
    return [row["id"] for row in rows]


async def replied(tx: ReadTx, turn_id: int) -> Row | None:
    """account_id, reply_id, answer of a question that was answered in a post."""
    return await tx.row(
        """SELECT account_id, reply_id, answer FROM gesso_turns
           WHERE id = $1 AND reply_id IS NOT NULL AND answer IS NOT NULL""",
        turn_id,
    )


async def keep_answer(tx: WriteTx, turn_id: int, answer: Answer) -> None:
    """What will be said, of a question in a post that is still to be answered."""
    await tx.run(
        "UPDATE gesso_turns SET answer = $2 WHERE id = $1 AND state = 'asked'", turn_id, answer
    )


async def set_reply(tx: WriteTx, turn_id: int, reply_id: int, answer: Answer | None) -> int:
    """answer: None for a refusal."""
    return await tx.run(
        """UPDATE gesso_turns SET reply_id = (SELECT id FROM posts WHERE id = $2), answer = $3,
                  state = CASE WHEN $3::jsonb IS NULL THEN 'refused' ELSE 'answered' END
           WHERE id = $1 AND state = 'asked'""",
        turn_id,
        reply_id,
        answer,
    )


async def refused_today(tx: ReadTx, account_id: int) -> bool:
    """Whether somebody was told today that they have asked enough."""
    found: bool = await tx.value(
        """SELECT EXISTS (SELECT FROM gesso_turns WHERE account_id = $1 AND state = 'refused'
             AND reply_id IS NOT NULL
             AND created_at > date_trunc('day', now() AT TIME ZONE 'utc') AT TIME ZONE 'utc')""",
        account_id,
    )
    return found


async def answers_below(tx: ReadTx, account_id: int, post_id: int) -> list[int]:
    """Posts of an account that answer a post, be it gone by now."""
    rows = await tx.rows(
        "SELECT id FROM posts WHERE in_reply_to_id = $2 AND account_id = $1", account_id, post_id
    )
    return [row["id"] for row in rows]


async def answers_to_nothing(tx: ReadTx, account_id: int) -> list[int]:
    """Posts of an account that answer posts which are gone."""
    rows = await tx.rows(
        """SELECT p.id FROM posts p WHERE p.account_id = $1 AND p.in_reply_to_id IS NOT NULL
             AND NOT EXISTS (SELECT FROM posts q WHERE q.id = p.in_reply_to_id)
           ORDER BY p.id""",
        account_id,
    )
    return [row["id"] for row in rows]
