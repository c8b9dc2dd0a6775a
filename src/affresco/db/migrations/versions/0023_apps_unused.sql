-- Anybody may register a client application; those that nobody ever let in go after a while.
-- consented_at: when somebody last let it in, null for nobody yet.
ALTER TABLE oauth_apps ADD consented_at timestamptz;
UPDATE oauth_apps a SET consented_at = now()
WHERE EXISTS (SELECT FROM access_tokens t WHERE t.app_id = a.id)
   OR EXISTS (SELECT FROM oauth_grants g WHERE g.app_id = a.id)
   OR EXISTS (SELECT FROM oauth_codes c WHERE c.app_id = a.id);
