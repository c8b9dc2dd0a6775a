-- What was not carried out, and what became of the appeal. digest: of the text, or of a picture's pixels: the
-- same thing again is the same refusal, and once overturned it is allowed to this person. text: "" for a picture,
-- and once it was dropped. spans: places of what was found. about: a picture's prompt. picture: a small WebP of a
-- picture that was withheld, for the owners. source: "rules" or the name of a classifier.
CREATE TABLE refusals (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    rule text NOT NULL,
    field text NOT NULL
        CHECK (field IN ('prompt', 'negative_prompt', 'instruction', 'text', 'alt', 'image')),
    term text NOT NULL,
    source text NOT NULL,
    text text NOT NULL,
    spans int[] NOT NULL DEFAULT '{}',
    digest bytea NOT NULL,
    about text NOT NULL DEFAULT '',
    picture bytea,
    times int NOT NULL DEFAULT 1,
    at timestamptz NOT NULL DEFAULT now(),
    appeal text,
    appealed_at timestamptz,
    verdict text CHECK (verdict IN ('upheld', 'overturned')),
    verdict_words text NOT NULL DEFAULT '',
    decided_by bigint REFERENCES accounts ON DELETE SET NULL,
    decided_at timestamptz,
    UNIQUE (account_id, digest, rule),
    CHECK ((appeal IS NULL) = (appealed_at IS NULL)),
    CHECK ((verdict IS NULL) = (decided_at IS NULL)),
    CHECK (verdict IS NULL OR appeal IS NOT NULL)
);
CREATE INDEX refusals_open ON refusals (id) WHERE appealed_at IS NOT NULL AND verdict IS NULL;
CREATE INDEX refusals_by_account ON refusals (account_id, id DESC);
CREATE INDEX refusals_decided_by ON refusals (decided_by) WHERE decided_by IS NOT NULL;

-- How the rules do, for everybody to see; it outlives the people whom it counts.
CREATE TABLE rule_rates (
    rule text PRIMARY KEY,
    refused bigint NOT NULL DEFAULT 0,
    appealed bigint NOT NULL DEFAULT 0,
    decided bigint NOT NULL DEFAULT 0,
    wrong bigint NOT NULL DEFAULT 0
);

-- A candidate that was made and withheld.
ALTER TABLE candidates ADD COLUMN refusal_id bigint REFERENCES refusals ON DELETE SET NULL;
CREATE INDEX candidates_refusal ON candidates (refusal_id) WHERE refusal_id IS NOT NULL;

-- What was carried out although a rule has something to say: a mark on a job, a picture or a post.
CREATE TABLE safety_marks (
    generation_id bigint REFERENCES generations ON DELETE CASCADE,
    media_id bigint REFERENCES media ON DELETE CASCADE,
    post_id bigint REFERENCES posts ON DELETE CASCADE,
    rule text NOT NULL,
    action text NOT NULL CHECK (action IN ('sensitive', 'warn')),
    source text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    CHECK (num_nonnulls(generation_id, media_id, post_id) = 1)
);
CREATE UNIQUE INDEX safety_marks_generation ON safety_marks (generation_id, rule)
    WHERE generation_id IS NOT NULL;
CREATE UNIQUE INDEX safety_marks_media ON safety_marks (media_id, rule) WHERE media_id IS NOT NULL;
CREATE UNIQUE INDEX safety_marks_post ON safety_marks (post_id, rule) WHERE post_id IS NOT NULL;

-- Who declared that they are an adult (level 'adult', with the words that they saw), and who said that they are
-- not yet (adult_from: the day when they will be). The day of birth itself is not kept.
CREATE TABLE content_levels (
    account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    level text NOT NULL CHECK (level IN ('all', 'adult')),
    adult_from date,
    declared_at timestamptz,
    wording text NOT NULL DEFAULT ''
);

-- Classifiers that do not answer.
CREATE TABLE classifier_troubles (
    name text PRIMARY KEY,
    reason text NOT NULL,
    since timestamptz NOT NULL DEFAULT now()
);
