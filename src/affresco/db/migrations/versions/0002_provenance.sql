-- Where a picture comes from: made here (mark and what was signed with it), or what an upload declared.
-- mark: 48 random bits, in the pixels and in the title of the manifest.
CREATE TABLE picture_origins (
    media_id bigint PRIMARY KEY REFERENCES media ON DELETE CASCADE,
    mark bigint CHECK (mark >= 0 AND mark < 281474976710656),
    engine text,
    version text,
    source_type text,
    made_at timestamptz,
    declared jsonb,
    CHECK ((mark IS NULL) <> (declared IS NULL)),
    CHECK ((mark IS NULL) = (engine IS NULL)),
    CHECK ((mark IS NULL) = (version IS NULL)),
    CHECK ((mark IS NULL) = (source_type IS NULL)),
    CHECK ((mark IS NULL) = (made_at IS NULL))
);
CREATE INDEX picture_origins_mark ON picture_origins (mark) WHERE mark IS NOT NULL;
