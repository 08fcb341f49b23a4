-- The last day on which a request of a token needed a permission, in days since 1970-01-01.
CREATE TABLE token_permissions (
    token      INTEGER NOT NULL,
    permission TEXT NOT NULL,
    day        INTEGER NOT NULL,
    PRIMARY KEY (token, permission)
) STRICT, WITHOUT ROWID;

CREATE INDEX token_permissions_day ON token_permissions (day);

-- The days from and to which a gateway recorded whether a permission is needed, without a long gap.
CREATE TABLE recorded_permissions (
    permission TEXT PRIMARY KEY,
    since      INTEGER NOT NULL,
    seen       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
