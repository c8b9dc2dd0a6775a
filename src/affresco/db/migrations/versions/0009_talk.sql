-- Audiences, conversations, quotes, polls, schedules, pins, warnings, announcements.

-- audiences -------------------------------------------------------------------------------------------

ALTER TABLE posts DROP CONSTRAINT posts_visibility_check;
ALTER TABLE posts ADD CONSTRAINT posts_visibility_check
    CHECK (visibility IN ('public', 'unlisted', 'followers', 'direct', 'private'));

-- What everybody may see is as wide as anything; what is for people by name is as wide as nothing else,
-- as each such post names others.
CREATE OR REPLACE FUNCTION as_wide(visibility text, parent text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE visibility
        WHEN 'public' THEN true
        WHEN 'unlisted' THEN true
        WHEN 'followers' THEN parent IN ('followers', 'private')
        ELSE parent = 'private'
    END
$$;

-- warnings --------------------------------------------------------------------------------------------

-- warning: what stands before the text, which is then folded away. sensitive: the author's own mark.
ALTER TABLE posts
    ADD warning text NOT NULL DEFAULT '',
    ADD sensitive boolean NOT NULL DEFAULT false,
    ADD quote_policy text NOT NULL DEFAULT 'everyone'
        CHECK (quote_policy IN ('everyone', 'followers', 'nobody'));
ALTER TABLE post_edits
    ADD warning text NOT NULL DEFAULT '',
    ADD sensitive boolean NOT NULL DEFAULT false;

-- How an account reads and what its posts begin with.
ALTER TABLE accounts
    ADD expand_media text NOT NULL DEFAULT 'default'
        CHECK (expand_media IN ('default', 'show_all', 'hide_all')),
    ADD expand_warnings boolean NOT NULL DEFAULT false,
    ADD posting_visibility text NOT NULL DEFAULT 'public'
        CHECK (posting_visibility IN ('public', 'unlisted', 'followers', 'private')),
    ADD posting_sensitive boolean NOT NULL DEFAULT false,
    ADD posting_language text,
    ADD posting_quote_policy text NOT NULL DEFAULT 'everyone'
        CHECK (posting_quote_policy IN ('everyone', 'followers', 'nobody'));

-- pins, muted threads ---------------------------------------------------------------------------------

CREATE TABLE post_pins (
    post_id bigint PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id()
);
CREATE INDEX post_pins_account ON post_pins (account_id, id DESC);

CREATE TABLE thread_mutes (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    root_id bigint NOT NULL,
    PRIMARY KEY (account_id, root_id)
);

-- conversations ---------------------------------------------------------------------------------------

-- silent: named by the door, not by the text (everybody in a conversation).
ALTER TABLE post_mentions ADD silent boolean NOT NULL DEFAULT false;

-- A thread of direct posts between the same people, as one of them has it. people: the others, ascending.
CREATE TABLE conversations (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    root_id bigint NOT NULL,
    people bigint[] NOT NULL,
    last_post_id bigint NOT NULL,
    unread boolean NOT NULL,
    UNIQUE (account_id, root_id, people)
);
CREATE INDEX conversations_newest ON conversations (account_id, last_post_id DESC);

CREATE TABLE conversation_posts (
    conversation_id bigint NOT NULL REFERENCES conversations ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (conversation_id, post_id)
);
CREATE INDEX conversation_posts_post ON conversation_posts (post_id);

-- A conversation goes with the last of its posts.
CREATE FUNCTION end_conversations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE conversations c SET last_post_id = n.last_post_id
    FROM (SELECT p.conversation_id, max(p.post_id) AS last_post_id FROM conversation_posts p
          WHERE p.conversation_id IN (SELECT conversation_id FROM removed)
          GROUP BY p.conversation_id) n
    WHERE c.id = n.conversation_id AND c.last_post_id <> n.last_post_id;
    DELETE FROM conversations c USING removed r
    WHERE c.id = r.conversation_id
      AND NOT EXISTS (SELECT FROM conversation_posts p WHERE p.conversation_id = c.id);
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_posts_removed AFTER DELETE ON conversation_posts
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION end_conversations();

-- quotes ----------------------------------------------------------------------------------------------

-- quoted_id outlives the quoted post, as answers outlive what they answer. counts: whether everybody who
-- sees the quoted post may see this one.
CREATE TABLE quotes (
    post_id bigint PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    quoted_id bigint NOT NULL,
    quoted_account_id bigint NOT NULL,
    state text NOT NULL DEFAULT 'accepted' CHECK (state IN ('accepted', 'revoked')),
    counts boolean NOT NULL
);
CREATE INDEX quotes_quoted ON quotes (quoted_id, post_id DESC);

ALTER TABLE post_counts ADD quotes int NOT NULL DEFAULT 0 CHECK (quotes >= 0);

CREATE FUNCTION count_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET quotes = c.quotes + n.quotes
    FROM (SELECT quoted_id, count(*)::int AS quotes FROM added
          WHERE counts AND state = 'accepted' GROUP BY quoted_id) n
    WHERE c.post_id = n.quoted_id;
    RETURN NULL;
END $$;
CREATE TRIGGER quotes_added AFTER INSERT ON quotes
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_quotes();

-- A quote that is revoked stays so.
CREATE FUNCTION uncount_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post_counts c SET quotes = c.quotes - n.quotes
    FROM (SELECT quoted_id, count(*)::int AS quotes FROM removed
          WHERE counts AND state = 'accepted' GROUP BY quoted_id) n
    WHERE c.post_id = n.quoted_id;
    RETURN NULL;
END $$;
CREATE TRIGGER quotes_removed AFTER DELETE ON quotes
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_quotes();
CREATE TRIGGER quotes_revoked AFTER UPDATE ON quotes
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_quotes();

-- polls -----------------------------------------------------------------------------------------------

-- voters: people, who may have several votes. closed_at: when the end was told to those who took part.
CREATE TABLE polls (
    id bigint PRIMARY KEY DEFAULT next_id(),
    post_id bigint NOT NULL UNIQUE REFERENCES posts ON DELETE CASCADE,
    multiple boolean NOT NULL,
    hide_totals boolean NOT NULL,
    expires_at timestamptz NOT NULL,
    closed_at timestamptz,
    voters int NOT NULL DEFAULT 0 CHECK (voters >= 0)
);
CREATE INDEX polls_open ON polls (expires_at) WHERE closed_at IS NULL;

CREATE TABLE poll_options (
    poll_id bigint NOT NULL REFERENCES polls ON DELETE CASCADE,
    position int NOT NULL,
    title text NOT NULL,
    votes int NOT NULL DEFAULT 0 CHECK (votes >= 0),
    PRIMARY KEY (poll_id, position)
);

CREATE TABLE poll_votes (
    poll_id bigint NOT NULL,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    position int NOT NULL,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (poll_id, account_id, position),
    FOREIGN KEY (poll_id, position) REFERENCES poll_options ON DELETE CASCADE
);
CREATE INDEX poll_votes_option ON poll_votes (poll_id, position);
CREATE INDEX poll_votes_account ON poll_votes (account_id);

-- Kept by triggers, so that votes that go with an account are counted too. All votes of a person come,
-- and go, in one statement.
CREATE FUNCTION count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE poll_options o SET votes = o.votes + n.votes
    FROM (SELECT poll_id, position, count(*)::int AS votes FROM added GROUP BY poll_id, position) n
    WHERE o.poll_id = n.poll_id AND o.position = n.position;
    UPDATE polls p SET voters = p.voters + n.voters
    FROM (SELECT poll_id, count(DISTINCT account_id)::int AS voters FROM added GROUP BY poll_id) n
    WHERE p.id = n.poll_id;
    RETURN NULL;
END $$;
CREATE TRIGGER poll_votes_added AFTER INSERT ON poll_votes
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_votes();

CREATE FUNCTION uncount_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE poll_options o SET votes = o.votes - n.votes
    FROM (SELECT poll_id, position, count(*)::int AS votes FROM removed GROUP BY poll_id, position) n
    WHERE o.poll_id = n.poll_id AND o.position = n.position;
    UPDATE polls p SET voters = p.voters - n.voters
    FROM (SELECT poll_id, count(DISTINCT account_id)::int AS voters FROM removed GROUP BY poll_id) n
    WHERE p.id = n.poll_id;
    RETURN NULL;
END $$;
CREATE TRIGGER poll_votes_removed AFTER DELETE ON poll_votes
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION uncount_votes();

-- scheduled posts -------------------------------------------------------------------------------------

-- command: a ``Publish``. error_code, error: why it could not be published; it then waits for its author.
CREATE TABLE scheduled_posts (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    at timestamptz NOT NULL,
    command jsonb NOT NULL,
    idempotency_key text,
    error_code text,
    error text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, idempotency_key)
);
CREATE INDEX scheduled_posts_account ON scheduled_posts (account_id, id DESC);
CREATE INDEX scheduled_posts_due ON scheduled_posts (at) WHERE error_code IS NULL;

