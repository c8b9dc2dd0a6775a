"""All SQL about what authors allow with their posts."""

from __future__ import annotations

from collections.abc import Collection

from affresco.accounts.model import Consent, Licence, Training
from affresco.db import ReadTx, WriteTx
from affresco.posts.model import Likeness, RemixPolicy, Wording


async def set_choices(
    tx: WriteTx,
    post_id: int,
    training: Training,
    assistant: Consent | None,
    remix_policy: RemixPolicy,
    licence: Licence | None,
    likeness: Likeness | None,
    wording: Wording,
) -> None:
    """All of them at once; the database records what is another now, with what the author read."""
    await tx.run(
        """UPDATE posts SET training = $2, assistant = $3, remix_policy = $4, licence = $5, likeness = $6
           WHERE id = $1 AND set_config('affresco.wording', $7, true) IS NOT NULL""",
        post_id,
        training,
        assistant,
        remix_policy,
        licence,
        likeness,
        wording.kept(),
    )


async def set_all(
    tx: WriteTx,
    account_id: int,
    training: Training | None,
    assistant: bool,
    remix_policy: RemixPolicy | None,
    licence: Licence | None,
    wording: Wording,
    above: int,
    limit: int,
) -> tuple[int, int | None]:
    """The same for everything that an account posted; None leaves what is. assistant: as the account says.

    (how many posts are otherwise now, the last of them): at most so many, of those with ids above. They are
    held in ascending order, as whoever judges remixes holds them.
    """
    row = await tx.row(
        """WITH otherwise AS (
               SELECT id FROM posts
               WHERE account_id = $1 AND id > $7 AND (training <> $2 OR remix_policy <> $4
                     OR licence IS DISTINCT FROM coalesce($5, licence) OR ($3 AND assistant IS NOT NULL))
               ORDER BY id LIMIT $8 FOR NO KEY UPDATE),
           changed AS (
               UPDATE posts p SET training = coalesce($2, p.training),
                      assistant = CASE WHEN $3 THEN NULL ELSE p.assistant END,
                      remix_policy = coalesce($4, p.remix_policy), licence = coalesce($5, p.licence)
               FROM otherwise o
               WHERE p.id = o.id AND set_config('affresco.wording', $6, true) IS NOT NULL
               RETURNING p.id)
           SELECT count(*) AS many, max(id) AS last FROM changed""",
        account_id,
        training,
        assistant,
        remix_policy,
        licence,
        wording.kept(),
        above,
        limit,
    )
    assert row is not None, "an aggregate returns a row"
    return row["many"], row["last"]


async def of_unknown_people(tx: ReadTx, media_ids: Collection[int]) -> list[int]:
    """Those of the pictures of which only their author can say whether they show real people: uploads, and
    what was made from anything but words."""
    rows = await tx.rows(
        """SELECT x.id FROM unnest($1::bigint[]) AS x (id)
           WHERE made_from_words(x.id) IS NOT TRUE""",
        list(media_ids),
    )
    return [row["id"] for row in rows]
