-- Values of tokens, encrypted with a key that is not stored here, if owners may see them again.
CREATE TABLE kept_values (
    token  INTEGER PRIMARY KEY,
    key_id TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    cipher BLOB NOT NULL
) STRICT;