-- announcements ---------------------------------------------------------------------------------------

CREATE TABLE announcements (
    id bigint PRIMARY KEY DEFAULT next_id(),
    author_id bigint REFERENCES accounts ON DELETE SET NULL,
    text text NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz,
    published_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (ends_at > starts_at)
);
CREATE INDEX announcements_author ON announcements (author_id) WHERE author_id IS NOT NULL;

CREATE TABLE announcement_reads (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    announcement_id bigint NOT NULL REFERENCES announcements ON DELETE CASCADE,
    PRIMARY KEY (account_id, announcement_id)
);
CREATE INDEX announcement_reads_announcement ON announcement_reads (announcement_id);

CREATE TABLE announcement_reactions (
    announcement_id bigint NOT NULL REFERENCES announcements ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    name text NOT NULL,
    PRIMARY KEY (announcement_id, account_id, name)
);
CREATE INDEX announcement_reactions_account ON announcement_reactions (account_id);

-- reports ---------------------------------------------------------------------------------------------

CREATE TABLE reports (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    target_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    category text NOT NULL CHECK (category IN ('spam', 'legal', 'violation', 'other')),
    comment text NOT NULL DEFAULT '',
    rules text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    resolved_at timestamptz,
    resolved_by bigint REFERENCES accounts ON DELETE SET NULL,
    answer text NOT NULL DEFAULT '',
    CHECK (account_id <> target_id)
);
CREATE INDEX reports_account ON reports (account_id, id DESC);
CREATE INDEX reports_target ON reports (target_id);
CREATE INDEX reports_open ON reports (id) WHERE resolved_at IS NULL;
CREATE INDEX reports_resolved_by ON reports (resolved_by) WHERE resolved_by IS NOT NULL;

CREATE TABLE report_posts (
    report_id bigint NOT NULL REFERENCES reports ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    PRIMARY KEY (report_id, post_id)
);
CREATE INDEX report_posts_post ON report_posts (post_id);
