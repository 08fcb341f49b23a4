-- usable-from: 1
-- The last day on which a request of a token needed a permission, in days since 1970-01-01.
CREATE TABLE token_permissions (
    token      BIGINT NOT NULL,
    permission TEXT COLLATE "C" NOT NULL,
    day        INTEGER NOT NULL,
    PRIMARY KEY (token, permission)
);

CREATE INDEX token_permissions_day ON token_permissions (day);

-- The days from and to which a gateway recorded whether a permission is needed, without a long gap.
CREATE TABLE recorded_permissions (
    permission TEXT COLLATE "C" PRIMARY KEY,
    since      INTEGER NOT NULL,
    seen       INTEGER NOT NULL
);
