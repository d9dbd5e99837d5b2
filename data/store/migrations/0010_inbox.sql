-- Updates as Telegram gave them, stored before they are confirmed and kept until they are handled.

-- lane: updates of one lane are handled one after another; it is the chat's id, else the person's, else the update's.
-- payload: the raw JSON; both are emptied once it is handled, for it may hold what somebody wrote.
-- error: the class of the last error; reference: what the person was told, to find the log record by.
CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    lane TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'aside')),
    attempts INTEGER NOT NULL DEFAULT 0,
    received_at TEXT NOT NULL,
    finished_at TEXT,
    error TEXT,
    reference TEXT
);

CREATE INDEX inbox_pending ON inbox (lane, update_id) WHERE state = 'pending';

CREATE INDEX inbox_received ON inbox (received_at);
