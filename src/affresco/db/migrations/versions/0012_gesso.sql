-- Gesso, the assistant. See docs/reference/gesso.md.

-- consent ---------------------------------------------------------------------------------------------

-- May answers rest on what the account posts? Who was never asked has not said yes.
-- citation_notices: whether the account hears when it was cited.
ALTER TABLE accounts
    ADD COLUMN assistant text NOT NULL DEFAULT 'deny' CHECK (assistant IN ('allow', 'deny')),
    ADD COLUMN citation_notices boolean NOT NULL DEFAULT true;

-- NULL: as the account says, now and later.
ALTER TABLE posts ADD COLUMN assistant text CHECK (assistant IN ('allow', 'deny'));
ALTER TABLE consent_choices DROP CONSTRAINT consent_choices_subject_check;
ALTER TABLE consent_choices ADD CONSTRAINT consent_choices_subject_check
    CHECK (subject IN ('training', 'assistant'));

-- Its account --------------------------------------------------------------------------------------------

-- The one that answers in threads; nobody signs in with it.
CREATE TABLE gesso_account (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    account_id bigint NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE
);

-- conversations -----------------------------------------------------------------------------------------

CREATE TABLE gesso_conversations (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    title text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX gesso_conversations_account ON gesso_conversations (account_id, updated_at DESC);

-- ask: what was asked, answer: what was said, both as the model's types write them; answer NULL while it
-- is being made or when it was stopped. reply_id: the post that holds the answer, for one asked in a post.
CREATE TABLE gesso_turns (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    conversation_id bigint REFERENCES gesso_conversations ON DELETE CASCADE,
    asked_in_id bigint UNIQUE REFERENCES posts ON DELETE CASCADE,
    reply_id bigint UNIQUE REFERENCES posts ON DELETE CASCADE,
    ask jsonb NOT NULL,
    answer jsonb,
    state text NOT NULL DEFAULT 'asked'
        CHECK (state IN ('asked', 'answered', 'stopped', 'failed', 'refused')),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX gesso_turns_conversation ON gesso_turns (conversation_id, id)
    WHERE conversation_id IS NOT NULL;
CREATE INDEX gesso_turns_account ON gesso_turns (account_id, id DESC);

-- What answers rest on. Gone with the turn and with the post.
CREATE TABLE gesso_citations (
    turn_id bigint NOT NULL REFERENCES gesso_turns ON DELETE CASCADE,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (turn_id, post_id)
);
CREATE INDEX gesso_citations_post ON gesso_citations (post_id);
CREATE INDEX gesso_citations_account ON gesso_citations (account_id, at DESC);

-- What each person used of a day (UTC). cost: in millionths of the owner's currency, by the price that the
-- owner set.
CREATE TABLE gesso_usage (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    day date NOT NULL,
    asks int NOT NULL DEFAULT 0,
    tokens_in bigint NOT NULL DEFAULT 0,
    tokens_out bigint NOT NULL DEFAULT 0,
    cost bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (day, account_id)
);
CREATE INDEX gesso_usage_account ON gesso_usage (account_id);

-- cited: an answer rests on what one posted.
ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check CHECK (kind IN (
    'follow', 'follow_request', 'like', 'reply', 'repost', 'remix', 'quote', 'mention', 'post', 'poll', 'edit',
    'report', 'sign_up', 'cited'));
