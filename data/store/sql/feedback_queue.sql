-- name: due(now, how_many)
-- Return what is to be carried over now, in order. What waits behind an earlier message waits with it.
SELECT m.*, r.name AS reader_name, r.state AS reader_state, r.muted, r.topic_chat, r.topic, r.version,
    EXISTS (
        SELECT 1 FROM feedback_messages AS h
        WHERE h.chat_id = m.chat_id AND h.desk_chat = m.desk_chat AND h.header IS NOT NULL
    ) AS named
FROM feedback_messages AS m JOIN feedback_readers AS r ON r.chat_id = m.chat_id
WHERE m.state = 'pending' AND m.due_at <= :now AND NOT EXISTS (
    SELECT 1 FROM feedback_messages AS earlier
    WHERE earlier.chat_id = m.chat_id AND earlier.desk_chat = m.desk_chat AND earlier.is_answer = m.is_answer
    AND earlier.id < m.id AND earlier.state = 'pending' AND earlier.due_at > :now
)
ORDER BY m.id LIMIT :how_many;

-- name: next_due()^
-- Return when the next message is to be carried over.
SELECT MIN(due_at) AS due_at FROM feedback_messages WHERE state IN ('pending', 'failed') AND chat_id IS NOT NULL;

-- name: note_topic(chat_id, topic_chat, topic)!
-- Note the topic of a reader in the secretariat's group, or that there is none.
UPDATE feedback_readers SET topic_chat = :topic_chat, topic = :topic WHERE chat_id = :chat_id;

-- name: lose_headers(chat_id, desk_chat)!
-- Forget the headers of a reader, which were deleted with the topic.
UPDATE feedback_messages SET header = NULL WHERE chat_id = :chat_id AND desk_chat = :desk_chat;

-- name: note_header(id, header, shown)*!
-- Note the message that names the reader, and the state of the reader that it shows.
UPDATE feedback_messages SET header = :header, shown = :shown WHERE id = :id;

-- name: copied_to_desk(id, message_id)*!
-- Note that a message of a reader stands in the secretariat's chat.
UPDATE feedback_messages SET state = 'sent', desk_message = :message_id, reason = '' WHERE id = :id;

-- name: copied_to_reader(id, message_id)*!
-- Note that an answer stands in the reader's chat.
UPDATE feedback_messages SET state = 'sent', reader_message = :message_id, reason = '' WHERE id = :id;

-- name: note_answered(chat_id, at)!
-- Note that an open conversation was answered.
UPDATE feedback_readers SET state = 'answered', version = version + 1, changed_at = :at
WHERE chat_id = :chat_id AND state = 'open';

-- name: postpone(id, due_at, reason)*!
-- Try a message again later.
UPDATE feedback_messages SET due_at = :due_at, reason = :reason, attempts = attempts + 1 WHERE id = :id;

-- name: fail(id, reason, due_at)*!
-- Note that a message cannot be carried over, which is still to be reported.
UPDATE feedback_messages SET state = 'failed', reason = :reason, due_at = :due_at, attempts = 0 WHERE id = :id;

-- name: readdress(id, desk_chat)*!
-- Insert a message anew for another chat of the secretariat.
INSERT INTO feedback_messages (
    chat_id, desk_chat, is_answer, reader_message, revision, album, subject, due_at, written_at
)
SELECT chat_id, :desk_chat, 0, reader_message, revision, album, subject, due_at, written_at
FROM feedback_messages WHERE id = :id AND chat_id IS NOT NULL
ON CONFLICT DO NOTHING;

-- name: move_desk(old, new)!
-- Send what waits for a group to its new id, under which its messages are numbered anew.
UPDATE feedback_messages SET desk_chat = :new, header = NULL
WHERE desk_chat = :old AND state = 'pending' AND is_answer = 0;

-- name: is_on_its_way(chat_id, reader_message, revision)^
-- Return a row if a message of a reader has reached some chat of the secretariat, or still may.
SELECT 1 AS known FROM feedback_messages
WHERE chat_id = :chat_id AND reader_message = :reader_message AND revision = :revision AND is_answer = 0
AND state IN ('pending', 'sent') LIMIT 1;

-- name: failed(now, how_many)
-- Return what could not be carried over and is still to be reported.
SELECT m.*, r.name AS reader_name, r.state AS reader_state, r.muted, r.topic_chat, r.topic, r.version
FROM feedback_messages AS m JOIN feedback_readers AS r ON r.chat_id = m.chat_id
WHERE m.state = 'failed' AND m.due_at <= :now ORDER BY m.id LIMIT :how_many;

-- name: report(id)*!
-- Note that a failure was reported.
UPDATE feedback_messages SET state = 'reported' WHERE id = :id;

-- name: report_everywhere(chat_id, reader_message, revision)*!
-- Note that a reader was told that a message could not be carried to any chat.
UPDATE feedback_messages SET state = 'reported'
WHERE chat_id = :chat_id AND reader_message = :reader_message AND revision = :revision
AND is_answer = 0 AND state = 'failed';

-- name: outdated_headers(how_many)
-- Return the newest header in each chat of readers whose headers show an earlier state.
SELECT m.*, r.name AS reader_name, r.state AS reader_state, r.muted, r.topic_chat, r.topic, r.version
FROM feedback_readers AS r JOIN feedback_messages AS m ON m.chat_id = r.chat_id
WHERE r.shown < r.version AND m.header IS NOT NULL AND m.id = (
    SELECT MAX(n.id) FROM feedback_messages AS n
    WHERE n.chat_id = m.chat_id AND n.desk_chat = m.desk_chat AND n.header IS NOT NULL
)
ORDER BY m.id LIMIT :how_many;

-- name: note_shown(chat_id, version)!
-- Note the state that the newest headers of a reader show.
UPDATE feedback_readers SET shown = :version WHERE chat_id = :chat_id AND shown < :version;
