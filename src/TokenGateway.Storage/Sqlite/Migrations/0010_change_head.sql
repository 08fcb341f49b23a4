-- The end of the sequence of changes, and the position up to which it was pruned: a row for each shard. Writers take their numbers from
-- it, not from the table, so that the row is the lock in databases where a transaction does not lock everything.
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
