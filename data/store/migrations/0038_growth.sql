-- Up to which moment rows were purged, by table: of what was made since then nothing is missing yet.
CREATE TABLE purge_marks (
    name TEXT PRIMARY KEY,
    before TEXT NOT NULL
) WITHOUT ROWID;

-- A file from before can give no pages back until it is rewritten once, as after a deletion. A new one can.
INSERT INTO upkeep (name, waiting) SELECT 'erasure', 1 WHERE EXISTS (SELECT 1 FROM chats)
ON CONFLICT (name) DO NOTHING;
