-- usable-from: 1
-- The same tables as in SQLite. Times: UTC ticks of 100 ns. Lists of names: JSON arrays. Texts compare by their bytes
-- (COLLATE "C"), whatever the collation of the database, so that order, uniqueness and folding are the same everywhere.

-- One row: the identity of the store.
CREATE TABLE store (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    store_id TEXT COLLATE "C" NOT NULL
);

INSERT INTO store (id, store_id) VALUES (1, replace(gen_random_uuid()::text, '-', ''));

CREATE TABLE users (
    number            BIGINT GENERATED ALWAYS AS IDENTITY UNIQUE,
    id                TEXT COLLATE "C" PRIMARY KEY,
    id_key            TEXT COLLATE "C" NOT NULL,
    email             TEXT COLLATE "C",
    email_key         TEXT COLLATE "C",
    name              TEXT COLLATE "C",
    roles             TEXT COLLATE "C" NOT NULL,
    realms            TEXT COLLATE "C" NOT NULL,
    disabled          BOOLEAN NOT NULL DEFAULT FALSE,
    can_create_tokens BOOLEAN NOT NULL DEFAULT FALSE,
    kept              TEXT COLLATE "C",
    password_hash     TEXT COLLATE "C",
    issuer            TEXT COLLATE "C",
    subject           TEXT COLLATE "C",
    -- The maintainers of a service account, as JSON: users by id and number, which is never reused; null: a person.
    maintainers       TEXT COLLATE "C",
    created_at        BIGINT NOT NULL
);

CREATE INDEX users_services ON users (id) WHERE maintainers IS NOT NULL;

CREATE INDEX users_by_id_key ON users (id_key);
CREATE INDEX users_by_email_key ON users (email_key) WHERE email_key IS NOT NULL;
CREATE UNIQUE INDEX users_by_login ON users (issuer, subject) WHERE issuer IS NOT NULL;

CREATE TABLE released_identities (
    key         TEXT COLLATE "C" PRIMARY KEY,
    rights      TEXT COLLATE "C" NOT NULL,
    released_at BIGINT NOT NULL
);

-- A number is never reused, even after its row was deleted.
CREATE SEQUENCE token_numbers;

-- Partitioned by digest, by which requests find a token. No foreign key from owner: a user may be declared in the file instead.
CREATE TABLE tokens (
    id              BIGINT NOT NULL,
    digest          BYTEA PRIMARY KEY CHECK (length(digest) = 32),
    pepper          TEXT COLLATE "C",
    name            TEXT COLLATE "C" NOT NULL,
    description     TEXT COLLATE "C" NOT NULL DEFAULT '',
    external_id     TEXT COLLATE "C",
    owner           TEXT COLLATE "C" NOT NULL,
    owner_number    BIGINT NOT NULL DEFAULT 0,
    realm           TEXT COLLATE "C" NOT NULL,
    role            TEXT COLLATE "C" NOT NULL,
    permissions     TEXT COLLATE "C",
    manages         INTEGER NOT NULL,
    created_at      BIGINT NOT NULL,
    created_by      TEXT COLLATE "C" NOT NULL,
    not_before      BIGINT,
    expires_at      BIGINT,
    addresses       TEXT COLLATE "C",
    active          BOOLEAN NOT NULL,
    deleted_at      BIGINT,
    hint            TEXT COLLATE "C" NOT NULL,
    overlap_ends_at BIGINT,
    leaked_at       BIGINT,
    secret_by       TEXT COLLATE "C"
) PARTITION BY HASH (digest);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE tokens_%s PARTITION OF tokens FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    END LOOP;
END $$;

