-- Pictures and polls that change after publication, focal points.

-- The point of a picture that crops keep in sight: from the left (-1) to the right (1), from the bottom (-1)
-- to the top (1), as Mastodon has it.
ALTER TABLE media
    ADD focus_x double precision NOT NULL DEFAULT 0 CHECK (focus_x BETWEEN -1 AND 1),
    ADD focus_y double precision NOT NULL DEFAULT 0 CHECK (focus_y BETWEEN -1 AND 1);

-- media_ids: of the pictures that a wording had, in the order of its alts; they may have left the post
-- since. poll: the answers that it offered.
ALTER TABLE post_edits
    ADD media_ids bigint[] NOT NULL DEFAULT '{}',
    ADD poll text[] NOT NULL DEFAULT '{}';
UPDATE post_edits e SET
    media_ids = ARRAY(SELECT m.media_id FROM post_media m WHERE m.post_id = e.post_id ORDER BY m.position),
    poll = ARRAY(SELECT o.title FROM polls p JOIN poll_options o ON o.poll_id = p.id
                 WHERE p.post_id = e.post_id ORDER BY o.position);
