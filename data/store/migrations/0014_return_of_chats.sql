-- Active chats for which something due may not be planned: their settings have changed, or they have come back.
-- since: the first moment of which that is true; changed_at: the last change planning has still to look at.
CREATE TABLE catch_ups (
    chat_id INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

-- Chats that are there and take no message from us at present, since when, and in Telegram's words why.
CREATE TABLE refusals (
    chat_id INTEGER PRIMARY KEY REFERENCES chats (chat_id) ON DELETE CASCADE,
    since TEXT NOT NULL,
    reason TEXT NOT NULL
);

-- Groups and channels were closed for good by any refusal, also by one that passes. Whether they are there still the
-- next notice shows; those that have told us of our removal stay closed, and so do people, until they are heard of.
INSERT INTO catch_ups (chat_id, since, changed_at)
SELECT chat_id, changed_at, changed_at FROM chats WHERE state = 'blocked' AND chat_id < 0;

UPDATE chats SET state = 'active' WHERE state = 'blocked' AND chat_id < 0;
