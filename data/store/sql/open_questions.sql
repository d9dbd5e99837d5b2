-- name: put(chat_id, user_id, message_id, kind, data, expires_at)!
-- Insert a question. It replaces an earlier one on the same message.
INSERT INTO dialogues (chat_id, user_id, message_id, kind, data, expires_at)
VALUES (:chat_id, :user_id, :message_id, :kind, :data, :expires_at)
ON CONFLICT (chat_id, user_id, message_id) DO UPDATE SET
    kind = excluded.kind, data = excluded.data, expires_at = excluded.expires_at, answered_by = NULL;

-- name: drop(chat_id, user_id, message_id)!
-- Delete one question.
DELETE FROM dialogues WHERE chat_id = :chat_id AND user_id = :user_id AND message_id = :message_id;

-- name: trim(chat_id, most)!
-- Delete the questions of a chat that would expire first, except the last :most.
DELETE FROM dialogues WHERE chat_id = :chat_id AND (user_id, message_id) NOT IN (
    SELECT d.user_id, d.message_id FROM dialogues AS d WHERE d.chat_id = :chat_id
    ORDER BY d.expires_at DESC, d.user_id, d.message_id LIMIT :most
);

-- name: peek(chat_id, user_id, now)^
-- Return the newest question open to a person, and leave it open.
SELECT * FROM dialogues
WHERE chat_id = :chat_id AND user_id = :user_id AND expires_at > :now AND answered_by IS NULL
ORDER BY message_id DESC LIMIT 1;

-- name: live(chat_id, now)
-- Return every question of a chat that has not expired, answered or not.
SELECT * FROM dialogues WHERE chat_id = :chat_id AND expires_at > :now ORDER BY message_id;

-- name: close(chat_id, user_id, kind)!
-- Delete the open questions of a kind to a person: all of them ask the same.
DELETE FROM dialogues
WHERE chat_id = :chat_id AND user_id = :user_id AND kind = :kind AND answered_by IS NULL;

-- name: keep_answered(chat_id, user_id, message_id, kind, data, expires_at, answered_by)!
-- Keep a question with its answer until it expires.
INSERT INTO dialogues (chat_id, user_id, message_id, kind, data, expires_at, answered_by)
VALUES (:chat_id, :user_id, :message_id, :kind, :data, :expires_at, :answered_by)
ON CONFLICT (chat_id, user_id, message_id) DO UPDATE SET
    kind = excluded.kind, data = excluded.data, expires_at = excluded.expires_at,
    answered_by = excluded.answered_by;

-- name: take(chat_id, user_id)
-- Delete and return the open questions to a person, so that only one answer counts.
DELETE FROM dialogues
WHERE chat_id = :chat_id AND user_id = :user_id AND answered_by IS NULL
RETURNING *;

-- name: clear(chat_id, user_id)!
-- Delete the open questions to a person.
DELETE FROM dialogues WHERE chat_id = :chat_id AND user_id = :user_id AND answered_by IS NULL;

-- name: withdraw(chat_id, message_id)*!
-- Delete the open question of a message whose text has changed.
DELETE FROM dialogues WHERE chat_id = :chat_id AND message_id = :message_id AND answered_by IS NULL;

-- name: purge(now, how_many)!
-- Delete questions that have expired, at most :how_many.
DELETE FROM dialogues WHERE (chat_id, user_id, message_id) IN (
    SELECT chat_id, user_id, message_id FROM dialogues WHERE expires_at <= :now LIMIT :how_many
);
