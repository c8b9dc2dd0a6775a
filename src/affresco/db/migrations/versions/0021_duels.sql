-- Duels: which pictures may meet before whom. See docs/reference/commons.md.

-- Words as they are compared: capitals, blanks and a full stop make no difference.
CREATE FUNCTION same_words(prompt text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT rtrim(lower(regexp_replace(btrim(prompt), '\s+', ' ', 'g')), ' .')
$$;
CREATE INDEX post_media_same_words ON post_media (md5(same_words(recipe ->> 'prompt')), post_id)
    WHERE recipe IS NOT NULL;

-- Whether a post's pictures may stand before somebody: given to the commons, its words open, nothing in it
-- folded away, not their own, and neither of the two shut the other out.
CREATE FUNCTION duel_post(viewer bigint, post bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM commons_posts c JOIN posts p ON p.id = c.post_id
        WHERE c.post_id = post AND p.visibility = 'public' AND p.account_id <> viewer
          AND p.recipe_visibility = 'open' AND p.warning = '' AND NOT p.sensitive
          AND NOT EXISTS (SELECT FROM safety_marks x WHERE x.post_id = post AND x.action = 'sensitive')
          AND NOT EXISTS (SELECT FROM post_media y JOIN safety_marks x ON x.media_id = y.media_id
                          WHERE y.post_id = post AND x.action = 'sensitive')
          AND NOT EXISTS (SELECT FROM blocks b
                          WHERE (b.account_id, b.target_id) IN ((viewer, p.account_id), (p.account_id, viewer)))
          AND NOT EXISTS (SELECT FROM mutes m
                          WHERE (m.account_id, m.target_id) IN ((viewer, p.account_id), (p.account_id, viewer))
                            AND (m.until IS NULL OR m.until > now())))
$$;

-- The words of a picture that may stand before somebody, NULL for one that may not. The post shows it; or it
-- shows one that was chosen instead of it, no post shows it or will, and its author lets their choices be told.
CREATE FUNCTION duel_side(viewer bigint, picture bigint, post bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT m.recipe ->> 'prompt'
    FROM post_media m JOIN posts p ON p.id = m.post_id JOIN accounts author ON author.id = p.account_id
    WHERE m.post_id = post AND duel_post(viewer, post) AND (
        m.media_id = picture
        OR author.choices = 'allow'
           AND NOT EXISTS (SELECT FROM post_media shown WHERE shown.media_id = picture)
           AND NOT is_planned(picture)
           AND EXISTS (SELECT FROM candidates c
                       JOIN candidates o ON o.generation_id = c.generation_id
                            AND o.prompt IS NOT DISTINCT FROM c.prompt
                       WHERE c.media_id = m.media_id AND o.media_id = picture AND NOT EXISTS (
                           SELECT FROM safety_marks x
                           WHERE x.media_id = picture OR x.generation_id = c.generation_id)))
    LIMIT 1
$$;

-- From when on somebody's taste is read; no row: from the beginning.
CREATE TABLE tastes (
    account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    begins_at timestamptz NOT NULL DEFAULT now()
);

-- What was undone, or goes with a picture, is in no release any more, and whoever heard of it hears that.
ALTER TABLE commons_outbox DROP CONSTRAINT commons_outbox_kind_check;
ALTER TABLE commons_outbox ADD CONSTRAINT commons_outbox_kind_check
    CHECK (kind IN ('post', 'remix', 'reply', 'edit', 'choice', 'like', 'unlike', 'repost', 'unrepost', 'duel',
                    'unduel', 'withdrawal', 'deletion'));
CREATE FUNCTION duel_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM undone) THEN
        RETURN NULL;
    END IF;
    UPDATE commons_rows c SET withdrawn_at = clock_timestamp() FROM undone u
    WHERE c.config = 'preferences' AND c.key = 'duel/' || u.id
      AND c.ended_version IS NULL AND c.withdrawn_at IS NULL;
    INSERT INTO commons_outbox (kind, actor_id, ref_id)
    SELECT 'unduel', u.account_id, u.id FROM undone u JOIN accounts who ON who.id = u.account_id
    WHERE u.choice <> 'skip' AND who.choices = 'allow' ORDER BY u.id;
    RETURN NULL;
END $$;
CREATE TRIGGER duels_undone AFTER DELETE ON duels
    REFERENCING OLD TABLE AS undone FOR EACH STATEMENT EXECUTE FUNCTION duel_undone();

-- for owners --------------------------------------------------------------------------------------------

-- The log by day, kind and language ("" for none), up to an entry: what is counted once is not counted again.
CREATE TABLE commons_tallies (
    day date NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    entries bigint NOT NULL,
    PRIMARY KEY (day, kind, language)
);
CREATE TABLE commons_tallied (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    seq bigint NOT NULL
);
INSERT INTO commons_tallied (seq) VALUES (0);

-- Releases that owners asked for on their page; a worker makes them, one at a time. step, done, total: how far
-- it is; total 0 where nobody knows. said: why it failed.
CREATE TABLE commons_builds (
    id bigint PRIMARY KEY DEFAULT next_id(),
    asked_by bigint REFERENCES accounts ON DELETE SET NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    step text NOT NULL DEFAULT '',
    done bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL DEFAULT 0,
    version int,
    fresh boolean,
    said text NOT NULL DEFAULT '',
    ended_at timestamptz
);
CREATE INDEX commons_builds_asked_by ON commons_builds (asked_by) WHERE asked_by IS NOT NULL;
CREATE UNIQUE INDEX commons_builds_one ON commons_builds ((true)) WHERE state IN ('waiting', 'running');
