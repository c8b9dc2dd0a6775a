-- Live messages that cannot be read off the tables afterwards: that something was edited, or is gone.
-- xact: the transaction that said it. Numbers and moments are given out before a transaction commits, and
-- so do not tell who has heard it; a snapshot does.
CREATE TABLE live_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT now(),
    topics text[] NOT NULL,
    message jsonb NOT NULL
);

CREATE INDEX live_log_xact ON live_log (xact);
