-- Ids are sortable by time: milliseconds since 1970 in the upper 48 bits, a running tail in the lower 16.
CREATE SEQUENCE id_tail AS bigint CYCLE MAXVALUE 9223372036854775807;

CREATE FUNCTION next_id() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT (floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint << 16)
           | (nextval('id_tail') & 65535)
$$;

-- events ----------------------------------------------------------------------------------------------

CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    data jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    attempts int NOT NULL DEFAULT 0
);

-- One row for each reaction that has been carried out, written in the reaction's own transaction.
CREATE TABLE handled (
    event_id bigint NOT NULL REFERENCES events ON DELETE CASCADE,
    handler text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, handler)
);

CREATE TABLE worker_heartbeats (
    worker text PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now()
);

-- media -----------------------------------------------------------------------------------------------

-- owner_id is an account; media lies below accounts, so there is no foreign key.
CREATE TABLE media (
    id bigint PRIMARY KEY DEFAULT next_id(),
    owner_id bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('generated', 'upload', 'portrait')),
    key text NOT NULL UNIQUE,
    content_type text NOT NULL,
    bytes bigint NOT NULL CHECK (bytes > 0),
    width int NOT NULL CHECK (width > 0),
    height int NOT NULL CHECK (height > 0),
    thumbhash bytea NOT NULL,
    renditions jsonb NOT NULL DEFAULT '[]',
    alt text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX media_owner ON media (owner_id, id DESC);

-- accounts --------------------------------------------------------------------------------------------

CREATE TABLE accounts (
    id bigint PRIMARY KEY DEFAULT next_id(),
    handle text NOT NULL UNIQUE CHECK (handle ~ '^[a-z0-9_]{2,30}$'),
    email text NOT NULL UNIQUE,
    password_hash text NOT NULL,
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'member')),
    name text NOT NULL DEFAULT '',
    bio text NOT NULL DEFAULT '',
    links jsonb NOT NULL DEFAULT '[]',
    avatar_id bigint REFERENCES media ON DELETE SET NULL,
    header_id bigint REFERENCES media ON DELETE SET NULL,
    locale text NOT NULL DEFAULT 'en',
    training text NOT NULL CHECK (training IN ('allow', 'deny')),
    cohort text,
    revision int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now()
);
-- For the deletion of pictures, which looks for faces that show them.
CREATE INDEX accounts_avatar ON accounts (avatar_id) WHERE avatar_id IS NOT NULL;
CREATE INDEX accounts_header ON accounts (header_id) WHERE header_id IS NOT NULL;

-- What a person was asked and answered, word for word. Only ever added to.
CREATE TABLE consent_choices (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    subject text NOT NULL CHECK (subject IN ('training')),
    choice text NOT NULL CHECK (choice IN ('allow', 'deny')),
    wording text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX consent_choices_account ON consent_choices (account_id, id DESC);

CREATE TABLE sessions (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    user_agent text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id, id DESC);

CREATE TABLE access_tokens (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    name text NOT NULL DEFAULT '',
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz
);
CREATE INDEX access_tokens_account ON access_tokens (account_id, id DESC);

CREATE TABLE invitations (
    id bigint PRIMARY KEY DEFAULT next_id(),
    code_hash bytea NOT NULL UNIQUE,
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'member')),
    cohort text,
    uses_allowed int NOT NULL CHECK (uses_allowed > 0),
    uses int NOT NULL DEFAULT 0 CHECK (uses >= 0 AND uses <= uses_allowed),
    created_by bigint REFERENCES accounts ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);

CREATE TABLE follows (
    follower_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    followee_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (follower_id, followee_id),
    CHECK (follower_id <> followee_id)
);
CREATE INDEX follows_followee ON follows (followee_id, id DESC);
CREATE INDEX follows_follower ON follows (follower_id, id DESC);

CREATE UNLOGGED TABLE rate_limits (
    key text PRIMARY KEY,
    window_start timestamptz NOT NULL,
    hits int NOT NULL
);

-- studio ----------------------------------------------------------------------------------------------

