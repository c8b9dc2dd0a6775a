-- Datasets: what pictures are by their bytes, and the draft that a release is made from. See
-- docs/reference/commons.md.

-- sha256: of the bytes that releases give. look: 64 bits, few of which differ between pictures that look alike.
CREATE TABLE commons_pictures (
    media_id bigint PRIMARY KEY REFERENCES media ON DELETE CASCADE,
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    look bit(64) NOT NULL
);

-- The draft: the network as one moment saw it, made anew for each release by one process at a time. It may be
-- lost; a release is begun anew then.

-- name: what stands in a release for them. mask: what always stands for who chose. acts: choices of theirs are in
-- it.
CREATE UNLOGGED TABLE commons_draft_people (
    account_id bigint PRIMARY KEY,
    handle text NOT NULL UNIQUE,
    name text NOT NULL,
    mask text NOT NULL,
    credit boolean NOT NULL,
    chooses boolean NOT NULL,
    split text NOT NULL,
    acts boolean NOT NULL DEFAULT false
);

-- split: NULL where people of both sides are in it; so it is in no release.
CREATE UNLOGGED TABLE commons_draft_posts (
    post_id bigint PRIMARY KEY,
    account_id bigint NOT NULL,
    people bigint[] NOT NULL,
    licence text NOT NULL,
    split text
);

-- Pictures with the words they were made from, where these are open. words: by which those of the same words
-- are found. folded: an earlier one looks like it.
CREATE UNLOGGED TABLE commons_draft_pictures (
    media_id bigint PRIMARY KEY,
    post_id bigint NOT NULL,
    position int NOT NULL,
    prompt text,
    recipe jsonb,
    words text NOT NULL,
    split text NOT NULL,
    look bit(64) NOT NULL,
    folded boolean NOT NULL DEFAULT false
);
CREATE INDEX commons_draft_pictures_post ON commons_draft_pictures (post_id, position);

-- bucket: 16 bits of the key's hash; a shard is a range of them. fields: the row's canonical bytes.
CREATE UNLOGGED TABLE commons_draft (
    config text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    split text NOT NULL,
    bucket int NOT NULL,
    fields text NOT NULL,
    leaf bytea NOT NULL,
    post_ids bigint[] NOT NULL,
    people bigint[] NOT NULL,
    actor_id bigint,
    PRIMARY KEY (config, split, bucket, key)
);

-- What was taken back: from the newest version, and from the files of older ones.
CREATE INDEX commons_rows_withdrawn ON commons_rows (config, split, since_version) INCLUDE (key, ended_version)
    WHERE withdrawn_at IS NOT NULL;

CREATE FUNCTION commons_row_hash(fields text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(fields, 'UTF8')), 'hex')
$$;

CREATE FUNCTION commons_leaf(config text, key text, fields text) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256('\x00'::bytea || convert_to(
        config || E'\n' || key || E'\n' || commons_row_hash(fields), 'UTF8'))
$$;

CREATE FUNCTION commons_bucket(key text) RETURNS int LANGUAGE sql STABLE AS $$
    SELECT ('x' || left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 4))::bit(16)::int
$$;

CREATE FUNCTION commons_time(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

-- When the thing with this id came about (next_id).
CREATE FUNCTION commons_time_of(id bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT commons_time(to_timestamp((id >> 16) / 1000.0))
$$;

-- The strictest of several licences.
CREATE FUNCTION commons_strictest(licences text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN 'CC BY-SA' = ANY (licences) THEN 'CC BY-SA' WHEN 'CC BY' = ANY (licences) THEN 'CC BY'
           ELSE 'CC0' END
$$;

-- A text in which those who are named stand as releases name them.
CREATE FUNCTION commons_named(words text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN position('@' IN words) = 0 THEN words ELSE (
        SELECT string_agg(CASE WHEN n.name IS NULL THEN part.found[1]
                               ELSE '@' || ltrim(n.name, '@') END, '' ORDER BY part.place)
        FROM regexp_matches(words, '(@[A-Za-z0-9_]{2,30}|[^@]+|@)', 'g') WITH ORDINALITY part (found, place)
        LEFT JOIN commons_draft_people n
            ON left(part.found[1], 1) = '@' AND n.handle = lower(substr(part.found[1], 2))) END
$$;
