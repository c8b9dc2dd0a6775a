-- Keys that every process of the instance needs, so that a machine needs no more than the addresses of the
-- database and of the media. An owner who keeps them elsewhere names them in the settings: then none is here.
CREATE TABLE instance_keys (
    name text PRIMARY KEY,
    value bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);
