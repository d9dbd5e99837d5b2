-- The last run of every named job.

CREATE TABLE ticks (
    name TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL
) WITHOUT ROWID;
