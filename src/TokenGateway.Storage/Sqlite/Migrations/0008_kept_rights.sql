-- Rights that somebody took from a user who could not have given them, as JSON; null: none. They count until somebody who
-- could give them says what the user has.
ALTER TABLE users ADD COLUMN kept TEXT;

-- Ids and e-mail addresses (identity_key) that users had and nobody has now, with what those users had, as JSON: to
-- upstreams, whoever gets one of them next is that user.
CREATE TABLE released_identities (
    key         TEXT PRIMARY KEY,
    rights      TEXT NOT NULL,
    released_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose making a secret was, also after another took its place: the token that rotated (token:ID); null: none did, or it
-- is from before this was kept.
ALTER TABLE retired_secrets ADD COLUMN secret_by TEXT;

CREATE INDEX retired_secrets_secret_by ON retired_secrets (secret_by) WHERE secret_by IS NOT NULL;

-- As far as the audit log says it. Users demoted before this are what they are now.
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
