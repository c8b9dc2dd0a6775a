"""SQL of public timelines that are sifted by hashtags and pictures."""

from __future__ import annotations

from typing import Final

from affresco.db import ReadTx
from affresco.feeds.model import Entry, Sift
from affresco.feeds.skeleton import Bounds

# $5: hashtags that all are on it; $6: of which none is; $7: only with pictures.
_WANTED: Final = """p.visibility = 'public' AND p.in_reply_to_id IS NULL
      AND NOT EXISTS (SELECT FROM unnest($5::text[]) AS wanted (tag)
                      WHERE NOT EXISTS (SELECT FROM post_tags x
                                        WHERE x.post_id = p.id AND x.tag = wanted.tag))
      AND NOT EXISTS (SELECT FROM post_tags x WHERE x.post_id = p.id AND x.tag = ANY($6::text[]))
      AND (NOT $7 OR EXISTS (SELECT FROM post_media m WHERE m.post_id = p.id))"""

_TAGGED: Final = f"""
    SELECT DISTINCT t.id, t.id AS post_id, NULL::bigint AS reposted_by
    FROM unnest($4::text[]) AS one (tag)
    CROSS JOIN LATERAL (
        SELECT x.post_id AS id FROM post_tags x JOIN posts p ON p.id = x.post_id
        WHERE x.tag = one.tag AND x.post_id < $1 AND x.post_id > $2 AND {_WANTED}
        ORDER BY x.post_id %(way)s LIMIT $3) t
    ORDER BY t.id %(way)s LIMIT $3"""  # noqa: S608 - constants

_ALL: Final = f"""
    SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by FROM posts p
    WHERE p.id < $1 AND p.id > $2 AND cardinality($4::text[]) = 0 AND {_WANTED}
    ORDER BY p.id %(way)s LIMIT $3"""  # noqa: S608 - constants

_STATEMENTS: Final = {
    (tagged, way): (_TAGGED if tagged else _ALL) % {"way": way}
    for tagged in (True, False)
    for way in ("ASC", "DESC")
}


async def entries(tx: ReadTx, bounds: Bounds, sift: Sift) -> list[Entry]:
    """Public posts that answer nobody and pass. One short index walk for each hashtag."""
    sql = _STATEMENTS[bool(sift.some), "ASC" if bounds.upward else "DESC"]
    rows = await tx.rows(
        sql,
        bounds.below,
        bounds.above,
        bounds.limit,
        list(sift.some),
        list(sift.every),
        list(sift.none),
        sift.only_pictures,
    )
    return [Entry(row["id"], row["post_id"], row["reposted_by"]) for row in rows]


_OF_PERSON: Final = """
    SELECT p.id, p.id AS post_id, NULL::bigint AS reposted_by
    FROM post_tags x JOIN posts p ON p.id = x.post_id
    WHERE x.tag = $5 AND p.account_id = $4 AND p.id < $1 AND p.id > $2
    ORDER BY p.id %(way)s LIMIT $3"""


async def of_person(tx: ReadTx, bounds: Bounds, account_id: int, tag: str) -> list[Entry]:
    """Posts of one person with a hashtag, whoever may see them. tag: as ``normalise_tag`` gives it."""
    sql = _OF_PERSON % {"way": "ASC" if bounds.upward else "DESC"}
    rows = await tx.rows(sql, bounds.below, bounds.above, bounds.limit, account_id, tag)
    return [Entry(row["id"], row["post_id"], row["reposted_by"]) for row in rows]
