-- rebuilds a parent: notices
-- What editors put into issues, announcements, and corrections of what has been sent.

-- content: the editor's text with its formatting, picture, file and links, as JSON. chosen_due: the day and hour that an
-- editor has chosen instead of the usual ones.
ALTER TABLE bulletins ADD COLUMN content TEXT NOT NULL DEFAULT '{}';

ALTER TABLE bulletins ADD COLUMN chosen_due TEXT;

UPDATE bulletins SET content = json_object('text', json_object('text', extra_text)) WHERE extra_text <> '';

ALTER TABLE bulletins DROP COLUMN extra_text;

-- topic, subject: whose followers get it. texts: what they get, by language, once it is worded.
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'sending', 'paused', 'sent', 'cancelled')),
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '{}',
    texts TEXT NOT NULL DEFAULT '{}',
    author INTEGER,
    due_at TEXT,
    created_at TEXT NOT NULL,
    begun_at TEXT,
    sent_at TEXT,
    notice_id INTEGER
);

CREATE INDEX announcements_under_way ON announcements (state) WHERE state NOT IN ('sent', 'cancelled');

-- A correction of an issue or an announcement that has been sent: the messages that have arrived are edited.
CREATE TABLE amendments (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sending', 'sent', 'dropped')),
    kind TEXT NOT NULL CHECK (kind IN ('bulletin', 'announcement')),
    parent_id INTEGER NOT NULL,
    original_id INTEGER NOT NULL,
    content TEXT NOT NULL,
    author INTEGER,
    created_at TEXT NOT NULL,
    begun_at TEXT,
    sent_at TEXT,
    notice_id INTEGER
);

CREATE UNIQUE INDEX amendments_under_way ON amendments (kind, parent_id) WHERE state IN ('draft', 'sending');

-- Two more kinds of notices. A check cannot be changed in place.
CREATE TABLE new_notices (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (
        kind IN ('reminder', 'window', 'change', 'bulletin', 'message', 'announcement', 'amendment')
    ),
    subject TEXT NOT NULL,
    lead INTEGER,
    begins TEXT,
    expires_at TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL,
    hours INTEGER CHECK (hours > 0)
);

INSERT INTO new_notices (id, key, kind, subject, lead, begins, expires_at, payload, created_at, hours)
SELECT id, key, kind, subject, lead, begins, expires_at, payload, created_at, hours FROM notices;

DROP TABLE notices;

ALTER TABLE new_notices RENAME TO notices;

CREATE INDEX notices_by_subject ON notices (subject);

CREATE INDEX notices_by_expiry ON notices (expires_at);
