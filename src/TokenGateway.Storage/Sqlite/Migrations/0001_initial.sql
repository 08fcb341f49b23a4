-- One row: the identity of the store, and the position up to which its changes were pruned.
CREATE TABLE store (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    store_id      TEXT NOT NULL,
    changes_floor INTEGER NOT NULL
) STRICT;

INSERT INTO store (id, store_id, changes_floor) VALUES (1, lower(hex(randomblob(16))), 0);

-- Times everywhere: UTC ticks of 100 ns. Lists of names: JSON arrays.
CREATE TABLE users (
    id         TEXT PRIMARY KEY,
    email      TEXT,
    name       TEXT,
    roles      TEXT NOT NULL,
    disabled   INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

-- No foreign key from owner: a user may be declared in the configuration file instead.
-- AUTOINCREMENT: a number is never reused, even after its row was deleted.
CREATE TABLE tokens (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    digest      BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    name        TEXT NOT NULL,
    owner       TEXT NOT NULL,
    realm       TEXT NOT NULL,
    role        TEXT NOT NULL,
    permissions TEXT,
    manages     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  TEXT NOT NULL,
    expires_at  INTEGER,
    active      INTEGER NOT NULL,
    deleted_at  INTEGER,
    hint        TEXT NOT NULL
) STRICT;

CREATE INDEX tokens_owner ON tokens (owner);
CREATE INDEX tokens_realm ON tokens (realm);

-- Written in the same transaction as the change itself; one writer at a time, so seq order is commit order.
CREATE TABLE changes (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    key  TEXT NOT NULL,
    at   INTEGER NOT NULL
) STRICT;
