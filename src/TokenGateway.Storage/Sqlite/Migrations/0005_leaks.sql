-- When a token was reported as leaked; null: never, or it has a new secret since. secret_by: the token that created its
-- current secret by a rotation, and therefore knows it (token:ID); null: none.
ALTER TABLE tokens ADD COLUMN leaked_at INTEGER;
ALTER TABLE tokens ADD COLUMN secret_by TEXT;

UPDATE tokens SET secret_by = (
    SELECT CASE WHEN a.actor LIKE 'token:%' THEN a.actor END FROM audit a
    WHERE a.subject = 'token:' || tokens.id AND a.action = 'token.rotated' ORDER BY a.seq DESC LIMIT 1);

UPDATE tokens SET leaked_at = (
    SELECT max(a.at) FROM audit a
    WHERE a.subject = 'token:' || tokens.id AND a.action = 'token.leaked' AND NOT EXISTS (
        SELECT 1 FROM audit r
        WHERE r.subject = a.subject AND r.action = 'token.rotated' AND r.seq > a.seq AND r.actor NOT LIKE 'token:%'));

-- Finds the tokens that a reported token created.
CREATE INDEX tokens_created_by ON tokens (created_by);
CREATE INDEX tokens_secret_by ON tokens (secret_by) WHERE secret_by IS NOT NULL;
