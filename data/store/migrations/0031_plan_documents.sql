-- Plan documents that editors send into the chat, and revisions that are undone.

-- A document between its arrival and the decision on it: the bytes of its file, what was read of them (JSON, NULL before
-- that), and the editor's decisions on its doubts (JSON). received_id is the message that brought it, shown_id the one
-- that shows it.
CREATE TABLE plan_drafts (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    received_id INTEGER NOT NULL,
    shown_id INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'applied', 'dropped')),
    name TEXT NOT NULL,
    year INTEGER,
    content BLOB,
    reading TEXT,
    decisions TEXT NOT NULL DEFAULT '[]',
    touched_at TEXT NOT NULL,
    UNIQUE (chat_id, received_id)
);

CREATE INDEX plan_drafts_by_user ON plan_drafts (user_id, id);

-- The files of editions, by the hash of what was read of them, which plan_editions.source_hash names.
CREATE TABLE plan_files (
    year INTEGER NOT NULL,
    source_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (year, source_hash)
);

-- Revisions that a later one has taken back. Only chats that were told of them are told of that.
CREATE TABLE undone_revisions (
    revision INTEGER PRIMARY KEY REFERENCES revisions (revision),
    undone_by INTEGER NOT NULL REFERENCES revisions (revision)
);

CREATE INDEX undone_revisions_by_undoing ON undone_revisions (undone_by);
