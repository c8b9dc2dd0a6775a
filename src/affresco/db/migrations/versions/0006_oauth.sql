-- Client applications as they registered themselves. Nothing in a row was checked by anybody.
CREATE TABLE oauth_apps (
    id bigint PRIMARY KEY DEFAULT next_id(),
    client_id text NOT NULL UNIQUE,
    secret_hash bytea NOT NULL,
    name text NOT NULL,
    website text NOT NULL DEFAULT '',
    redirect_uris text[] NOT NULL CHECK (cardinality(redirect_uris) > 0),
    scopes text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What a person agreed to, for the few minutes until the app has fetched its token. A code that was used
-- stays for a day, so that its second use is noticed. challenge: of PKCE, SHA-256 of the verifier.
CREATE TABLE oauth_codes (
    id bigint PRIMARY KEY DEFAULT next_id(),
    code_hash bytea NOT NULL UNIQUE,
    app_id bigint NOT NULL REFERENCES oauth_apps ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    redirect_uri text NOT NULL,
    scopes text[] NOT NULL,
    challenge bytea,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX oauth_codes_expiry ON oauth_codes (expires_at);
CREATE INDEX oauth_codes_app ON oauth_codes (app_id);
CREATE INDEX oauth_codes_account ON oauth_codes (account_id);

-- A token is a person's (made by hand), a person's for an app, or an app's own.
ALTER TABLE access_tokens
    ALTER account_id DROP NOT NULL,
    ADD app_id bigint REFERENCES oauth_apps ON DELETE CASCADE,
    ADD code_id bigint REFERENCES oauth_codes ON DELETE SET NULL,
    ADD CONSTRAINT access_tokens_of_somebody CHECK (account_id IS NOT NULL OR app_id IS NOT NULL);
CREATE INDEX access_tokens_app ON access_tokens (app_id, account_id, id DESC) WHERE app_id IS NOT NULL;
CREATE INDEX access_tokens_code ON access_tokens (code_id) WHERE code_id IS NOT NULL;