-- source_post_id: the post that a remix starts from; posts lie above the studio, so no foreign key.
-- job_id: in the queue. attempts: how often a worker began it; grows for ever, and fences off a worker
-- that was taken for dead. made: finished pictures; stays when one of them is deleted.
CREATE TABLE generations (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    prompt text NOT NULL,
    engine text NOT NULL,
    count int NOT NULL CHECK (count BETWEEN 1 AND 4),
    width int NOT NULL,
    height int NOT NULL,
    seed bigint NOT NULL,
    source_post_id bigint,
    state text NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    job_id bigint,
    attempts int NOT NULL DEFAULT 0,
    attempts_allowed int NOT NULL DEFAULT 3,
    made int NOT NULL DEFAULT 0,
    error_code text,
    error_details jsonb,
    idempotency_key text,
    created_at timestamptz NOT NULL DEFAULT now(),
    queued_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    UNIQUE (account_id, idempotency_key)
);
CREATE INDEX generations_account ON generations (account_id, id DESC);
CREATE INDEX generations_quota ON generations (account_id, queued_at);

-- One row a candidate from the start; preview: a small WebP while it is being made.
CREATE TABLE candidates (
    id bigint PRIMARY KEY DEFAULT next_id(),
    generation_id bigint NOT NULL REFERENCES generations ON DELETE CASCADE,
    position int NOT NULL CHECK (position BETWEEN 0 AND 3),
    seed bigint NOT NULL,
    recipe jsonb,
    preview bytea,
    media_id bigint UNIQUE REFERENCES media ON DELETE CASCADE,
    UNIQUE (generation_id, position)
);

-- posts -----------------------------------------------------------------------------------------------

CREATE TABLE posts (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    text text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT 'en',
    visibility text NOT NULL CHECK (visibility IN ('public', 'followers', 'private')),
    in_reply_to_id bigint,
    in_reply_to_account_id bigint,
    root_id bigint NOT NULL,
    recipe_visibility text NOT NULL CHECK (recipe_visibility IN ('open', 'private')),
    remix_policy text NOT NULL CHECK (remix_policy IN ('everyone', 'followers', 'nobody')),
    training text NOT NULL CHECK (training IN ('allow', 'deny')),
    revision int NOT NULL DEFAULT 1,
    idempotency_key text,
    created_at timestamptz NOT NULL DEFAULT now(),
    edited_at timestamptz,
    UNIQUE (account_id, idempotency_key)
);
CREATE INDEX posts_account ON posts (account_id, id DESC);
CREATE INDEX posts_local ON posts (id DESC) WHERE visibility = 'public' AND in_reply_to_id IS NULL;
CREATE INDEX posts_root ON posts (root_id, id);
CREATE INDEX posts_reply ON posts (in_reply_to_id, id) WHERE in_reply_to_id IS NOT NULL;

CREATE TABLE post_media (
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    position int NOT NULL CHECK (position BETWEEN 0 AND 3),
    media_id bigint NOT NULL UNIQUE REFERENCES media ON DELETE CASCADE,
    alt text NOT NULL DEFAULT '',
    recipe jsonb,
    PRIMARY KEY (post_id, position)
);

CREATE TABLE post_edits (
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    revision int NOT NULL,
    text text NOT NULL,
    alts jsonb NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (post_id, revision)
);

CREATE TABLE post_counts (
    post_id bigint PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    likes int NOT NULL DEFAULT 0 CHECK (likes >= 0),
    reposts int NOT NULL DEFAULT 0 CHECK (reposts >= 0),
    replies int NOT NULL DEFAULT 0 CHECK (replies >= 0),
    remixes int NOT NULL DEFAULT 0 CHECK (remixes >= 0)
) WITH (fillfactor = 70);

CREATE TABLE post_tags (
    tag text NOT NULL,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (tag, post_id)
);
CREATE INDEX post_tags_post ON post_tags (post_id);

CREATE TABLE post_mentions (
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    PRIMARY KEY (post_id, account_id)
);
CREATE INDEX post_mentions_account ON post_mentions (account_id, post_id DESC);

CREATE TABLE likes (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (account_id, post_id)
);
CREATE INDEX likes_post ON likes (post_id, id DESC);

CREATE TABLE bookmarks (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (account_id, post_id)
);
CREATE INDEX bookmarks_account ON bookmarks (account_id, id DESC);
CREATE INDEX bookmarks_post ON bookmarks (post_id);

CREATE TABLE reposts (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    UNIQUE (account_id, post_id)
);
CREATE INDEX reposts_account ON reposts (account_id, id DESC);
CREATE INDEX reposts_post ON reposts (post_id, id DESC);

-- Outlives the posts: a deleted ancestor stays in the tree as a number, so that a line is never broken.
CREATE TABLE lineage (
    post_id bigint PRIMARY KEY,
    parent_id bigint,
    root_id bigint NOT NULL,
    depth int NOT NULL CHECK (depth >= 0),
    CHECK ((parent_id IS NULL) = (depth = 0))
);
CREATE INDEX lineage_parent ON lineage (parent_id, post_id);
CREATE INDEX lineage_root ON lineage (root_id, post_id);

