-- Where the sequence of changes ends, and up to where it was pruned: a row for each shard. Writers take their numbers from
-- it, and not from the table, so that the row is the lock where a transaction has not the whole file to itself.
CREATE TABLE change_head (
    shard INTEGER PRIMARY KEY,
    seq   INTEGER NOT NULL,
    floor INTEGER NOT NULL
) STRICT;

INSERT INTO change_head (shard, seq, floor)
SELECT 0, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0), changes_floor FROM store;

ALTER TABLE store DROP COLUMN changes_floor;

CREATE TABLE numbered_changes (
    seq  INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    key  TEXT NOT NULL,
    at   INTEGER NOT NULL
) STRICT;

INSERT INTO numbered_changes (seq, kind, key, at) SELECT seq, kind, key, at FROM changes;
DROP TABLE changes;
ALTER TABLE numbered_changes RENAME TO changes;