CREATE INDEX tokens_id ON tokens (id);
-- A page of the list by name reads only the rows that it shows, without sorting.
CREATE INDEX tokens_by_name ON tokens (lower(name), id) WHERE deleted_at IS NULL;
CREATE INDEX tokens_owner ON tokens (owner);
CREATE INDEX tokens_realm ON tokens (realm);
CREATE INDEX tokens_external_id ON tokens (external_id, owner) WHERE external_id IS NOT NULL;
CREATE INDEX tokens_expires_at ON tokens (expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX tokens_deleted_at ON tokens (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX tokens_created_by ON tokens (created_by);
CREATE INDEX tokens_secret_by ON tokens (secret_by) WHERE secret_by IS NOT NULL;

CREATE TABLE retired_secrets (
    digest      BYTEA PRIMARY KEY CHECK (length(digest) = 32),
    pepper      TEXT COLLATE "C",
    token       BIGINT NOT NULL,
    retired_at  BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    secret_by   TEXT COLLATE "C"
);

CREATE INDEX retired_secrets_token ON retired_secrets (token);
CREATE INDEX retired_secrets_retired_at ON retired_secrets (retired_at);
CREATE INDEX retired_secrets_secret_by ON retired_secrets (secret_by) WHERE secret_by IS NOT NULL;

CREATE TABLE kept_values (
    token  BIGINT PRIMARY KEY,
    key_id TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    cipher BYTEA NOT NULL
);

-- The end of the sequence of changes, the position up to which it was pruned, and the database and timeline that wrote it
-- (lineage): every writer sets it, so a standby shows it as soon as it shows the change.
CREATE TABLE change_head (
    shard   INTEGER PRIMARY KEY,
    seq     BIGINT NOT NULL,
    floor   BIGINT NOT NULL,
    lineage TEXT COLLATE "C" NOT NULL
) WITH (fillfactor = 10);

INSERT INTO change_head (shard, seq, floor, lineage) VALUES (0, 0, 0, '');

CREATE TABLE changes (
    seq  BIGINT PRIMARY KEY,
    kind INTEGER NOT NULL,
    key  TEXT COLLATE "C" NOT NULL,
    at   BIGINT NOT NULL
);

CREATE INDEX changes_at ON changes (at);

-- One row, written once a second with the clock of the primary: the data of a standby is at least as new.
CREATE TABLE heartbeat (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL
) WITH (fillfactor = 10);

INSERT INTO heartbeat (id, at) VALUES (1, 0);

CREATE TABLE audit (
    seq         BIGINT PRIMARY KEY,
    at          BIGINT NOT NULL,
    actor       TEXT COLLATE "C" NOT NULL,
    actor_user  TEXT COLLATE "C",
    actor_token TEXT COLLATE "C",
    address     TEXT COLLATE "C",
    action      TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    before      TEXT COLLATE "C",
    after       TEXT COLLATE "C",
    seal        BYTEA NOT NULL
);

CREATE INDEX audit_subject ON audit (subject, seq);
CREATE INDEX audit_actor ON audit (actor, seq);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE audit_ends (
    which     TEXT COLLATE "C" PRIMARY KEY CHECK (which IN ('head', 'checkpoint')),
    seq       BIGINT NOT NULL,
    seal      BYTEA NOT NULL,
    signature BYTEA NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE token_usage (
    token      BIGINT PRIMARY KEY,
    used_at    BIGINT NOT NULL,
    used_from  TEXT COLLATE "C",
    used_place INTEGER NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE token_usage_days (
    token        BIGINT NOT NULL,
    day          INTEGER NOT NULL,
    requests     BIGINT NOT NULL,
    allowed      BIGINT,
    denied       BIGINT,
    rate_limited BIGINT,
    unauthorized BIGINT,
    failed       BIGINT,
    PRIMARY KEY (token, day)
) WITH (fillfactor = 70);

CREATE INDEX token_usage_days_day ON token_usage_days (day);

CREATE TABLE token_refusals (
    token      BIGINT PRIMARY KEY,
    refused_at BIGINT NOT NULL,
    code       TEXT COLLATE "C" NOT NULL,
    method     TEXT COLLATE "C",
    route      TEXT COLLATE "C"
);

CREATE TABLE sessions (
    digest       BYTEA PRIMARY KEY CHECK (length(digest) = 32),
    user_id      TEXT COLLATE "C" NOT NULL,
    user_number  BIGINT NOT NULL,
    stamp        TEXT COLLATE "C",
    address      TEXT COLLATE "C",
    signed_in_at BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    id_token     TEXT COLLATE "C",
    passkey      TEXT COLLATE "C"
);

CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE passkeys (
    id              TEXT COLLATE "C" PRIMARY KEY,
    user_id         TEXT COLLATE "C" NOT NULL,
    user_number     BIGINT NOT NULL,
    handle          TEXT COLLATE "C" NOT NULL,
    name            TEXT COLLATE "C" NOT NULL,
    public_key      BYTEA NOT NULL,
    sign_count      BIGINT NOT NULL,
    backup_eligible BOOLEAN NOT NULL,
    backed_up       BOOLEAN NOT NULL,
    created_at      BIGINT NOT NULL,
    used_at         BIGINT
);

CREATE INDEX passkeys_by_user ON passkeys (user_id, created_at);

CREATE TABLE data_protection_keys (
    name TEXT COLLATE "C" PRIMARY KEY,
    xml  TEXT COLLATE "C" NOT NULL
);

CREATE TABLE settings (
    name  TEXT COLLATE "C" PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE notices (
    id         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key        TEXT COLLATE "C" NOT NULL UNIQUE,
    way        TEXT COLLATE "C" NOT NULL,
    recipient  TEXT COLLATE "C",
    content    TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    due_at     BIGINT NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    done_at    BIGINT,
    outcome    TEXT COLLATE "C"
);

CREATE INDEX notices_due_at ON notices (way, due_at) WHERE done_at IS NULL;
CREATE INDEX notices_done_at ON notices (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE notice_position (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL
);