-- The numbers under a post are kept here and nowhere else, so that rows that go by cascade (an account is
-- deleted) are counted too. Writers lock posts and post_counts in ascending order of id beforehand.
-- A reply or a remix counts when everybody who sees its parent may see it: a number must not tell of
-- what is hidden.
CREATE FUNCTION as_wide(visibility text, parent text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT array_position(ARRAY['public', 'followers', 'private'], visibility)
           <= array_position(ARRAY['public', 'followers', 'private'], parent)
$$;

CREATE FUNCTION count_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO post_counts (post_id) SELECT id FROM added;
    UPDATE post_counts c SET replies = c.replies + n.replies
    FROM (SELECT parent.id, count(*)::int AS replies
          FROM added JOIN posts parent ON parent.id = added.in_reply_to_id
          WHERE as_wide(added.visibility, parent.visibility) GROUP BY parent.id) n
    WHERE c.post_id = n.id;
    RETURN NULL;
END $$;
CREATE TRIGGER posts_added AFTER INSERT ON posts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_posts();

CREATE FUNCTION count_remixes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET remixes = c.remixes + n.remixes
    FROM (SELECT parent.id, count(*)::int AS remixes
          FROM added JOIN posts child ON child.id = added.post_id
          JOIN posts parent ON parent.id = added.parent_id
          WHERE as_wide(child.visibility, parent.visibility) GROUP BY parent.id) n
    WHERE c.post_id = n.id;
    RETURN NULL;
END $$;
CREATE TRIGGER lineage_added AFTER INSERT ON lineage
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_remixes();

CREATE FUNCTION uncount_posts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET replies = c.replies - n.replies, remixes = c.remixes - n.remixes
    FROM (SELECT parent.id, sum(lost.replies)::int AS replies, sum(lost.remixes)::int AS remixes
          FROM (SELECT in_reply_to_id AS parent_id, visibility, 1 AS replies, 0 AS remixes
                FROM removed WHERE in_reply_to_id IS NOT NULL
                UNION ALL
                SELECT l.parent_id, r.visibility, 0, 1
                FROM removed r JOIN lineage l ON l.post_id = r.id) lost
          JOIN posts parent ON parent.id = lost.parent_id
          WHERE as_wide(lost.visibility, parent.visibility) GROUP BY parent.id) n
    WHERE c.post_id = n.id;
    RETURN NULL;
END $$;
CREATE TRIGGER posts_removed AFTER DELETE ON posts
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_posts();

CREATE FUNCTION count_likes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET likes = c.likes + n.likes
    FROM (SELECT post_id, count(*)::int AS likes FROM added GROUP BY post_id) n
    WHERE c.post_id = n.post_id;
    RETURN NULL;
END $$;
CREATE TRIGGER likes_added AFTER INSERT ON likes
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_likes();

CREATE FUNCTION uncount_likes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET likes = c.likes - n.likes
    FROM (SELECT post_id, count(*)::int AS likes FROM removed GROUP BY post_id) n
    WHERE c.post_id = n.post_id;
    RETURN NULL;
END $$;
CREATE TRIGGER likes_removed AFTER DELETE ON likes
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_likes();

CREATE FUNCTION count_reposts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET reposts = c.reposts + n.reposts
    FROM (SELECT post_id, count(*)::int AS reposts FROM added GROUP BY post_id) n
    WHERE c.post_id = n.post_id;
    RETURN NULL;
END $$;
CREATE TRIGGER reposts_added AFTER INSERT ON reposts
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_reposts();

CREATE FUNCTION uncount_reposts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET reposts = c.reposts - n.reposts
    FROM (SELECT post_id, count(*)::int AS reposts FROM removed GROUP BY post_id) n
    WHERE c.post_id = n.post_id;
    RETURN NULL;
END $$;
CREATE TRIGGER reposts_removed AFTER DELETE ON reposts
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_reposts();

-- feeds -----------------------------------------------------------------------------------------------

CREATE TABLE notifications (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('follow', 'like', 'reply', 'repost', 'remix', 'mention')),
    actor_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    post_id bigint REFERENCES posts ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    UNIQUE NULLS NOT DISTINCT (account_id, kind, actor_id, post_id)
);
CREATE INDEX notifications_account ON notifications (account_id, id DESC);
CREATE INDEX notifications_post ON notifications (post_id);

CREATE TABLE notification_markers (
    account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    last_seen_id bigint NOT NULL
);
