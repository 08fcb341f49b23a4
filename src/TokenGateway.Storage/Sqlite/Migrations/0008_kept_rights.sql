-- Rights that an actor removed from a user without being able to grant them, as JSON; null: none. They count until someone who
-- can grant them sets the rights of the user.
ALTER TABLE users ADD COLUMN kept TEXT;

-- Ids and e-mail addresses (identity_key) that are no longer in use, with the rights of their former users, as JSON: for
-- upstreams, the next user with one of them is the same user.
CREATE TABLE released_identities (
    key         TEXT PRIMARY KEY,
    rights      TEXT NOT NULL,
    released_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The token whose rotation created the secret, also after it was replaced (token:ID); null: none, or the secret
-- is older than this column.
ALTER TABLE retired_secrets ADD COLUMN secret_by TEXT;

CREATE INDEX retired_secrets_secret_by ON retired_secrets (secret_by) WHERE secret_by IS NOT NULL;

-- From the audit log, as far as it has them. Users demoted before that keep only their current rights.
UPDATE retired_secrets SET secret_by = (
    SELECT CASE WHEN a.actor LIKE 'token:%' THEN a.actor END FROM audit a
    WHERE a.subject = 'token:' || retired_secrets.token AND a.action = 'token.rotated' AND a.at < retired_secrets.retired_at
    ORDER BY a.seq DESC LIMIT 1);

INSERT INTO released_identities (key, rights, released_at)
SELECT key,
    json_object(
        'Roles', json(json_extract(before, '$.roles')),
        'Realms', json(coalesce(json_extract(before, '$.realms'), '["default"]')),
        'CanCreateTokens', json(CASE WHEN json_extract(before, '$.canCreateTokens') THEN 'true' ELSE 'false' END)),
    at
FROM (
    SELECT key, before, at, max(seq) FROM (
        SELECT identity_key(substr(subject, 6)) AS key, before, at, seq FROM audit WHERE action = 'user.deleted' AND json_valid(before)
        UNION ALL
        SELECT identity_key(json_extract(before, '$.email')), before, at, seq FROM audit WHERE action = 'user.deleted' AND json_valid(before))
    WHERE key IS NOT NULL AND json_type(before, '$.roles') = 'array'
    GROUP BY key)
WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id_key = key OR u.email_key = key);
