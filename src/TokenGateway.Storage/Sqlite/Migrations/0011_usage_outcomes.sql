-- The outcomes of the requests of a day; null: counted before outcomes were recorded.
ALTER TABLE token_usage_days ADD COLUMN allowed INTEGER;
ALTER TABLE token_usage_days ADD COLUMN denied INTEGER;
ALTER TABLE token_usage_days ADD COLUMN rate_limited INTEGER;
ALTER TABLE token_usage_days ADD COLUMN unauthorized INTEGER;
ALTER TABLE token_usage_days ADD COLUMN failed INTEGER;

-- The last refusal of each token. Without path and query, which may contain secrets.
CREATE TABLE token_refusals (
    token      INTEGER PRIMARY KEY,
    refused_at INTEGER NOT NULL,
    code       TEXT NOT NULL,
    method     TEXT,
    route      TEXT
) STRICT;
