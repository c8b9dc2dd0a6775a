-- Audiences, conversations, quotes, polls, schedules, pins, warnings, announcements.

-- audiences -------------------------------------------------------------------------------------------

ALTER TABLE posts DROP CONSTRAINT posts_visibility_check;
ALTER TABLE posts ADD CONSTRAINT posts_visibility_check
    CHECK (visibility IN ('public', 'unlisted', 'followers', 'direct', 'private'));

-- What everybody may see is as wide as anything; what is for people by name is as wide as nothing else,
-- as each such post names others.
CREATE OR REPLACE FUNCTION as_wide(visibility text, parent text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE visibility
        WHEN 'public' THEN true
        WHEN 'unlisted' THEN true
        WHEN 'followers' THEN parent IN ('followers', 'private')
        ELSE parent = 'private'
    END
$$;
