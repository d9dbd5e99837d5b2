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
