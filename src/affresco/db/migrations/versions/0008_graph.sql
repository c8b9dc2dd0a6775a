-- Whom one blocks, mutes, lets follow, lists, endorses; filters; followed hashtags.

ALTER TABLE accounts
    ADD locked boolean NOT NULL DEFAULT false,
    ADD discoverable boolean NOT NULL DEFAULT true,
    ADD also_known_as text[] NOT NULL DEFAULT '{}',
    ADD moved_to_id bigint REFERENCES accounts ON DELETE SET NULL,
    ADD CHECK (moved_to_id <> id);
CREATE INDEX accounts_moved_to ON accounts (moved_to_id) WHERE moved_to_id IS NOT NULL;

-- languages: whose posts are wanted in these alone; NULL for all.
ALTER TABLE follows
    ADD reposts boolean NOT NULL DEFAULT true,
    ADD notify boolean NOT NULL DEFAULT false,
    ADD languages text[];
CREATE INDEX follows_notify ON follows (followee_id) WHERE notify;

CREATE TABLE follow_requests (
    follower_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    followee_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    reposts boolean NOT NULL DEFAULT true,
    notify boolean NOT NULL DEFAULT false,
    languages text[],
    PRIMARY KEY (follower_id, followee_id),
    CHECK (follower_id <> followee_id)
);
CREATE INDEX follow_requests_followee ON follow_requests (followee_id, id DESC);

CREATE TABLE blocks (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    target_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (account_id, target_id),
    CHECK (account_id <> target_id)
);
CREATE INDEX blocks_target ON blocks (target_id, account_id);
CREATE INDEX blocks_account ON blocks (account_id, id DESC);

-- until: NULL for as long as nobody ends it. Ended ones are swept when the next is made.
CREATE TABLE mutes (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    target_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    notifications boolean NOT NULL DEFAULT true,
    until timestamptz,
    PRIMARY KEY (account_id, target_id),
    CHECK (account_id <> target_id)
);
CREATE INDEX mutes_target ON mutes (target_id);
CREATE INDEX mutes_account ON mutes (account_id, id DESC);

-- What one wrote down about somebody, for oneself.
CREATE TABLE account_notes (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    target_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    text text NOT NULL,
    PRIMARY KEY (account_id, target_id)
);
CREATE INDEX account_notes_target ON account_notes (target_id);

CREATE TABLE endorsements (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    target_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (account_id, target_id),
    CHECK (account_id <> target_id)
);
CREATE INDEX endorsements_account ON endorsements (account_id, id DESC);
CREATE INDEX endorsements_target ON endorsements (target_id);

-- exclusive: who is on it does not appear in the owner's home.
CREATE TABLE lists (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    title text NOT NULL,
    replies_policy text NOT NULL DEFAULT 'list'
        CHECK (replies_policy IN ('followed', 'list', 'none')),
    exclusive boolean NOT NULL DEFAULT false
);
CREATE INDEX lists_account ON lists (account_id, id);

-- Only people whom the list's owner follows; they leave it when that ends.
CREATE TABLE list_members (
    list_id bigint NOT NULL REFERENCES lists ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (list_id, account_id)
);
CREATE INDEX list_members_account ON list_members (account_id);
CREATE INDEX list_members_list ON list_members (list_id, id DESC);

CREATE TABLE tag_follows (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    tag text NOT NULL,
    id bigint NOT NULL DEFAULT next_id(),
    PRIMARY KEY (account_id, tag)
);
CREATE INDEX tag_follows_account ON tag_follows (account_id, id DESC);

CREATE TABLE featured_tags (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    tag text NOT NULL,
    UNIQUE (account_id, tag)
);

CREATE TABLE filters (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    title text NOT NULL,
    contexts text[] NOT NULL CHECK (cardinality(contexts) > 0),
    action text NOT NULL DEFAULT 'warn' CHECK (action IN ('warn', 'hide', 'blur')),
    expires_at timestamptz
);
CREATE INDEX filters_account ON filters (account_id, id);

CREATE TABLE filter_keywords (
    id bigint PRIMARY KEY DEFAULT next_id(),
    filter_id bigint NOT NULL REFERENCES filters ON DELETE CASCADE,
    keyword text NOT NULL,
    whole_word boolean NOT NULL DEFAULT true
);
CREATE INDEX filter_keywords_filter ON filter_keywords (filter_id, id);

CREATE TABLE filter_posts (
    id bigint PRIMARY KEY DEFAULT next_id(),
    filter_id bigint NOT NULL REFERENCES filters ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    UNIQUE (filter_id, post_id)
);
CREATE INDEX filter_posts_post ON filter_posts (post_id);

-- For favourites in the order in which they were given.
CREATE INDEX likes_account ON likes (account_id, id DESC);

-- post: somebody whose posts one wants to hear of published one. The others belong to later chapters.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN (
    'follow', 'follow_request', 'like', 'reply', 'repost', 'remix', 'mention', 'post',
    'poll', 'edit', 'quote', 'report'));
