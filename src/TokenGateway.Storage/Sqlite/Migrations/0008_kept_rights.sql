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
