-- The pictures that Telegram has: a checksum of what is drawn, and the file_id by which it is sent again.
CREATE TABLE pictures (
    key TEXT NOT NULL PRIMARY KEY,
    file_id TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    drawn_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX pictures_by_time ON pictures (drawn_at);
