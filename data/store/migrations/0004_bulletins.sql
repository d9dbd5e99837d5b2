-- The weekly bulletin: one issue a week, from draft to sent.

CREATE TABLE bulletins (
    id INTEGER PRIMARY KEY,
    week TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (
        state IN ('draft', 'approved', 'held', 'sending', 'paused', 'sent', 'skipped', 'empty')
    ),
    body TEXT NOT NULL,
    extra_text TEXT NOT NULL DEFAULT '',
    author INTEGER,
    due_at TEXT NOT NULL,
    created_at TEXT NOT NULL,
    approved_at TEXT,
    sent_at TEXT,
    notice_id INTEGER
);
