-- Copies of the database: by which mark they know their original, which program brought each schema, how the last copies went.

CREATE TABLE lineage (
    mark TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

INSERT INTO lineage (mark) VALUES (lower(hex(randomblob(16))));

CREATE TABLE programs (
    schema INTEGER NOT NULL PRIMARY KEY,
    program TEXT NOT NULL
);

CREATE TABLE backup_runs (
    outcome TEXT NOT NULL PRIMARY KEY CHECK (outcome IN ('made', 'failed')),
    at TEXT NOT NULL,
    file TEXT NOT NULL,
    bytes INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
