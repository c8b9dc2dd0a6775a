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
-- in memory. Consent is asked of rows that the index gave already, and more of them are taken where many said
-- no: asked of all at once, the planner takes them for few and sorts every post with a common word.
CREATE FUNCTION gesso_words(
    wanted tsquery[], below bigint, above bigint, viewer bigint, followees bigint[], sources bigint[],
    without bigint[], root bigint, at_most int
) RETURNS TABLE (n int, id bigint, author bigint) LANGUAGE plpgsql STABLE ROWS 500
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    one tsquery;
    edge bigint;
    width int;
    left_over int;
    found int;
    ids bigint[];
BEGIN
    FOR i IN 1 .. coalesce(array_length(wanted, 1), 0) LOOP
        one := wanted[i];
        edge := below;
        width := at_most + at_most / 2;
        left_over := at_most;
        LOOP
            IF root IS NULL THEN
                SELECT array_agg(x.post_id ORDER BY x.post_id DESC) INTO ids
                FROM (SELECT s.post_id FROM search_posts s
                      WHERE s.words @@ one AND s.post_id < edge AND s.post_id > above
                        AND (sources IS NULL OR s.account_id = ANY (sources))
                        AND (s.found_by = 'everybody' OR s.account_id = viewer
                             OR (s.found_by = 'followers'
                                 AND (s.account_id = ANY (followees)
                                      OR EXISTS (SELECT FROM post_mentions x
                                                 WHERE x.post_id = s.post_id
                                                   AND x.account_id = viewer))))
                      ORDER BY s.post_id DESC LIMIT width) x;
            ELSE
                SELECT array_agg(x.id ORDER BY x.id DESC) INTO ids
                FROM (SELECT p.id FROM posts p JOIN search_posts s ON s.post_id = p.id
                      WHERE p.root_id = root AND p.id < edge AND p.id > above AND s.words @@ one
                      ORDER BY p.id DESC LIMIT width) x;
            END IF;
            EXIT WHEN ids IS NULL;
            RETURN QUERY
            SELECT i, p.id, p.account_id
            FROM posts p
            JOIN search_posts s ON s.post_id = p.id AND s.revision = p.revision
            JOIN accounts a ON a.id = p.account_id
            WHERE p.id = ANY (ids)
              AND (coalesce(p.assistant, a.assistant) = 'allow' OR p.account_id = viewer)
              AND (sources IS NULL OR p.account_id = ANY (sources))
              AND p.account_id <> ALL (without)
              AND (p.visibility = 'public'
                   OR (p.visibility = 'unlisted' AND (p.account_id = viewer OR root IS NOT NULL))
                   OR (p.visibility = 'followers'
                       AND (p.account_id = viewer OR p.account_id = ANY (followees)
                            OR EXISTS (SELECT FROM post_mentions x
                                       WHERE x.post_id = p.id AND x.account_id = viewer))))
              AND NOT EXISTS (SELECT FROM gesso_account g WHERE g.account_id = p.account_id)
            ORDER BY p.id DESC LIMIT left_over;
            GET DIAGNOSTICS found = ROW_COUNT;
            left_over := left_over - found;
            EXIT WHEN left_over < 1 OR array_length(ids, 1) < width OR width >= 8 * at_most;
            edge := ids[array_length(ids, 1)];
            width := 3 * width;
        END LOOP;
    END LOOP;
END $$;
