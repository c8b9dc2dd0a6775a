-- Two who take back what stands in the same rows of releases end them in one order, so that neither waits for the
-- other in a circle.
CREATE FUNCTION commons_end_rows(ids bigint[]) RETURNS void LANGUAGE sql AS $$
    WITH held AS MATERIALIZED (
        SELECT r.id FROM commons_rows r WHERE r.id = ANY (ids) AND r.withdrawn_at IS NULL
        ORDER BY r.id FOR NO KEY UPDATE)
    UPDATE commons_rows c SET withdrawn_at = clock_timestamp() FROM held h WHERE c.id = h.id
$$;

CREATE OR REPLACE FUNCTION commons_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM removed) THEN
        RETURN NULL;
    END IF;
    INSERT INTO commons_outbox (kind, post_id, actor_id)
    SELECT CASE WHEN p.id IS NULL THEN 'deletion' ELSE 'withdrawal' END, r.post_id, r.account_id
    FROM removed r LEFT JOIN posts p ON p.id = r.post_id ORDER BY r.post_id;
    PERFORM commons_end_rows(ARRAY(
        SELECT c.id FROM commons_rows c
        WHERE c.withdrawn_at IS NULL AND c.post_ids && (SELECT array_agg(r.post_id) FROM removed r)));
    WITH RECURSIVE down (id) AS (
        SELECT r.post_id FROM removed r
        UNION
        SELECT s.id FROM down CROSS JOIN LATERAL (
            SELECT l.post_id AS id FROM lineage l WHERE l.parent_id = down.id
            UNION ALL
            SELECT q.post_id FROM quotes q WHERE q.quoted_id = down.id AND q.state = 'accepted') s
    )
    DELETE FROM commons_posts c USING down WHERE c.post_id = down.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION commons_relicensed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM commons_end_rows(ARRAY(
        SELECT c.id FROM commons_rows c
        WHERE c.withdrawn_at IS NULL AND c.post_ids @> ARRAY[OLD.post_id]));
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION commons_unchosen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO commons_outbox (kind, actor_id) VALUES ('withdrawal', OLD.id);
    PERFORM commons_end_rows(ARRAY(
        SELECT c.id FROM commons_rows c WHERE c.withdrawn_at IS NULL AND c.actor_id = OLD.id));
    RETURN NULL;
END $$;

-- A duel that is undone is out of the files of older versions, too: its row there may have ended because it became
-- another one, which does not make it less of an answer that was taken back.
CREATE OR REPLACE FUNCTION duel_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM undone) THEN
        RETURN NULL;
    END IF;
    PERFORM commons_end_rows(ARRAY(
        SELECT c.id FROM undone u JOIN commons_rows c
            ON c.config COLLATE "C" = 'preferences' AND c.key COLLATE "C" = 'duel/' || u.id
        WHERE c.withdrawn_at IS NULL));
    INSERT INTO commons_outbox (kind, actor_id, ref_id)
    SELECT 'unduel', u.account_id, u.id FROM undone u JOIN accounts who ON who.id = u.account_id
    WHERE u.choice <> 'skip' AND who.choices = 'allow' ORDER BY u.id;
    RETURN NULL;
END $$;

-- Of duels that were undone before this held.
SELECT commons_end_rows(ARRAY(
    SELECT c.id FROM commons_rows c
    WHERE c.config COLLATE "C" = 'preferences' AND c.key COLLATE "C" >= 'duel/' AND c.key COLLATE "C" < 'duel0'
      AND c.withdrawn_at IS NULL
      AND NOT EXISTS (SELECT FROM duels d WHERE 'duel/' || d.id = c.key)));

-- Of the original's bytes; NULL for what was kept before this was noted.
ALTER TABLE media ADD sha256 bytea CHECK (octet_length(sha256) = 32);
