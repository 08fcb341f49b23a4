-- Passkeys (WebAuthn); id and handle: base64url. A later user with the same id has another number, and none of these.
CREATE TABLE passkeys (
    id              TEXT PRIMARY KEY,
    user_id         TEXT NOT NULL,
    user_number     INTEGER NOT NULL,
    handle          TEXT NOT NULL,
    name            TEXT NOT NULL,
    public_key      BLOB NOT NULL,
    sign_count      INTEGER NOT NULL,
    backup_eligible INTEGER NOT NULL,
    backed_up       INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    used_at         INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at);

-- The passkey that opened a session; null: opened in another way.
ALTER TABLE sessions ADD COLUMN passkey TEXT;
