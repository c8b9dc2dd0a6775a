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

-- what answers rest on ------------------------------------------------------------------------------------

-- For each of the wanted (numbered from 1) the newest posts that have it, of those who allow answers with
-- them, as far as the viewer may come across them: both as it is now, whatever the index says. viewer: 0 for a
-- stranger. sources: only theirs, NULL for everybody's. without: nobody's of these. root: one thread only, where
-- unlisted posts count, too; NULL for all. What an index of an older wording finds is left out: it is compared
-- in memory. Planned anew for each of the wanted, see search_words.
CREATE FUNCTION gesso_words(
    wanted tsquery[], below bigint, above bigint, viewer bigint, followees bigint[], sources bigint[],
    without bigint[], root bigint, at_most int
) RETURNS TABLE (n int, id bigint, author bigint) LANGUAGE plpgsql STABLE ROWS 500
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    one tsquery;
BEGIN
    FOR i IN 1 .. coalesce(array_length(wanted, 1), 0) LOOP
        one := wanted[i];
        RETURN QUERY
        SELECT i, s.post_id, s.account_id
        FROM search_posts s
        JOIN posts p ON p.id = s.post_id AND p.revision = s.revision
        JOIN accounts a ON a.id = s.account_id
        WHERE s.words @@ one AND s.post_id < below AND s.post_id > above
          AND (sources IS NULL OR s.account_id = ANY (sources))
          AND (root IS NULL OR p.root_id = root)
          AND s.account_id <> ALL (without)
          AND (coalesce(p.assistant, a.assistant) = 'allow' OR p.account_id = viewer)
          AND (p.visibility = 'public'
               OR (p.visibility = 'unlisted' AND (p.account_id = viewer OR root IS NOT NULL))
               OR (p.visibility = 'followers'
                   AND (p.account_id = viewer OR p.account_id = ANY (followees)
                        OR EXISTS (SELECT FROM post_mentions x
                                   WHERE x.post_id = p.id AND x.account_id = viewer))))
          AND NOT EXISTS (SELECT FROM gesso_account g WHERE g.account_id = s.account_id)
        ORDER BY s.post_id DESC LIMIT at_most;
    END LOOP;
END $$;
