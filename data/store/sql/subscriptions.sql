-- name: of_chat(chat_id)
-- What a chat follows.
SELECT topic, subject FROM subscriptions WHERE chat_id = :chat_id ORDER BY topic, subject;

-- name: add(chat_id, topic, subject, now)!
-- Follow a topic; nothing where it is followed already.
INSERT INTO subscriptions (chat_id, topic, subject, created_at) VALUES (:chat_id, :topic, :subject, :now)
ON CONFLICT (topic, subject, chat_id) DO NOTHING;

-- name: remove(chat_id, topic, subject)!
-- Follow a topic no more.
DELETE FROM subscriptions WHERE topic = :topic AND subject = :subject AND chat_id = :chat_id;

-- name: clear(chat_id)!
-- Follow nothing any more.
DELETE FROM subscriptions WHERE chat_id = :chat_id;

-- name: count(topic, subject)^
-- How many active chats follow a topic.
SELECT count(*) AS chats
FROM subscriptions AS s JOIN chats AS c ON c.chat_id = s.chat_id
WHERE s.topic = :topic AND s.subject = :subject AND c.state = 'active';

-- name: leads(chat_id)
-- The lead times a chat has chosen.
SELECT topic, leads FROM lead_times WHERE chat_id = :chat_id;

-- name: set_leads(chat_id, topic, leads)!
-- Choose the lead times of a topic.
INSERT INTO lead_times (chat_id, topic, leads) VALUES (:chat_id, :topic, :leads)
ON CONFLICT (chat_id, topic) DO UPDATE SET leads = excluded.leads;

-- name: mute(chat_id, subject)!
-- Tell nothing more of one occasion.
INSERT INTO mutes (chat_id, subject) VALUES (:chat_id, :subject)
ON CONFLICT (chat_id, subject) DO NOTHING;

-- name: unmute(chat_id, subject)!
-- Tell of one occasion again.
DELETE FROM mutes WHERE chat_id = :chat_id AND subject = :subject;

-- name: mutes(chat_id)
-- The occasions a chat has muted.
SELECT subject FROM mutes WHERE chat_id = :chat_id ORDER BY subject;
