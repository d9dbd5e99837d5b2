-- Everything that is to be told: what (notices), to whom and with what outcome (deliveries), how far it is planned.

-- subject: the occasion's key, «event:12», or whatever the notice is about; lead is in days; begins is the day it was
-- planned for, so that a move makes a new notice. After expires_at it is not worth telling.
CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('reminder', 'window', 'change', 'bulletin', 'message')),
    subject TEXT NOT NULL,
    lead INTEGER,
    begins TEXT,
    expires_at TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE INDEX notices_by_subject ON notices (subject);

CREATE INDEX notices_by_expiry ON notices (expires_at);

-- rank: the smaller goes first. doubtful: it was sent once without an answer. outcome: why it ended, or why it waits.
CREATE TABLE deliveries (
    notice_id INTEGER NOT NULL REFERENCES notices (id),
    chat_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    due_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (
        state IN ('pending', 'held', 'leased', 'sent', 'gone', 'failed', 'expired', 'unknown', 'void')
    ),
    lease_until TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    doubtful INTEGER NOT NULL DEFAULT 0 CHECK (doubtful IN (0, 1)),
    outcome TEXT,
    message_id INTEGER,
    sent_at TEXT,
    PRIMARY KEY (notice_id, chat_id)
) WITHOUT ROWID;

CREATE INDEX deliveries_due ON deliveries (rank, due_at) WHERE state = 'pending';

CREATE INDEX deliveries_of_chat ON deliveries (chat_id) WHERE state = 'pending';

CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'leased';

-- Each local hour and the last local day that is planned for it.
CREATE TABLE planned_slots (
    zone TEXT NOT NULL,
    hour INTEGER NOT NULL,
    through TEXT NOT NULL,
    PRIMARY KEY (zone, hour)
) WITHOUT ROWID;

-- How far planning has read elsewhere: the last change, the last look at the settings.
CREATE TABLE planning_marks (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
