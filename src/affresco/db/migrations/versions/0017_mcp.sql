-- Assistants that people let in (ADR 0028).

-- secret_hash: null for apps that cannot keep a secret. kind: registered as Mastodon's apps are;
-- assistant, by RFC 7591; document: client_id is the address of what the app says of itself. fetched_at,
-- fresh_until: of that document.
ALTER TABLE oauth_apps
    ALTER secret_hash DROP NOT NULL,
    ADD kind text NOT NULL DEFAULT 'registered' CHECK (kind IN ('registered', 'assistant', 'document')),
    ADD fetched_at timestamptz,
    ADD fresh_until timestamptz;

-- What somebody let an assistant do, until they say otherwise; its tokens come and go. audience: the only
-- place that they are good for. used_at: when one of them was last used, as access_tokens has it.
CREATE TABLE oauth_grants (
    id bigint PRIMARY KEY DEFAULT next_id(),
    app_id bigint NOT NULL REFERENCES oauth_apps ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    audience text NOT NULL,
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz
);
CREATE INDEX oauth_grants_account ON oauth_grants (account_id, app_id, id DESC);
CREATE INDEX oauth_grants_app ON oauth_grants (app_id);

-- Each is used once, for the next one. Those that were used stay until they expire, so that a second use
-- is noticed.
CREATE TABLE oauth_refresh_tokens (
    id bigint PRIMARY KEY DEFAULT next_id(),
    token_hash bytea NOT NULL UNIQUE,
    grant_id bigint NOT NULL REFERENCES oauth_grants ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX oauth_refresh_tokens_grant ON oauth_refresh_tokens (grant_id);
CREATE INDEX oauth_refresh_tokens_expiry ON oauth_refresh_tokens (expires_at);

ALTER TABLE oauth_codes
    ADD audience text,
    ADD grant_id bigint REFERENCES oauth_grants ON DELETE SET NULL;
CREATE INDEX oauth_codes_grant ON oauth_codes (grant_id) WHERE grant_id IS NOT NULL;

-- audience: null for the API. expires_at: null for those that end only when somebody ends them.
ALTER TABLE access_tokens
    ADD audience text,
    ADD expires_at timestamptz,
    ADD grant_id bigint REFERENCES oauth_grants ON DELETE CASCADE;
CREATE INDEX access_tokens_grant ON access_tokens (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX access_tokens_expiry ON access_tokens (expires_at) WHERE expires_at IS NOT NULL;
