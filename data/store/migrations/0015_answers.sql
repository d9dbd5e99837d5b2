-- Questions that several may answer, and answers that are mended with the message they were given to.

-- message_id: the question's own message, 0 until it is sent; in a group a reply to it is an answer.
-- answered_by: the message that was the answer; an edit of it answers again. NULL while the question is open.
CREATE TABLE open_questions (
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    answered_by INTEGER,
    PRIMARY KEY (chat_id, user_id, message_id)
) WITHOUT ROWID;

INSERT INTO open_questions (chat_id, user_id, message_id, kind, data, expires_at)
SELECT chat_id, user_id, 0, kind, data, expires_at FROM dialogues;

DROP TABLE dialogues;

ALTER TABLE open_questions RENAME TO dialogues;

CREATE INDEX dialogues_by_end ON dialogues (expires_at);

-- Which messages of ours answer a person's message: a JSON list of their numbers, each with a checksum of its words.
CREATE TABLE answers (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    sent TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;

CREATE INDEX answers_by_time ON answers (at);

-- Which part of an album is answered for all of it.
CREATE TABLE albums (
    chat_id INTEGER NOT NULL,
    media_group_id TEXT NOT NULL,
    message_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (chat_id, media_group_id)
) WITHOUT ROWID;

CREATE INDEX albums_by_time ON albums (at);
