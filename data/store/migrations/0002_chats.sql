-- Who is told what: chats, what they follow, how long ahead, what they muted; and open questions.

CREATE TABLE chats (
    chat_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('private', 'group', 'supergroup', 'channel')),
    language TEXT NOT NULL CHECK (language IN ('ru', 'en')),
    zone TEXT NOT NULL,
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),
    frequency TEXT NOT NULL CHECK (frequency IN ('each', 'daily', 'weekly')),
    state TEXT NOT NULL CHECK (state IN ('active', 'stopped', 'blocked', 'gone')),
    paused_until TEXT,
    thread_id INTEGER,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);

-- the chats that share a local hour, in the order in which they are planned
CREATE INDEX chats_by_hour ON chats (zone, hour, chat_id) WHERE state = 'active';

CREATE TABLE subscriptions (
    chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (topic, subject, chat_id)
) WITHOUT ROWID;

CREATE INDEX subscriptions_by_chat ON subscriptions (chat_id);

CREATE TABLE lead_times (
    chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    leads INTEGER NOT NULL CHECK (leads >= 0),
    PRIMARY KEY (chat_id, topic)
) WITHOUT ROWID;

CREATE TABLE mutes (
    chat_id INTEGER NOT NULL REFERENCES chats (chat_id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    PRIMARY KEY (chat_id, subject)
) WITHOUT ROWID;

-- one open question to one person in one chat; it may outlive neither its hour nor an answer
CREATE TABLE dialogues (
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (chat_id, user_id)
) WITHOUT ROWID;

CREATE INDEX dialogues_by_end ON dialogues (expires_at);
