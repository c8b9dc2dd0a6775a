-- What a job begins from and how it is steered. steering: the struct of studio/steering.py. mask: a PNG of
-- one bit, white where to paint.
ALTER TABLE generations
    ADD COLUMN task text NOT NULL DEFAULT 'text-to-image'
        CHECK (task IN ('text-to-image', 'image-to-image', 'instruct', 'inpaint', 'outpaint', 'upscale')),
    ADD COLUMN steering jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN source_media_id bigint REFERENCES media ON DELETE SET NULL,
    ADD COLUMN style_media_id bigint REFERENCES media ON DELETE SET NULL,
    ADD COLUMN mask bytea,
    ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', prompt)) STORED;
CREATE INDEX generations_source ON generations (source_media_id) WHERE source_media_id IS NOT NULL;
CREATE INDEX generations_style ON generations (style_media_id) WHERE style_media_id IS NOT NULL;

-- What a picture can be found by: its description, beside the words of its job.
ALTER TABLE media
    ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', alt)) STORED;

-- prompt: of this picture alone, where alternatives make it another than the job's. not_understood: words
-- that changed nothing.
ALTER TABLE candidates
    ADD COLUMN prompt text,
    ADD COLUMN not_understood text[] NOT NULL DEFAULT '{}';

-- One's own pictures, put in order.
CREATE TABLE folders (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, name)
);

CREATE TABLE picture_marks (
    media_id bigint PRIMARY KEY REFERENCES media ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    favourite boolean NOT NULL DEFAULT false,
    folder_id bigint REFERENCES folders ON DELETE SET NULL
);
CREATE INDEX picture_marks_favourites ON picture_marks (account_id, media_id DESC) WHERE favourite;
CREATE INDEX picture_marks_folder ON picture_marks (folder_id, media_id DESC) WHERE folder_id IS NOT NULL;

-- How each engine stands, as the workers that have it say.
CREATE TABLE engine_health (
    engine text NOT NULL,
    worker text NOT NULL,
    ok boolean NOT NULL,
    words text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (engine, worker)
);
