-- name: put(chat_id, user_id, kind, data, expires_at)!
-- Ask; an earlier open question to the same person in the same chat is dropped.
INSERT INTO dialogues (chat_id, user_id, kind, data, expires_at)
VALUES (:chat_id, :user_id, :kind, :data, :expires_at)
ON CONFLICT (chat_id, user_id) DO UPDATE SET
    kind = excluded.kind, data = excluded.data, expires_at = excluded.expires_at;

-- name: trim(chat_id, most)!
-- Drop the questions of a chat that would end first, but for so many.
DELETE FROM dialogues WHERE chat_id = :chat_id AND user_id NOT IN (
    SELECT d.user_id FROM dialogues AS d WHERE d.chat_id = :chat_id ORDER BY d.expires_at DESC, d.user_id LIMIT :most
);

-- name: peek(chat_id, user_id, now)^
-- The open question, left open.
SELECT * FROM dialogues WHERE chat_id = :chat_id AND user_id = :user_id AND expires_at > :now;

-- name: take(chat_id, user_id)^
-- The open question, closed, so that two answers cannot both be the one.
DELETE FROM dialogues WHERE chat_id = :chat_id AND user_id = :user_id RETURNING *;

-- name: clear(chat_id, user_id)!
-- Drop the question.
DELETE FROM dialogues WHERE chat_id = :chat_id AND user_id = :user_id;

-- name: purge(now)!
-- Delete questions nobody has answered in time.
DELETE FROM dialogues WHERE expires_at <= :now;
