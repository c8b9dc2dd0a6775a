-- Search by words and by meaning; saved searches. See docs/reference/search.md.

-- An own server needs pgvector 0.7 or newer; only a superuser may bring it into a database.
CREATE EXTENSION IF NOT EXISTS vector;

-- people and hashtags ---------------------------------------------------------------------------------

-- words: the words of handle and name, folded, to be found by their beginnings; words of the profile's
-- text with ~ in front, to be found whole.
CREATE TABLE search_people (
    account_id bigint PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
    words tsvector NOT NULL
);
CREATE INDEX search_people_words ON search_people USING gin (words) WITH (fastupdate = off);

-- folded: without case and accents. uses: public posts that have it, counted up to a bound when the last
-- one was published; whether there are any is asked when it is suggested.
CREATE TABLE search_tags (
    tag text PRIMARY KEY,
    folded text COLLATE "C" NOT NULL,
    uses int NOT NULL
);
CREATE INDEX search_tags_folded ON search_tags (folded, uses DESC);

-- posts -----------------------------------------------------------------------------------------------

-- found_by: who may find it by searching, at most its audience. words: all that it says, as it stands and
-- stemmed in its language; and what it is, each as one word that begins with a colon (":has/image").
CREATE TABLE search_posts (
    post_id bigint PRIMARY KEY REFERENCES posts ON DELETE CASCADE,
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    found_by text NOT NULL CHECK (found_by IN ('everybody', 'followers', 'named', 'author')),
    revision int NOT NULL,
    words tsvector NOT NULL
);
CREATE INDEX search_posts_words ON search_posts USING gin (words) WITH (fastupdate = off);
CREATE INDEX search_posts_account ON search_posts (account_id, post_id DESC);
CREATE INDEX search_posts_hidden ON search_posts (account_id, post_id DESC) INCLUDE (found_by)
    WHERE found_by <> 'everybody';
-- Which words are so common that walking from the newest post is quicker than collecting all of them.
ALTER TABLE search_posts ALTER words SET STATISTICS 500;

-- One for the words of a post and one for its pictures, as each would drown the other out. meaning: of
-- length 1, so that the inner product tells the likeness. Kept in the row: 1 kB of it is read for each
-- comparison.
CREATE TABLE search_meanings (
    post_id bigint NOT NULL REFERENCES search_posts ON DELETE CASCADE,
    part text NOT NULL CHECK (part IN ('words', 'pictures')),
    revision int NOT NULL,
    everybody boolean NOT NULL,
    meaning halfvec(512) NOT NULL,
    PRIMARY KEY (post_id, part)
);
ALTER TABLE search_meanings ALTER meaning SET STORAGE PLAIN;
CREATE INDEX search_meanings_near ON search_meanings
    USING hnsw (meaning halfvec_ip_ops) WHERE everybody;

-- What was there before there was an index: a worker goes through it once, in order of id, and takes the
-- line away when it is done.
CREATE TABLE search_backlog (
    what text PRIMARY KEY CHECK (what IN ('people', 'posts')),
    above bigint NOT NULL DEFAULT 0
);
INSERT INTO search_backlog (what) VALUES ('people'), ('posts');

-- The newest posts that have the words (NULL for any) and that the viewer may find. viewer: 0 for a stranger. sources:
-- only theirs, NULL for everybody's. library: only what the viewer wrote, liked, kept, passed on or was
-- named in, the newest 2,000 of each, whoever else may find it. Planned anew for each call, with the numbers of that call: how
-- common its words are decides how it is done.
CREATE FUNCTION search_words(
    wanted tsquery, below bigint, above bigint, viewer bigint, followees bigint[], sources bigint[],
    library boolean, upward boolean, at_most int
) RETURNS TABLE (id bigint) LANGUAGE plpgsql STABLE ROWS 100
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF library THEN
        RETURN QUERY
        SELECT s.post_id
        FROM ((SELECT x.post_id FROM search_posts x WHERE x.account_id = viewer
               ORDER BY x.post_id DESC LIMIT 2000)
              UNION
              (SELECT x.post_id FROM likes x WHERE x.account_id = viewer ORDER BY x.id DESC LIMIT 2000)
              UNION
              (SELECT x.post_id FROM bookmarks x WHERE x.account_id = viewer
               ORDER BY x.id DESC LIMIT 2000)
              UNION
              (SELECT x.post_id FROM reposts x WHERE x.account_id = viewer
               ORDER BY x.id DESC LIMIT 2000)
              UNION
              (SELECT x.post_id FROM post_mentions x WHERE x.account_id = viewer
               ORDER BY x.post_id DESC LIMIT 2000)) mine
        JOIN search_posts s ON s.post_id = mine.post_id
        WHERE (wanted IS NULL OR s.words @@ wanted) AND s.post_id < below AND s.post_id > above
          AND (sources IS NULL OR s.account_id = ANY (sources))
        ORDER BY CASE WHEN upward THEN s.post_id ELSE -s.post_id END LIMIT at_most;
    ELSIF upward THEN
        RETURN QUERY
        SELECT s.post_id FROM search_posts s
        WHERE (wanted IS NULL OR s.words @@ wanted) AND s.post_id < below AND s.post_id > above
          AND (sources IS NULL OR s.account_id = ANY (sources))
          AND (s.found_by = 'everybody' OR s.account_id = viewer
               OR (s.found_by = 'followers' AND s.account_id = ANY (followees))
               OR (s.found_by = 'named'
                   AND EXISTS (SELECT FROM post_mentions x
                               WHERE x.post_id = s.post_id AND x.account_id = viewer)))
        ORDER BY s.post_id LIMIT at_most;
    ELSE
        RETURN QUERY
        SELECT s.post_id FROM search_posts s
        WHERE (wanted IS NULL OR s.words @@ wanted) AND s.post_id < below AND s.post_id > above
          AND (sources IS NULL OR s.account_id = ANY (sources))
          AND (s.found_by = 'everybody' OR s.account_id = viewer
               OR (s.found_by = 'followers' AND s.account_id = ANY (followees))
               OR (s.found_by = 'named'
                   AND EXISTS (SELECT FROM post_mentions x
                               WHERE x.post_id = s.post_id AND x.account_id = viewer)))
        ORDER BY s.post_id DESC LIMIT at_most;
    END IF;
END $$;

-- Those of everybody's posts that are nearest in meaning; one may come twice.
CREATE FUNCTION search_near(sought halfvec, at_most int)
RETURNS TABLE (id bigint, likeness float8) LANGUAGE plpgsql STABLE ROWS 100
SET hnsw.ef_search = 100 AS $$
BEGIN
    RETURN QUERY
    SELECT m.post_id, -(m.meaning <#> sought) FROM search_meanings m
    WHERE m.everybody ORDER BY m.meaning <#> sought LIMIT at_most;
END $$;

-- saved searches, suggestions of people ---------------------------------------------------------------

CREATE TABLE saved_searches (
    id bigint PRIMARY KEY DEFAULT next_id(),
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    name text NOT NULL,
    query text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (account_id, query)
);
CREATE INDEX saved_searches_account ON saved_searches (account_id, id DESC);

-- Whom one does not want to be suggested again.
CREATE TABLE dismissed_suggestions (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    target_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    PRIMARY KEY (account_id, target_id)
);
CREATE INDEX dismissed_suggestions_target ON dismissed_suggestions (target_id);
