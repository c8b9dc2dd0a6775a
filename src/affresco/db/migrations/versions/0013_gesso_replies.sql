-- Where @gesso answers whoever names it in a post: in the thread, or only to them.
ALTER TABLE accounts
    ADD COLUMN assistant_replies text NOT NULL DEFAULT 'thread'
        CHECK (assistant_replies IN ('thread', 'asker'));
-- A job may be run twice; what it costs is counted once.
ALTER TABLE gesso_turns ADD COLUMN counted boolean NOT NULL DEFAULT false;
-- Which answers in threads rest on a post, or on posts of an account.
CREATE INDEX gesso_turns_cited ON gesso_turns USING gin (answer jsonb_path_ops) WHERE reply_id IS NOT NULL;
-- How many answers are being made for somebody.
CREATE INDEX gesso_turns_asked ON gesso_turns (account_id, created_at) WHERE state = 'asked';
