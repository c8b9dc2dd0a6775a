-- Web push, markers, preferences of notifications.

-- What an account lets through to its notifications. accept: as others; filter: kept apart, to be looked
-- at by person; drop: never written. Without a row everything is accepted.
CREATE TABLE notification_policies (
    account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    for_not_following text NOT NULL DEFAULT 'accept'
        CHECK (for_not_following IN ('accept', 'filter', 'drop')),
    for_not_followers text NOT NULL DEFAULT 'accept'
        CHECK (for_not_followers IN ('accept', 'filter', 'drop')),
    for_new_accounts text NOT NULL DEFAULT 'accept'
        CHECK (for_new_accounts IN ('accept', 'filter', 'drop')),
    for_private_mentions text NOT NULL DEFAULT 'accept'
        CHECK (for_private_mentions IN ('accept', 'filter', 'drop')),
    for_limited_accounts text NOT NULL DEFAULT 'accept'
        CHECK (for_limited_accounts IN ('accept', 'filter', 'drop'))
);

-- Of whom an account hears whatever its policy says.
CREATE TABLE notification_permissions (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    actor_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    PRIMARY KEY (account_id, actor_id)
);
CREATE INDEX notification_permissions_actor ON notification_permissions (actor_id);

ALTER TABLE notifications ADD filtered boolean NOT NULL DEFAULT false;
CREATE INDEX notifications_filtered ON notifications (account_id, actor_id, id DESC) WHERE filtered;
CREATE INDEX notifications_group ON notifications (account_id, kind, coalesce(post_id, 0), id DESC);

-- How far somebody has read.
CREATE TABLE markers (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    timeline text NOT NULL CHECK (timeline IN ('home', 'notifications')),
    last_read_id bigint NOT NULL,
    version int NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, timeline)
);
INSERT INTO markers (account_id, timeline, last_read_id)
SELECT account_id, 'notifications', last_seen_id FROM notification_markers;
DROP TABLE notification_markers;

-- Where notifications are pushed to (RFC 8030): an app, by the token it was let in with, or a signed-in
-- browser. sealed_token: the token itself, which an app expects back; only the instance's secret opens it.
-- alerts: Mastodon's types that are wanted. standard: RFC 8291, else the draft before it.
CREATE TABLE push_subscriptions (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    token_id bigint UNIQUE REFERENCES access_tokens ON DELETE CASCADE,
    session_id bigint UNIQUE REFERENCES sessions ON DELETE CASCADE,
    endpoint text NOT NULL,
    p256dh bytea NOT NULL,
    auth bytea NOT NULL,
    standard boolean NOT NULL,
    alerts text[] NOT NULL,
    policy text NOT NULL CHECK (policy IN ('all', 'followed', 'follower', 'none')),
    sealed_token bytea,
    failures int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(token_id, session_id) = 1)
);
CREATE INDEX push_subscriptions_account ON push_subscriptions (account_id);
