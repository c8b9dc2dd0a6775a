-- Receipts: where a row stands in a release, and what consumers were told. See docs/reference/commons.md.

-- The leaves of a version stand in this order.
CREATE INDEX commons_rows_order ON commons_rows (config COLLATE "C", key COLLATE "C");
CREATE INDEX commons_rows_ended ON commons_rows (ended_version) WHERE ended_version IS NOT NULL;

-- The roots over each 1,024 leaves of a published version, so that a proof needs few leaves. config, key: of
-- the first row. They follow from commons_rows, and are made once.
CREATE TABLE commons_tiles (
    version int NOT NULL REFERENCES commons_releases ON DELETE CASCADE,
    tile int NOT NULL,
    config text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    PRIMARY KEY (version, tile)
);

-- How far consumers with a webhook were told: of the log, and of releases.
CREATE TABLE commons_told (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    seq bigint NOT NULL,
    version int NOT NULL
);
INSERT INTO commons_told (seq, version)
SELECT c.seq, coalesce((SELECT max(r.version) FROM commons_releases r WHERE r.state = 'published'), 0)
FROM commons_clock c;

-- webhook: one of one's own is put aside.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN (
    'follow', 'follow_request', 'like', 'reply', 'repost', 'remix', 'quote', 'mention', 'post', 'poll', 'edit',
    'report', 'sign_up', 'cited', 'webhook'));
