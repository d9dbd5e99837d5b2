-- What was counted on each day, by name and key: it outlives the rows that were counted.
CREATE TABLE daily_counts (
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    key TEXT NOT NULL,
    value INTEGER NOT NULL CHECK (value >= 0),
    PRIMARY KEY (name, day, key)
) WITHOUT ROWID;

-- The label of the first link with one by which a chat came. Nothing else is kept of the way it came.
CREATE TABLE arrival_links (
    chat_id INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON DELETE CASCADE,
    source TEXT NOT NULL
);
