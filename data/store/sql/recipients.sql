-- name: chats(chat_ids)
-- Chats with these ids, a JSON list.
SELECT * FROM chats WHERE chat_id IN (SELECT value FROM json_each(:chat_ids));

-- name: follows(chat_ids)
-- What they follow.
SELECT chat_id, topic, subject FROM subscriptions WHERE chat_id IN (SELECT value FROM json_each(:chat_ids));

-- name: mutes(chat_ids)
-- What they have muted.
SELECT chat_id, subject FROM mutes WHERE chat_id IN (SELECT value FROM json_each(:chat_ids));
