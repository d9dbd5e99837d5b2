-- name: of_chat(chat_id)
-- What a chat follows.
SELECT topic, subject FROM subscriptions WHERE chat_id = :chat_id ORDER BY topic, subject;

-- name: add(chat_id, topic, subject, now, most)!
-- Follow a topic; nothing where it is followed already, nor where the chat follows as many subjects as it may. A topic
-- without a subject always has room.
INSERT INTO subscriptions (chat_id, topic, subject, created_at)
SELECT :chat_id, :topic, :subject, :now
WHERE :subject = '' OR (
    SELECT count(*) FROM subscriptions AS s WHERE s.chat_id = :chat_id AND s.subject <> ''
) < :most
ON CONFLICT (topic, subject, chat_id) DO NOTHING;

-- name: follows(chat_id, topic, subject)^
-- Whether a chat follows a topic.
SELECT EXISTS (
    SELECT 1 FROM subscriptions WHERE topic = :topic AND subject = :subject AND chat_id = :chat_id
) AS follows;

-- name: followed(chat_id, topic)^
-- How many subjects of a topic a chat follows.
SELECT count(*) AS total FROM subscriptions WHERE chat_id = :chat_id AND topic = :topic;

-- name: followed_page(chat_id, topic, ordered, how_many, skip)
-- Some subjects of a topic a chat follows, in the order of a JSON list, what is not in the list last. Along the list, for
-- each of its subjects is one step of the key, where each subject of the chat would be looked for in the whole list.
WITH places AS MATERIALIZED (SELECT key AS place, value AS subject FROM json_each(:ordered))
SELECT found.subject FROM (
    SELECT s.subject, p.place FROM places AS p CROSS JOIN subscriptions AS s
    WHERE s.topic = :topic AND s.subject = p.subject AND s.chat_id = :chat_id
    UNION ALL
    SELECT s.subject, NULL AS place FROM subscriptions AS s
    WHERE s.chat_id = :chat_id AND s.topic = :topic AND s.subject NOT IN (SELECT subject FROM places)
) AS found
ORDER BY found.place IS NULL, found.place, found.subject LIMIT :how_many OFFSET :skip;

-- name: drop_followed(chat_id, topic, kept)!
-- Follow no longer the subjects of a topic that are not in a JSON list.
DELETE FROM subscriptions
WHERE chat_id = :chat_id AND topic = :topic AND subject NOT IN (SELECT value FROM json_each(:kept));

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

-- name: mute(chat_id, subject, most)!
-- Tell nothing more of one occasion; nothing where that is so already, nor where the chat has muted as much as it may.
INSERT INTO mutes (chat_id, subject)
SELECT :chat_id, :subject WHERE (SELECT count(*) FROM mutes AS m WHERE m.chat_id = :chat_id) < :most
ON CONFLICT (chat_id, subject) DO NOTHING;

-- name: is_muted(chat_id, subject)^
-- Whether a chat has muted this very occasion.
SELECT EXISTS (SELECT 1 FROM mutes WHERE chat_id = :chat_id AND subject = :subject) AS muted;

-- name: muted(chat_id, ordered)^
-- How much of a JSON list a chat has muted.
SELECT count(*) AS total FROM mutes
WHERE chat_id = :chat_id AND subject IN (SELECT value FROM json_each(:ordered));

-- name: muted_page(chat_id, ordered, how_many, skip)
-- Some of what a chat has muted of a JSON list, in its order.
WITH places AS MATERIALIZED (SELECT key AS place, value AS subject FROM json_each(:ordered))
SELECT m.subject FROM mutes AS m JOIN places AS p ON p.subject = m.subject
WHERE m.chat_id = :chat_id
ORDER BY p.place LIMIT :how_many OFFSET :skip;

-- name: drop_mutes(chat_id, kept)!
-- Drop the chat's mutes that are not in a JSON list.
DELETE FROM mutes WHERE chat_id = :chat_id AND subject NOT IN (SELECT value FROM json_each(:kept));

-- name: unmute(chat_id, subject)!
-- Tell of one occasion again.
DELETE FROM mutes WHERE chat_id = :chat_id AND subject = :subject;

-- name: mutes(chat_id)
-- The occasions a chat has muted.
SELECT subject FROM mutes WHERE chat_id = :chat_id ORDER BY subject;
