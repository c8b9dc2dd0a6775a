"""All SQL of the owners' page: aggregates, releases, and the builds that owners ask for."""

from __future__ import annotations

from affresco.db import ReadTx, Row, WriteTx


async def tally(tx: WriteTx, at_most: int) -> Row:
    """Count what the log got since it was counted last, at most so many entries: (seq, head), up to which
    entry it is counted now, and the last one."""
    row = await tx.row(
        """
        WITH before AS MATERIALIZED (SELECT seq FROM commons_tallied FOR UPDATE),
        head AS MATERIALIZED (
            SELECT least(c.seq, before.seq + $1::int) AS seq, c.seq AS whole FROM commons_clock c, before),
        counted AS (
            INSERT INTO commons_tallies (day, kind, language, entries)
            SELECT (l.at AT TIME ZONE 'UTC')::date, l.kind, coalesce(l.language, ''), count(*)
            FROM commons_log l
            WHERE l.seq > (SELECT seq FROM before) AND l.seq <= (SELECT seq FROM head)
            GROUP BY 1, 2, 3
            ON CONFLICT (day, kind, language)
                DO UPDATE SET entries = commons_tallies.entries + excluded.entries)
        UPDATE commons_tallied t SET seq = head.seq FROM head RETURNING t.seq, head.whole AS head
        """,
        at_most,
    )
    assert row is not None, "there is one tally"
    return row


async def yields(tx: ReadTx, days: int) -> list[Row]:
    """(day, kind, entries) of the last days, today among them."""
    return await tx.rows(
        """SELECT day, kind, sum(entries)::bigint AS entries FROM commons_tallies
           WHERE day > (now() AT TIME ZONE 'UTC')::date - $1::int GROUP BY day, kind ORDER BY day, kind""",
        days,
    )


async def entries(tx: ReadTx) -> Row:
    """(entries, waiting): in the log, and without a number yet."""
    row = await tx.row(
        """SELECT (SELECT coalesce(sum(entries), 0)::bigint FROM commons_tallies) AS entries,
                  (SELECT count(*) FROM (SELECT FROM commons_outbox LIMIT 10000) o) AS waiting"""
    )
    assert row is not None, "an aggregate has one row"
    return row


async def languages(tx: ReadTx, limit: int) -> list[Row]:
    """(name, number): what was posted into the commons, by language, the most first."""
    return await tx.rows(
        """SELECT language AS name, sum(entries)::bigint AS number FROM commons_tallies
           WHERE kind IN ('post', 'remix', 'reply') GROUP BY language ORDER BY number DESC, name LIMIT $1""",
        limit,
    )


async def licences(tx: ReadTx) -> list[Row]:
    """(name, number): what is in the commons now, by licence; "" for what is not passed on."""
    return await tx.rows(
        """SELECT coalesce(licence, '') AS name, count(*) AS number FROM commons_posts
           GROUP BY licence ORDER BY number DESC, name"""
    )


async def people(tx: ReadTx) -> Row:
    """How many accounts there are, and how many say yes to what."""
    row = await tx.row(
        """SELECT count(*) AS everybody, count(*) FILTER (WHERE training = 'allow') AS training,
                  count(*) FILTER (WHERE choices = 'allow') AS choices,
                  count(*) FILTER (WHERE licence IN ('CC0', 'CC BY', 'CC BY-SA')) AS licence,
                  count(*) FILTER (WHERE credit) AS credit
           FROM accounts WHERE id NOT IN (SELECT account_id FROM gesso_account)"""
    )
    assert row is not None, "an aggregate has one row"
    return row


async def posts(tx: ReadTx) -> Row:
    """How many posts there are for everybody, and how many of them say yes to what."""
    row = await tx.row(
        """SELECT count(*) AS everybody, count(*) FILTER (WHERE training = 'allow') AS training,
                  count(*) FILTER (WHERE licence IN ('CC0', 'CC BY', 'CC BY-SA')) AS licence,
                  count(*) FILTER (WHERE assistant = 'allow') AS assistant
           FROM posts WHERE visibility = 'public'"""
    )
    assert row is not None, "an aggregate has one row"
    return row


async def releases(tx: ReadTx, limit: int) -> list[Row]:
    """Published versions, the newest first; files and bytes out of the manifest."""
    return await tx.rows(
        """SELECT r.version, r.published_at, r.counts, encode(r.root, 'hex') AS root, r.place,
                  jsonb_array_length(r.manifest -> 'files') AS files,
                  (SELECT coalesce(sum((f ->> 'bytes')::bigint), 0)::bigint
                   FROM jsonb_array_elements(r.manifest -> 'files') f) AS bytes
           FROM commons_releases r WHERE r.state = 'published' ORDER BY r.version DESC LIMIT $1""",
        limit,
    )


# builds -----------------------------------------------------------------------------------------


async def insert_build(tx: WriteTx, account_id: int) -> int | None:
    """None while another one is under way."""
    build_id: int | None = await tx.value(
        "INSERT INTO commons_builds (asked_by) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id",
        account_id,
    )
    return build_id


async def last_build(tx: ReadTx) -> Row | None:
    return await tx.row(
        """SELECT id, asked_at, state, step, done, total, version, fresh, said, ended_at
           FROM commons_builds ORDER BY id DESC LIMIT 1"""
    )


async def begin_build(tx: WriteTx, build_id: int) -> str | None:
    """The language of who asked for it; None when it is over."""
    locale: str | None = await tx.value(
        """UPDATE commons_builds b SET state = 'running', step = '', done = 0, total = 0
           WHERE b.id = $1 AND b.state IN ('waiting', 'running')
           RETURNING coalesce((SELECT a.locale FROM accounts a WHERE a.id = b.asked_by), 'en')""",
        build_id,
    )
    return locale


async def tell_build(tx: WriteTx, build_id: int, step: str, done: int, total: int) -> None:
    await tx.run(
        """UPDATE commons_builds SET step = $2, done = $3, total = $4
           WHERE id = $1 AND state = 'running'""",
        build_id,
        step,
        done,
        total,
    )


async def end_build(
    tx: WriteTx, build_id: int, version: int | None, fresh: bool | None, said: str
) -> None:
    """version: None where it failed, and said is why."""
    await tx.run(
        """UPDATE commons_builds SET state = CASE WHEN $2::int IS NULL THEN 'failed' ELSE 'done' END,
               version = $2, fresh = $3, said = $4, ended_at = clock_timestamp() WHERE id = $1""",
        build_id,
        version,
        fresh,
        said,
    )
