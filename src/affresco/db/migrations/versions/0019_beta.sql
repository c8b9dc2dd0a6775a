-- The private beta: cohorts, a waiting list, letters, feedback and its board, figures, surveys.
-- See docs/reference/beta.md.

-- A group that was let in together. flags: names of features that are switched on or off for it, otherwise than
-- for all.
CREATE TABLE cohorts (
    name text PRIMARY KEY CHECK (char_length(name) BETWEEN 1 AND 60),
    flags jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz
);
INSERT INTO cohorts (name)
SELECT cohort FROM accounts WHERE cohort IS NOT NULL
UNION SELECT cohort FROM invitations WHERE cohort IS NOT NULL;

-- Whom an invitation is for, when it is for somebody.
ALTER TABLE invitations ADD address text;

-- Who would like to join. invited_at: when an owner made an invitation for them.
CREATE TABLE waiting_list (
    id bigint PRIMARY KEY DEFAULT next_id(),
    address text NOT NULL UNIQUE,
    words text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT now(),
    invited_at timestamptz
);
CREATE INDEX waiting_list_open ON waiting_list (id) WHERE invited_at IS NULL;

CREATE TABLE letters (
    id bigint PRIMARY KEY DEFAULT next_id(),
    cohort text REFERENCES cohorts ON UPDATE CASCADE ON DELETE CASCADE,
    author_id bigint REFERENCES accounts ON DELETE SET NULL,
    title text NOT NULL,
    text text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX letters_cohort ON letters (cohort, id DESC);
CREATE INDEX letters_author ON letters (author_id) WHERE author_id IS NOT NULL;

CREATE TABLE letter_reads (
    letter_id bigint NOT NULL REFERENCES letters ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    PRIMARY KEY (letter_id, account_id)
);
CREATE INDEX letter_reads_account ON letter_reads (account_id);

-- feedback --------------------------------------------------------------------------------------------

-- context: what the person saw and sent along, as (name, value). screenshot: a PNG or WebP that we encoded.
-- merged_into: the report that this one says again. may_share: whoever sent it lets others read its words;
-- shared: the team lets them.
CREATE TABLE feedback (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    words text NOT NULL,
    mood int CHECK (mood BETWEEN 1 AND 5),
    context jsonb NOT NULL DEFAULT '[]',
    screenshot bytea,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'looking', 'planned', 'done', 'declined')),
    tags text[] NOT NULL DEFAULT '{}',
    owner_id bigint REFERENCES accounts ON DELETE SET NULL,
    merged_into bigint REFERENCES feedback ON DELETE SET NULL,
    post_id bigint REFERENCES posts ON DELETE SET NULL,
    generation_id bigint REFERENCES generations ON DELETE SET NULL,
    may_share boolean NOT NULL DEFAULT false,
    shared boolean NOT NULL DEFAULT false,
    idempotency_key text,
    at timestamptz NOT NULL DEFAULT now(),
    changed_at timestamptz NOT NULL DEFAULT now(),
    seen_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, idempotency_key),
    CHECK (merged_into <> id),
    CHECK (may_share OR NOT shared)
);
CREATE INDEX feedback_account ON feedback (account_id, id DESC);
CREATE INDEX feedback_state ON feedback (state, id DESC) WHERE merged_into IS NULL;
CREATE INDEX feedback_merged ON feedback (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX feedback_owner ON feedback (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX feedback_post ON feedback (post_id) WHERE post_id IS NOT NULL;
CREATE INDEX feedback_generation ON feedback (generation_id) WHERE generation_id IS NOT NULL;
CREATE INDEX feedback_tags ON feedback USING gin (tags);

CREATE TABLE feedback_replies (
    id bigint PRIMARY KEY DEFAULT next_id(),
    feedback_id bigint NOT NULL REFERENCES feedback ON DELETE CASCADE,
    author_id bigint REFERENCES accounts ON DELETE SET NULL,
    words text NOT NULL,
    state text,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX feedback_replies_feedback ON feedback_replies (feedback_id, id);
-- Whose feedback a reply was an answer to: that which it was written on, and what had been merged into it by
-- then.
CREATE TABLE feedback_heard (
    feedback_id bigint NOT NULL REFERENCES feedback ON DELETE CASCADE,
    reply_id bigint NOT NULL REFERENCES feedback_replies ON DELETE CASCADE,
    PRIMARY KEY (feedback_id, reply_id)
);
CREATE INDEX feedback_heard_reply ON feedback_heard (reply_id);
CREATE INDEX feedback_replies_author ON feedback_replies (author_id) WHERE author_id IS NOT NULL;

CREATE TABLE feedback_votes (
    feedback_id bigint NOT NULL REFERENCES feedback ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (feedback_id, account_id)
);
CREATE INDEX feedback_votes_account ON feedback_votes (account_id);

-- figures ---------------------------------------------------------------------------------------------

-- Who was here on a day (UTC): one row a person and day, and nothing else of it.
CREATE TABLE visits (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    day date NOT NULL,
    PRIMARY KEY (account_id, day)
);
CREATE INDEX visits_day ON visits (day);

-- surveys ---------------------------------------------------------------------------------------------

CREATE TABLE surveys (
    id bigint PRIMARY KEY DEFAULT next_id(),
    cohort text REFERENCES cohorts ON UPDATE CASCADE ON DELETE CASCADE,
    question text NOT NULL,
    choices text[] NOT NULL CHECK (cardinality(choices) BETWEEN 2 AND 7),
    moment text NOT NULL CHECK (moment IN ('first_post', 'first_remix', 'days')),
    days int NOT NULL DEFAULT 0 CHECK (days BETWEEN 0 AND 365),
    at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz
);
CREATE INDEX surveys_cohort ON surveys (cohort) WHERE cohort IS NOT NULL;

-- choice: NULL with later_at for "not now", NULL without for "never".
CREATE TABLE survey_answers (
    survey_id bigint NOT NULL REFERENCES surveys ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    choice int CHECK (choice >= 0),
    words text NOT NULL DEFAULT '',
    later_at timestamptz,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (survey_id, account_id)
);
CREATE INDEX survey_answers_account ON survey_answers (account_id);

-- feedback: the team said something to what one sent.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN (
    'follow', 'follow_request', 'like', 'reply', 'repost', 'remix', 'quote', 'mention', 'post', 'poll', 'edit',
    'report', 'sign_up', 'cited', 'webhook', 'feedback'));
