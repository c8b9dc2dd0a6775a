-- The commons: what people give, and nothing else. See docs/reference/commons.md.

-- consent ---------------------------------------------------------------------------------------------

-- licence: what everybody may do with what one posts; NULL: not said, so nothing. choices: may what one likes,
-- reposts, and picks in the studio and in duels be learned from, with what was left; NULL: not said, so no.
-- credit: stands in the commons with one's handle, not a pseudonym.
ALTER TABLE accounts
    ADD licence text CHECK (licence IN ('CC0', 'CC BY', 'CC BY-SA', 'all rights reserved')),
    ADD choices text CHECK (choices IN ('allow', 'deny')),
    ADD remix_policy text CHECK (remix_policy IN ('everyone', 'followers', 'nobody')),
    ADD credit boolean NOT NULL DEFAULT false;

-- likeness: real people whom the pictures show, as the author says; NULL: not said.
ALTER TABLE posts
    ADD licence text CHECK (licence IN ('CC0', 'CC BY', 'CC BY-SA', 'all rights reserved')),
    ADD likeness text CHECK (likeness IN ('nobody', 'adults', 'minors'));

ALTER TABLE consent_choices
    DROP CONSTRAINT consent_choices_subject_check,
    DROP CONSTRAINT consent_choices_choice_check,
    ADD post_id bigint,
    ADD CONSTRAINT consent_choices_subject_check CHECK (subject IN
        ('training', 'assistant', 'remix', 'redistribution', 'choices', 'credit', 'likeness'));
CREATE INDEX consent_choices_post ON consent_choices (post_id, id DESC) WHERE post_id IS NOT NULL;

-- Only ever added to. It goes with the account alone, by cascade.
CREATE FUNCTION keep_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'consent_choices is only ever added to' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER consent_choices_kept BEFORE UPDATE OR DELETE ON consent_choices
    FOR EACH ROW EXECUTE FUNCTION keep_consent();

CREATE TRIGGER consent_choices_never_emptied BEFORE TRUNCATE ON consent_choices
    FOR EACH STATEMENT EXECUTE FUNCTION keep_consent();

-- Each choice for a post is recorded by the database, whoever writes it. wording: what the person read, as the
-- door set it for its transaction (affresco.wording, a JSON object of subjects); without one, the field and its
-- value.
CREATE FUNCTION record_consent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shown jsonb := nullif(current_setting('affresco.wording', true), '');
BEGIN
    INSERT INTO consent_choices (account_id, post_id, subject, choice, wording)
    SELECT NEW.account_id, NEW.id, x.subject, x.choice, coalesce(shown ->> x.subject, x.subject || ': ' || x.choice)
    FROM (VALUES
        ('training', NEW.training, CASE WHEN TG_OP = 'UPDATE' THEN OLD.training END),
        ('assistant', coalesce(NEW.assistant, 'as the account'),
         CASE WHEN TG_OP = 'UPDATE' THEN coalesce(OLD.assistant, 'as the account') ELSE 'as the account' END),
        ('remix', NEW.remix_policy, CASE WHEN TG_OP = 'UPDATE' THEN OLD.remix_policy END),
        ('redistribution', coalesce(NEW.licence, 'not said'),
         CASE WHEN TG_OP = 'UPDATE' THEN coalesce(OLD.licence, 'not said') ELSE 'not said' END),
        ('likeness', coalesce(NEW.likeness, 'not said'),
         CASE WHEN TG_OP = 'UPDATE' THEN coalesce(OLD.likeness, 'not said') ELSE 'not said' END)
    ) AS x (subject, choice, before)
    WHERE x.choice IS DISTINCT FROM x.before;
    RETURN NULL;
END $$;
CREATE TRIGGER posts_consent_given AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION record_consent();
CREATE TRIGGER posts_consent_changed AFTER UPDATE OF training, assistant, remix_policy, licence, likeness ON posts
    FOR EACH ROW EXECUTE FUNCTION record_consent();

-- what is in the commons ------------------------------------------------------------------------------

