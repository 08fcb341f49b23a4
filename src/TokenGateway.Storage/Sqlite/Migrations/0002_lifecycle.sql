-- Users get a number that is never reused, a password, and the right to create tokens if only selected users may.
CREATE TABLE users_with_numbers (
    number            INTEGER PRIMARY KEY AUTOINCREMENT,
    id                TEXT NOT NULL UNIQUE,
    email             TEXT,
    name              TEXT,
    roles             TEXT NOT NULL,
    disabled          INTEGER NOT NULL DEFAULT 0,
    can_create_tokens INTEGER NOT NULL DEFAULT 0,
    password_hash     TEXT,
    created_at        INTEGER NOT NULL
) STRICT;

INSERT INTO users_with_numbers (id, email, name, roles, disabled, created_at)
SELECT id, email, name, roles, disabled, created_at FROM users ORDER BY created_at, id;

DROP TABLE users;
ALTER TABLE users_with_numbers RENAME TO users;

ALTER TABLE tokens ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE tokens ADD COLUMN external_id TEXT;
ALTER TABLE tokens ADD COLUMN not_before INTEGER;
-- A JSON array of CIDR ranges; null: any address.
ALTER TABLE tokens ADD COLUMN addresses TEXT;
-- The id of the pepper key of the digest; null: SHA-256 only.
ALTER TABLE tokens ADD COLUMN pepper TEXT;
ALTER TABLE tokens ADD COLUMN overlap_ends_at INTEGER;

CREATE INDEX tokens_external_id ON tokens (external_id, owner) WHERE external_id IS NOT NULL;
CREATE INDEX tokens_expires_at ON tokens (expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX tokens_deleted_at ON tokens (deleted_at) WHERE deleted_at IS NOT NULL;

-- Secrets that rotations replaced: valid until the overlap ends, and kept after that so that their use is detected.
CREATE TABLE retired_secrets (
    digest      BLOB PRIMARY KEY CHECK (length(digest) = 32),
    pepper      TEXT,
    token       INTEGER NOT NULL,
    retired_at  INTEGER NOT NULL,
    valid_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX retired_secrets_token ON retired_secrets (token);
CREATE INDEX retired_secrets_retired_at ON retired_secrets (retired_at);

-- Append-only; seal: a MAC over the row and the previous seal, with a key that is not stored here.
CREATE TABLE audit (
    seq         INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    actor       TEXT NOT NULL,
    actor_user  TEXT,
    actor_token TEXT,
    address     TEXT,
    action      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    before      TEXT,
    after       TEXT,
    seal        BLOB NOT NULL
) STRICT;

CREATE INDEX audit_subject ON audit (subject, seq);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_at ON audit (at);

-- The signed ends of the audit log: its newest record, and the last one that retention removed.
CREATE TABLE audit_ends (
    which     TEXT PRIMARY KEY CHECK (which IN ('head', 'checkpoint')),
    seq       INTEGER NOT NULL,
    seal      BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

-- The last use of tokens, and the number of requests per day (days since 1970-01-01). Causes no row in changes.
CREATE TABLE token_usage (
    token      INTEGER PRIMARY KEY,
    used_at    INTEGER NOT NULL,
    used_from  TEXT,
    used_place INTEGER NOT NULL
) STRICT;

CREATE TABLE token_usage_days (
    token    INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (token, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_usage_days_day ON token_usage_days (day);

-- Sessions of signed-in users; digest: SHA-256 of the value of the cookie. No foreign key: a user may be declared in the file.
CREATE TABLE sessions (
    digest       BLOB PRIMARY KEY CHECK (length(digest) = 32),
    user         TEXT NOT NULL,
    user_number  INTEGER NOT NULL,
    stamp        TEXT,
    address      TEXT,
    signed_in_at INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_user ON sessions (user);

-- Keys that protect the cookies of the gateway; as secret as the store.
CREATE TABLE data_protection_keys (
    name TEXT PRIMARY KEY,
    xml  TEXT NOT NULL
) STRICT;

-- Run-time settings, as JSON values.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Notices to owners and administrators, each sent once: the key identifies notice, recipient and channel. due_at: when it may
-- be leased; a leased one is due again when the lease expires. Content: JSON without secrets.
CREATE TABLE notices (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT NOT NULL UNIQUE,
    way        TEXT NOT NULL,
    recipient  TEXT,
    content    TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    done_at    INTEGER,
    outcome    TEXT
) STRICT;

CREATE INDEX notices_due_at ON notices (way, due_at) WHERE done_at IS NULL;
CREATE INDEX notices_done_at ON notices (done_at) WHERE done_at IS NOT NULL;

-- The audit record up to which notices were created.
CREATE TABLE notice_position (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    seq INTEGER NOT NULL
) STRICT;
