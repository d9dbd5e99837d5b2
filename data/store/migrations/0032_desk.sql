-- What editors do in the chat: proposed edits of events, files of events, notes on cities and other names of cities.

-- An edit as shown to an editor, before it is stored. before and after are the event as JSON, before is NULL for a new
-- one. revision and event_id are set once the edit is in force, so that a press that is handled again finds it done.
CREATE TABLE event_drafts (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    at TEXT NOT NULL,
    revision INTEGER,
    event_id INTEGER
);

CREATE INDEX event_drafts_by_chat ON event_drafts (chat_id, id);
CREATE INDEX event_drafts_by_user ON event_drafts (user_id);

-- The contents of files and pictures, by their SHA-256. Events name them in the plan.
CREATE TABLE event_files (
    hash TEXT PRIMARY KEY,
    content BLOB NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE city_notes (
    city_id TEXT PRIMARY KEY,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    author INTEGER
) WITHOUT ROWID;

-- name is as printed, name_key folded as it is searched.
CREATE TABLE city_names (
    name_key TEXT PRIMARY KEY,
    city_id TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    author INTEGER
) WITHOUT ROWID;