-- A row for each post that may be learned from now. Nobody writes here: triggers keep it, and a row that is not
-- consented cannot be written. people: everybody whose work or words it contains: the author, those remixed up
-- the lineage, those quoted. licence: of all of it together; NULL: not to be passed on, so in the stream alone.
CREATE TABLE commons_posts (
    post_id bigint PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    account_id bigint NOT NULL,
    people bigint[] NOT NULL,
    licence text CHECK (licence IN ('CC0', 'CC BY', 'CC BY-SA')),
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX commons_posts_people ON commons_posts USING gin (people);

-- Whether the making of a picture is known from end to end, and began with words alone. Whom any other picture
-- shows, only its author can say.
CREATE FUNCTION made_from_words(picture bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH RECURSIVE made (media_id) AS (
        SELECT picture
        UNION
        SELECT s.id FROM made JOIN candidates c ON c.media_id = made.media_id
        JOIN generations g ON g.id = c.generation_id
        CROSS JOIN LATERAL (VALUES (g.source_media_id), (g.style_media_id)) s (id)
        WHERE s.id IS NOT NULL
    )
    SELECT bool_and(m.kind = 'generated' AND g.id IS NOT NULL
                    AND (g.task = 'text-to-image' OR g.source_media_id IS NOT NULL))
    FROM made LEFT JOIN media m ON m.id = made.media_id
    LEFT JOIN candidates c ON c.media_id = made.media_id
    LEFT JOIN generations g ON g.id = c.generation_id
$$;

-- What one post contains of others, and whether all of them allow it: no row when somebody does not. What the
-- assistant says is nobody's to give. Consent is held against change until the end of the transaction.
CREATE FUNCTION commons_judge(post bigint) RETURNS TABLE (account_id bigint, people bigint[], licence text)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    sources bigint[];
BEGIN
    WITH RECURSIVE up (id) AS (
        SELECT post
        UNION
        SELECT s.id FROM up CROSS JOIN LATERAL (
            SELECT l.parent_id AS id FROM lineage l WHERE l.post_id = up.id AND l.parent_id IS NOT NULL
            UNION ALL
            SELECT q.quoted_id FROM quotes q WHERE q.post_id = up.id AND q.state = 'accepted') s
    )
    SELECT array_agg(up.id ORDER BY up.id) INTO sources FROM up;
    PERFORM FROM posts p WHERE p.id = ANY (sources) ORDER BY p.id FOR SHARE;
    RETURN QUERY
    SELECT max(p.account_id) FILTER (WHERE p.id = post),
           array_agg(DISTINCT p.account_id),
           CASE WHEN bool_and(coalesce(p.licence IN ('CC0', 'CC BY', 'CC BY-SA'), false)) THEN
               CASE WHEN bool_or(p.licence = 'CC BY-SA') THEN 'CC BY-SA'
                    WHEN bool_or(p.licence = 'CC BY') THEN 'CC BY' ELSE 'CC0' END
           END
    FROM unnest(sources) s (id) LEFT JOIN posts p ON p.id = s.id
    HAVING bool_and(p.id IS NOT NULL AND p.visibility = 'public' AND p.training = 'allow'
                    AND p.account_id NOT IN (SELECT g.account_id FROM gesso_account g)
                    AND p.likeness IS DISTINCT FROM 'minors'
                    AND (p.likeness IS NOT NULL OR NOT EXISTS (
                        SELECT FROM post_media m
                        WHERE m.post_id = p.id AND made_from_words(m.media_id) IS NOT TRUE)));
END $$;

-- Whether its author has planned a post that will show a picture. Until then it is not one that was left.
CREATE FUNCTION is_planned(picture bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM media m JOIN scheduled_posts s ON s.account_id = m.owner_id
                   WHERE m.id = picture AND s.command -> 'pictures'
                         @> jsonb_build_array(jsonb_build_object('media_id', m.id)))
$$;

-- Nothing gets in that the judge does not let in, and nothing is written that it did not say.
CREATE FUNCTION commons_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT j.account_id, j.people, j.licence INTO NEW.account_id, NEW.people, NEW.licence
    FROM commons_judge(NEW.post_id) j;
    RETURN CASE WHEN FOUND THEN NEW END;
END $$;
CREATE TRIGGER commons_posts_gate BEFORE INSERT OR UPDATE ON commons_posts
    FOR EACH ROW EXECUTE FUNCTION commons_gate();

-- Look again at posts, and at what contains them where that may now be otherwise. What leaves takes along what
-- contains it (commons_left).
CREATE FUNCTION commons_review(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    frontier bigint[] := ids;
    changed bigint[];
    one bigint;
    was commons_posts;
    said commons_posts;
    did int;
BEGIN
    WHILE frontier IS NOT NULL LOOP
        changed := '{}';
        FOR one IN SELECT DISTINCT f.id FROM unnest(frontier) f (id) ORDER BY 1 LOOP
            SELECT c.* INTO was FROM commons_posts c WHERE c.post_id = one;
            IF FOUND THEN
                -- The gate writes what the judge says, or lets nothing through.
                UPDATE commons_posts c SET at = c.at WHERE c.post_id = one RETURNING c.* INTO said;
                IF NOT FOUND THEN
                    DELETE FROM commons_posts c WHERE c.post_id = one;
                ELSIF said.people <> was.people OR said.licence IS DISTINCT FROM was.licence THEN
                    changed := changed || one;
                END IF;
            ELSE
                INSERT INTO commons_posts (post_id, account_id, people)
                SELECT p.id, p.account_id, '{}' FROM posts p
                WHERE p.id = one AND p.training = 'allow' AND p.visibility = 'public';
                GET DIAGNOSTICS did = ROW_COUNT;
                IF did > 0 THEN
                    changed := changed || one;
                END IF;
            END IF;
        END LOOP;
        SELECT array_agg(b.id) INTO frontier FROM (
            SELECT l.post_id AS id FROM lineage l WHERE l.parent_id = ANY (changed)
            UNION ALL
            SELECT q.post_id FROM quotes q WHERE q.quoted_id = ANY (changed) AND q.state = 'accepted') b;
    END LOOP;
END $$;

-- the stream ------------------------------------------------------------------------------------------

-- What happened, in the transaction in which it did; the sequencer (commons_sequence) moves it to the log after
-- the commit. Numbers only: what they stand for is read, with consent as it is by then, when somebody asks.
-- actor_id: who did it. ref_id: the job whose pictures were chosen from, or the duel. A withdrawal without a
-- post is of all choices of the actor.
CREATE TABLE commons_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('post', 'remix', 'reply', 'edit', 'choice', 'like', 'unlike', 'repost',
                                       'unrepost', 'duel', 'withdrawal', 'deletion')),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    post_id bigint,
    actor_id bigint,
    ref_id bigint,
    language text
);

-- seq: without gaps, in the order in which entries can be seen.
CREATE TABLE commons_log (
    seq bigint PRIMARY KEY,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    sequenced_at timestamptz NOT NULL,
    post_id bigint,
    actor_id bigint,
    ref_id bigint,
    language text
);
CREATE INDEX commons_log_post ON commons_log (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX commons_log_actor ON commons_log (actor_id) WHERE actor_id IS NOT NULL;

CREATE TABLE commons_clock (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    seq bigint NOT NULL
);
INSERT INTO commons_clock (seq) VALUES (0);

-- Gives numbers to at most so many entries; returns how many. One at a time: whoever waits here sees what the one
-- before left.
CREATE FUNCTION commons_sequence(at_most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    base bigint;
    moved int;
BEGIN
    SELECT c.seq INTO base FROM commons_clock c FOR UPDATE;
    WITH taken AS (
        DELETE FROM commons_outbox o
        WHERE o.id IN (SELECT x.id FROM commons_outbox x ORDER BY x.id LIMIT at_most) RETURNING o.*
    )
    INSERT INTO commons_log (seq, kind, at, sequenced_at, post_id, actor_id, ref_id, language)
    SELECT base + row_number() OVER (ORDER BY t.id), t.kind, t.at, clock_timestamp(), t.post_id, t.actor_id,
           t.ref_id, t.language
    FROM taken t;
    GET DIAGNOSTICS moved = ROW_COUNT;
    UPDATE commons_clock c SET seq = base + moved WHERE moved > 0;
    RETURN moved;
END $$;

CREATE FUNCTION commons_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('commons', '');
    RETURN NULL;
END $$;
CREATE TRIGGER commons_outbox_rings AFTER INSERT ON commons_outbox
    FOR EACH ROW EXECUTE FUNCTION commons_ring();

-- Something came in. A picture that was one of several is told as a choice, too, of those who allow that.
CREATE FUNCTION commons_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO commons_outbox (kind, post_id, actor_id, language)
    SELECT CASE WHEN l.depth > 0 THEN 'remix' WHEN p.in_reply_to_id IS NOT NULL THEN 'reply' ELSE 'post' END,
           p.id, p.account_id, p.language
    FROM added a JOIN posts p ON p.id = a.post_id LEFT JOIN lineage l ON l.post_id = p.id
    ORDER BY p.id;
    INSERT INTO commons_outbox (kind, post_id, actor_id, ref_id, language)
    SELECT DISTINCT 'choice', p.id, p.account_id, c.generation_id, p.language
    FROM added a JOIN posts p ON p.id = a.post_id
    JOIN accounts who ON who.id = p.account_id AND who.choices = 'allow'
    JOIN post_media m ON m.post_id = p.id
    JOIN candidates c ON c.media_id = m.media_id
    WHERE EXISTS (SELECT FROM candidates o WHERE o.generation_id = c.generation_id
                  AND o.media_id IS NOT NULL AND o.id <> c.id);
    RETURN NULL;
END $$;
CREATE TRIGGER commons_posts_came AFTER INSERT ON commons_posts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION commons_came();

-- Something left: a tombstone, the rows of releases that contain it end, and so does whatever contains it.
CREATE FUNCTION commons_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM removed) THEN
        RETURN NULL;
    END IF;
    INSERT INTO commons_outbox (kind, post_id, actor_id)
    SELECT CASE WHEN p.id IS NULL THEN 'deletion' ELSE 'withdrawal' END, r.post_id, r.account_id
    FROM removed r LEFT JOIN posts p ON p.id = r.post_id ORDER BY r.post_id;
    UPDATE commons_rows c SET withdrawn_at = clock_timestamp()
    WHERE c.withdrawn_at IS NULL AND c.post_ids && (SELECT array_agg(r.post_id) FROM removed r);
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
CREATE TRIGGER commons_posts_left AFTER DELETE ON commons_posts
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION commons_left();

CREATE FUNCTION commons_relicensed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE commons_rows c SET withdrawn_at = clock_timestamp()
    WHERE c.withdrawn_at IS NULL AND c.post_ids @> ARRAY[OLD.post_id];
    RETURN NULL;
END $$;
CREATE TRIGGER commons_posts_relicensed AFTER UPDATE ON commons_posts FOR EACH ROW
    WHEN (OLD.licence IS NOT NULL AND NEW.licence IS NULL) EXECUTE FUNCTION commons_relicensed();

-- At the end of the transaction, when lineage, quotes and pictures stand.
CREATE FUNCTION commons_look() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.revision > OLD.revision THEN
        INSERT INTO commons_outbox (kind, post_id, actor_id, language)
        SELECT 'edit', p.id, p.account_id, p.language
        FROM commons_posts c JOIN posts p ON p.id = c.post_id
        WHERE c.post_id = NEW.id AND p.revision = NEW.revision;
    END IF;
    PERFORM commons_review(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER posts_into_commons AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.training = 'allow' AND NEW.visibility = 'public') EXECUTE FUNCTION commons_look();
CREATE CONSTRAINT TRIGGER posts_within_commons AFTER UPDATE ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((NEW.training = 'allow' OR OLD.training = 'allow')
          AND (OLD.training <> NEW.training OR OLD.visibility <> NEW.visibility OR OLD.revision <> NEW.revision
               OR OLD.licence IS DISTINCT FROM NEW.licence OR OLD.likeness IS DISTINCT FROM NEW.likeness))
    EXECUTE FUNCTION commons_look();

-- What is clearly taken back leaves with the statement that takes it back, all of it at once: somebody may
-- withdraw everything that they ever posted.
CREATE FUNCTION commons_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM commons_posts c USING changed p
    WHERE c.post_id = p.id
      AND (p.training <> 'allow' OR p.visibility <> 'public' OR p.likeness = 'minors');
    RETURN NULL;
END $$;
CREATE TRIGGER posts_out_of_commons AFTER UPDATE ON posts
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION commons_withdrawn();

CREATE FUNCTION commons_unquoted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM commons_review(ARRAY[NEW.post_id]);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER quotes_in_commons AFTER UPDATE ON quotes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION commons_unquoted();

-- likes and reposts, of those who allow that their choices are learned from
CREATE FUNCTION commons_reacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO commons_outbox (kind, post_id, actor_id, language)
    SELECT TG_ARGV[0], x.post_id, x.account_id, p.language
    FROM reacted x
    JOIN commons_posts c ON c.post_id = x.post_id
    JOIN accounts who ON who.id = x.account_id AND who.choices = 'allow'
    JOIN posts p ON p.id = x.post_id
    ORDER BY x.id;
    RETURN NULL;
END $$;
CREATE TRIGGER likes_told AFTER INSERT ON likes
    REFERENCING NEW TABLE AS reacted FOR EACH STATEMENT EXECUTE FUNCTION commons_reacted('like');
CREATE TRIGGER likes_untold AFTER DELETE ON likes
    REFERENCING OLD TABLE AS reacted FOR EACH STATEMENT EXECUTE FUNCTION commons_reacted('unlike');
CREATE TRIGGER reposts_told AFTER INSERT ON reposts
    REFERENCING NEW TABLE AS reacted FOR EACH STATEMENT EXECUTE FUNCTION commons_reacted('repost');
CREATE TRIGGER reposts_untold AFTER DELETE ON reposts
    REFERENCING OLD TABLE AS reacted FOR EACH STATEMENT EXECUTE FUNCTION commons_reacted('unrepost');

-- Whoever takes their choices back, or goes, takes back all of them.
CREATE FUNCTION commons_unchosen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO commons_outbox (kind, actor_id) VALUES ('withdrawal', OLD.id);
    UPDATE commons_rows c SET withdrawn_at = clock_timestamp()
    WHERE c.withdrawn_at IS NULL AND c.actor_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_choices_back AFTER UPDATE OF choices ON accounts FOR EACH ROW
    WHEN (OLD.choices = 'allow' AND NEW.choices IS DISTINCT FROM 'allow') EXECUTE FUNCTION commons_unchosen();
CREATE TRIGGER accounts_choices_gone AFTER DELETE ON accounts FOR EACH ROW
    WHEN (OLD.choices = 'allow') EXECUTE FUNCTION commons_unchosen();

-- duels -----------------------------------------------------------------------------------------------

-- Two pictures of the same words, and which one. The posts: those that show them, or that show the picture that
-- was chosen instead of them; with their consent they are shown and told.
CREATE TABLE duels (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    prompt text NOT NULL,
    first_media_id bigint NOT NULL REFERENCES media ON DELETE CASCADE,
    second_media_id bigint NOT NULL REFERENCES media ON DELETE CASCADE,
    first_post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    second_post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    first_on_left boolean NOT NULL,
    choice text NOT NULL CHECK (choice IN ('first', 'second', 'tie', 'skip')),
    at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, first_media_id, second_media_id),
    CHECK (first_media_id < second_media_id)
);
CREATE INDEX duels_account ON duels (account_id, id DESC);
CREATE INDEX duels_first_media ON duels (first_media_id);
CREATE INDEX duels_second_media ON duels (second_media_id);
CREATE INDEX duels_first_post ON duels (first_post_id);
CREATE INDEX duels_second_post ON duels (second_post_id);

CREATE FUNCTION commons_duelled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO commons_outbox (kind, post_id, actor_id, ref_id, language)
    SELECT 'duel', NEW.first_post_id, NEW.account_id, NEW.id, p.language
    FROM posts p
    WHERE p.id = NEW.first_post_id AND NEW.choice <> 'skip'
      AND EXISTS (SELECT FROM commons_posts c WHERE c.post_id = NEW.first_post_id)
      AND EXISTS (SELECT FROM commons_posts c WHERE c.post_id = NEW.second_post_id)
      AND EXISTS (SELECT FROM accounts a WHERE a.id = NEW.account_id AND a.choices = 'allow');
    RETURN NULL;
END $$;
CREATE TRIGGER duels_told AFTER INSERT ON duels FOR EACH ROW EXECUTE FUNCTION commons_duelled();

-- consumers -------------------------------------------------------------------------------------------

-- Who reads the commons. cursor_seq: how far they were sent.
CREATE TABLE commons_consumers (
    id bigint PRIMARY KEY DEFAULT next_id(),
    name text NOT NULL,
    contact text NOT NULL,
    purpose text NOT NULL,
    key_hash bytea NOT NULL UNIQUE,
    scopes text[] NOT NULL CHECK (scopes <@ ARRAY['stream', 'datasets']),
    terms_version int NOT NULL DEFAULT 0,
    terms_accepted_at timestamptz,
    cursor_seq bigint NOT NULL DEFAULT 0,
    created_by bigint REFERENCES accounts ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX commons_consumers_created_by ON commons_consumers (created_by) WHERE created_by IS NOT NULL;

-- releases --------------------------------------------------------------------------------------------

-- through_seq: the log up to here is in it. root, leaves: of the Merkle tree over its rows. place: folder or
-- bucket. A version that is not published is nobody's business and may be begun anew.
CREATE TABLE commons_releases (
    version int PRIMARY KEY CHECK (version > 0),
    state text NOT NULL DEFAULT 'building' CHECK (state IN ('building', 'published')),
    through_seq bigint NOT NULL,
    root bytea CHECK (octet_length(root) = 32),
    leaves bigint,
    counts jsonb NOT NULL DEFAULT '{}',
    manifest jsonb,
    place text NOT NULL DEFAULT '',
    begun_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    CHECK ((state = 'published') = (root IS NOT NULL AND leaves IS NOT NULL AND manifest IS NOT NULL
                                    AND published_at IS NOT NULL))
);

-- A row of a dataset, in all versions from since_version to before ended_version. key: what it is of, stable.
-- leaf: SHA-256, as docs/reference/commons.md says. actor_id: whose choice it is, in rows of choices. people:
-- everybody in it. ended: because it was taken back (withdrawn_at), or is another now.
CREATE TABLE commons_rows (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    config text NOT NULL CHECK (config IN ('captions', 'preferences', 'edits', 'rankings', 'dialogue')),
    key text NOT NULL,
    leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
    post_ids bigint[] NOT NULL,
    people bigint[] NOT NULL,
    actor_id bigint,
    split text NOT NULL CHECK (split IN ('train', 'test')),
    since_version int NOT NULL REFERENCES commons_releases ON DELETE CASCADE,
    ended_version int CHECK (ended_version > since_version),
    withdrawn_at timestamptz
);
CREATE UNIQUE INDEX commons_rows_current ON commons_rows (config, key)
    WHERE ended_version IS NULL AND withdrawn_at IS NULL;
CREATE INDEX commons_rows_posts ON commons_rows USING gin (post_ids);
CREATE INDEX commons_rows_people ON commons_rows USING gin (people);
CREATE INDEX commons_rows_actor ON commons_rows (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX commons_rows_since ON commons_rows (since_version);

-- No row without the consent of everybody in it, now, to passing it on.
CREATE FUNCTION commons_rows_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added a CROSS JOIN LATERAL unnest(a.post_ids) x (id)
               LEFT JOIN commons_posts c ON c.post_id = x.id WHERE c.licence IS NULL)
       OR EXISTS (SELECT FROM added a WHERE cardinality(a.post_ids) = 0)
       OR EXISTS (SELECT FROM added a JOIN accounts who ON who.id = a.actor_id
                  WHERE who.choices IS DISTINCT FROM 'allow')
       OR EXISTS (SELECT FROM added a WHERE a.actor_id IS NOT NULL
                  AND NOT EXISTS (SELECT FROM accounts who WHERE who.id = a.actor_id))
    THEN
        RAISE EXCEPTION 'a row of a release contains what was not given'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER commons_rows_given AFTER INSERT ON commons_rows
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION commons_rows_gate();

-- What a row contains is for ever; where it ends is what may change.
CREATE FUNCTION keep_commons_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a row of a release contains does not change'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER commons_rows_kept BEFORE UPDATE ON commons_rows FOR EACH ROW
    WHEN (OLD.config <> NEW.config OR OLD.key <> NEW.key OR OLD.leaf <> NEW.leaf OR OLD.post_ids <> NEW.post_ids
          OR OLD.people <> NEW.people OR OLD.actor_id IS DISTINCT FROM NEW.actor_id
          OR OLD.since_version <> NEW.since_version
          OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at))
    EXECUTE FUNCTION keep_commons_rows();

-- What consumers say they did with a release.
CREATE TABLE commons_uses (
    id bigint PRIMARY KEY DEFAULT next_id(),
    consumer_id bigint NOT NULL REFERENCES commons_consumers ON DELETE CASCADE,
    version int NOT NULL REFERENCES commons_releases ON DELETE CASCADE,
    model text NOT NULL,
    purpose text NOT NULL,
    url text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX commons_uses_consumer ON commons_uses (consumer_id, id DESC);
CREATE INDEX commons_uses_version ON commons_uses (version, id DESC);

-- webhooks --------------------------------------------------------------------------------------------

-- Of a person (account_id) or of a consumer (consumer_id). token_id: with which a program of the person added it:
-- they go together. events: kinds. turns: how often its secret was made anew, last at turned_at. failures: in a
-- row, since failing_since; until rests_until nothing is sent; a hook that fails for long is disabled, with the
-- reason.
CREATE TABLE webhooks (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint REFERENCES accounts ON DELETE CASCADE,
    consumer_id bigint REFERENCES commons_consumers ON DELETE CASCADE,
    token_id bigint REFERENCES access_tokens ON DELETE CASCADE,
    url text NOT NULL,
    events text[] NOT NULL,
    turns int NOT NULL DEFAULT 0,
    turned_at timestamptz,
    failures int NOT NULL DEFAULT 0,
    failing_since timestamptz,
    rests_until timestamptz,
    disabled_at timestamptz,
    trouble text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(account_id, consumer_id) = 1)
);
CREATE INDEX webhooks_account ON webhooks (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX webhooks_consumer ON webhooks (consumer_id) WHERE consumer_id IS NOT NULL;
CREATE INDEX webhooks_token ON webhooks (token_id) WHERE token_id IS NOT NULL;

-- message_id: stays the same when a delivery is tried again or replayed. under_way: a worker has it, until due_at.
CREATE TABLE webhook_deliveries (
    id bigint PRIMARY KEY DEFAULT next_id(),
    webhook_id bigint NOT NULL REFERENCES webhooks ON DELETE CASCADE,
    message_id text NOT NULL,
    event text NOT NULL,
    body text NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given up')),
    attempts int NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT now(),
    under_way boolean NOT NULL DEFAULT false,
    status int,
    trouble text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (webhook_id, message_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_under_way ON webhook_deliveries (webhook_id) WHERE under_way;
CREATE INDEX webhook_deliveries_hook ON webhook_deliveries (webhook_id, id DESC);

-- What was given before there was a stream is in it from the beginning.
SELECT commons_review(array_agg(p.id)) FROM posts p WHERE p.training = 'allow' AND p.visibility = 'public';
