-- name: reader(chat_id)^
-- Return a reader who has written to the secretariat.
SELECT chat_id, name, state, muted, topic_chat, topic, version FROM feedback_readers WHERE chat_id = :chat_id;

-- name: is_known(chat_id, reader_message, revision)^
-- Return a row if this version of a message is carried over already, or if none has left and the newest will be.
SELECT 1 AS known FROM feedback_messages
WHERE chat_id = :chat_id AND reader_message = :reader_message AND is_answer = 0
AND (revision = :revision OR state = 'pending') LIMIT 1;

-- name: written_since(chat_id, since)^
-- Count what a reader has written since a moment. An album counts once, each edit counts.
SELECT COUNT(DISTINCT CASE album WHEN '' THEN reader_message || ':' || revision ELSE album END) AS written
FROM feedback_messages WHERE chat_id = :chat_id AND is_answer = 0 AND written_at > :since;

-- name: put_reader(chat_id, name, at)!
-- Insert a reader, or note that one has written again, which opens the conversation.
INSERT INTO feedback_readers (chat_id, name, changed_at) VALUES (:chat_id, :name, :at)
ON CONFLICT (chat_id) DO UPDATE SET
    name = excluded.name, changed_at = excluded.changed_at,
    version = feedback_readers.version + (feedback_readers.state <> 'open'), state = 'open';

-- name: write(chat_id, desk_chat, reader_message, revision, album, subject, due_at, at)!
-- Insert a message of a reader for one chat of the secretariat, unless it is there.
INSERT INTO feedback_messages (
    chat_id, desk_chat, is_answer, reader_message, revision, album, subject, due_at, written_at
) VALUES (:chat_id, :desk_chat, 0, :reader_message, :revision, :album, :subject, :due_at, :at)
ON CONFLICT DO NOTHING;

-- name: album_written(chat_id, album)^
-- Return a row if an earlier part of a reader's album is carried over.
SELECT 1 AS written FROM feedback_messages
WHERE chat_id = :chat_id AND album = :album AND is_answer = 0 LIMIT 1;

-- name: continue_album(chat_id, album, reader_message, due_at)!
-- Insert a further part of a reader's album for each chat of the secretariat that gets the album.
INSERT INTO feedback_messages (
    chat_id, desk_chat, is_answer, reader_message, album, subject, header, shown, due_at, written_at
)
SELECT chat_id, desk_chat, 0, :reader_message, album, subject, MAX(header), MAX(shown), :due_at, MIN(written_at)
FROM feedback_messages
WHERE chat_id = :chat_id AND album = :album AND is_answer = 0
GROUP BY chat_id, desk_chat, album, subject
ON CONFLICT DO NOTHING;

-- name: delay_album(chat_id, album, due_at)!
-- Let an album wait until no further part has come for a while.
UPDATE feedback_messages SET due_at = :due_at
WHERE chat_id = :chat_id AND album = :album AND album <> '' AND state = 'pending';

-- name: answer(chat_id, desk_chat, desk_message, replies_to, album, due_at, at)!
-- Insert an answer of the secretariat to a reader, unless it is there.
INSERT INTO feedback_messages (
    chat_id, desk_chat, is_answer, desk_message, replies_to, album, due_at, written_at
) VALUES (:chat_id, :desk_chat, 1, :desk_message, :replies_to, :album, :due_at, :at)
ON CONFLICT DO NOTHING;

-- name: album_answered(desk_chat, album)^
-- Return the reader to whom an earlier part of the secretariat's album goes.
SELECT chat_id, replies_to FROM feedback_messages
WHERE desk_chat = :desk_chat AND album = :album AND is_answer = 1 ORDER BY id LIMIT 1;

-- name: touch(chat_id, at)!
-- Note that the conversation goes on.
UPDATE feedback_readers SET changed_at = :at WHERE chat_id = :chat_id;

-- name: by_desk(desk_chat, message_id)^
-- Return the newest message that stands in a chat of the secretariat under this number, or below this header.
SELECT m.* FROM feedback_messages AS m
WHERE m.desk_chat = :desk_chat AND (m.desk_message = :message_id OR m.header = :message_id)
ORDER BY m.id DESC LIMIT 1;

-- name: newest_of(desk_chat, chat_id, topic)^
-- Return the newest message of a reader in a chat of the secretariat, by the reader's private chat or topic.
SELECT m.* FROM feedback_messages AS m JOIN feedback_readers AS r ON r.chat_id = m.chat_id
WHERE m.desk_chat = :desk_chat AND m.is_answer = 0
AND (r.chat_id = :chat_id OR (r.topic_chat = :desk_chat AND r.topic = :topic))
ORDER BY m.id DESC LIMIT 1;

-- name: by_reader(chat_id, message_id)^
-- Return the newest message that stands in a reader's chat under this number.
SELECT m.* FROM feedback_messages AS m
WHERE m.chat_id = :chat_id AND m.reader_message = :message_id ORDER BY m.id DESC LIMIT 1;

-- name: trim(chat_id, most)!
-- Delete what is settled of a reader, except the newest :most.
DELETE FROM feedback_messages
WHERE chat_id = :chat_id AND state IN ('sent', 'reported') AND id NOT IN (
    SELECT newest.id FROM feedback_messages AS newest
    WHERE newest.chat_id = :chat_id ORDER BY newest.id DESC LIMIT :most
);

-- name: set_state(chat_id, state, at)!
-- Close a conversation or open it again.
UPDATE feedback_readers SET state = :state, version = version + 1, changed_at = :at
WHERE chat_id = :chat_id AND state <> :state;

-- name: set_muted(chat_id, muted, at)!
-- Take no more messages of a reader, or take them again.
UPDATE feedback_readers SET muted = :muted, version = version + 1, changed_at = :at
WHERE chat_id = :chat_id AND muted <> :muted;

-- name: purge_messages(before, how_many)!
-- Delete what was written before a moment and does not wait, or whose reader is gone, at most :how_many.
DELETE FROM feedback_messages WHERE id IN (
    SELECT id FROM feedback_messages WHERE written_at < :before AND (state <> 'pending' OR chat_id IS NULL)
    LIMIT :how_many
);

-- name: purge_readers(before, how_many)!
-- Delete readers without messages, at most :how_many. Those who are muted stay muted.
DELETE FROM feedback_readers WHERE chat_id IN (
    SELECT r.chat_id FROM feedback_readers AS r WHERE r.changed_at < :before AND r.muted = 0
    AND NOT EXISTS (SELECT 1 FROM feedback_messages AS m WHERE m.chat_id = r.chat_id) LIMIT :how_many
);

-- name: broadcast_kind(chat_id, message_id)^
-- Return the kind of a message sent to a chat that is an issue of the bulletin or an announcement.
SELECT n.kind FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id
WHERE d.chat_id = :chat_id AND d.message_id = :message_id AND n.kind IN ('bulletin', 'announcement');
