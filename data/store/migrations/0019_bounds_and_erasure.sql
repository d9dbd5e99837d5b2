-- What one chat may have is bounded, and what was deleted is to be found in no file.

-- Who has sent an update, where Telegram says so: set-aside updates of a person in groups go with the person.
ALTER TABLE inbox ADD COLUMN user_id INTEGER;

-- Set-aside updates keep what was written: so many of a lane, and none of whoever is forgotten.
CREATE INDEX inbox_aside ON inbox (lane, update_id) WHERE state = 'aside';

-- Updates that were passed over: only the newest tells anything.
CREATE INDEX inbox_passed ON inbox (update_id) WHERE state = 'done' AND attempts = 0;

CREATE INDEX dialogues_by_user ON dialogues (user_id);

-- Upkeep of the file that is due, by name, so that no kill makes it forgotten. «erasure»: how many have been forgotten
-- since the file was last rewritten, in unused parts of whose pages their numbers may still stand.
CREATE TABLE upkeep (
    name TEXT PRIMARY KEY,
    waiting INTEGER NOT NULL CHECK (waiting > 0)
) WITHOUT ROWID;

-- What was stored before there were bounds: issues, of which no reminder ever came, and what goes beyond.
DELETE FROM mutes WHERE subject LIKE 'bulletin:%' OR subject LIKE 'journal:%';

DELETE FROM mutes WHERE (chat_id, subject) IN (
    SELECT chat_id, subject FROM (
        SELECT chat_id, subject, row_number() OVER (
            PARTITION BY chat_id ORDER BY subject NOT LIKE 'event:%', subject
        ) AS place
        FROM mutes
    ) WHERE place > 100
);

DELETE FROM subscriptions WHERE (topic, subject, chat_id) IN (
    SELECT topic, subject, chat_id FROM (
        SELECT topic, subject, chat_id, row_number() OVER (
            PARTITION BY chat_id ORDER BY created_at DESC, topic, subject
        ) AS place
        FROM subscriptions WHERE subject <> ''
    ) WHERE place > 250
);

UPDATE inbox SET state = 'done', lane = '', payload = '' WHERE state = 'aside' AND update_id IN (
    SELECT update_id FROM (
        SELECT update_id, row_number() OVER (PARTITION BY lane ORDER BY update_id DESC) AS place
        FROM inbox WHERE state = 'aside'
    ) WHERE place > 20
);

-- Those forgotten by earlier versions may still stand in the file: it is rewritten once.
INSERT INTO upkeep (name, waiting) SELECT 'erasure', 1 WHERE EXISTS (SELECT 1 FROM chats);
