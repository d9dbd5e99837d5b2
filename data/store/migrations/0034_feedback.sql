-- What readers write to the secretariat, and what it answers. The words stay at Telegram: only numbers are kept here.

-- A reader who has written, by the private chat.
-- topic: the reader's topic in the secretariat's group topic_chat, where that has topics.
-- version: grows with each change that the newest headers show; shown: the version that they show.
CREATE TABLE feedback_readers (
    chat_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'closed')),
    muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
    topic_chat INTEGER,
    topic INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    shown INTEGER NOT NULL DEFAULT 1,
    changed_at TEXT NOT NULL
);

-- A message that is carried over: one row for each chat of the secretariat that it goes to or comes from.
-- chat_id: the reader, NULL once all about the reader was deleted; the row then only tells that to who still answers.
-- is_answer: it goes to the reader. reader_message and desk_message: its numbers here and there, NULL until it is there.
-- replies_to: the message it replies to, in the chat it goes to. revision: when it was edited, 0 for the first version.
-- header: our message above the copy, which names the reader; shown: the version of the reader that it was sent with.
CREATE TABLE feedback_messages (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER REFERENCES feedback_readers (chat_id) ON DELETE SET NULL,
    desk_chat INTEGER NOT NULL,
    is_answer INTEGER NOT NULL CHECK (is_answer IN (0, 1)),
    reader_message INTEGER,
    desk_message INTEGER,
    replies_to INTEGER,
    revision INTEGER NOT NULL DEFAULT 0,
    album TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    header INTEGER,
    shown INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed', 'reported')),
    reason TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TEXT NOT NULL,
    written_at TEXT NOT NULL
);

CREATE UNIQUE INDEX feedback_written ON feedback_messages (chat_id, reader_message, revision, desk_chat)
WHERE is_answer = 0;

CREATE UNIQUE INDEX feedback_answered ON feedback_messages (desk_chat, desk_message) WHERE is_answer = 1;

CREATE INDEX feedback_of_desk ON feedback_messages (desk_chat, desk_message);

CREATE INDEX feedback_headers ON feedback_messages (desk_chat, header) WHERE header IS NOT NULL;

CREATE INDEX feedback_due ON feedback_messages (due_at) WHERE state IN ('pending', 'failed');

CREATE INDEX feedback_of_reader ON feedback_messages (chat_id, id);

CREATE INDEX feedback_changed ON feedback_readers (chat_id) WHERE shown < version;
