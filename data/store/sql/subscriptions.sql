-- name: of_chat(chat_id)
-- Return what a chat follows.
SELECT topic, subject FROM subscriptions WHERE chat_id = :chat_id ORDER BY topic, subject;

-- name: add(chat_id, topic, subject, now, most)!
-- Follow a topic or a subject of it. Does nothing if it is followed already, or if the chat follows as many subjects as
-- it may. A topic without a subject always has room.
INSERT INTO subscriptions (chat_id, topic, subject, created_at)
SELECT :chat_id, :topic, :subject, :now
WHERE :subject = '' OR (
    SELECT count(*) FROM subscriptions AS s WHERE s.chat_id = :chat_id AND s.subject <> ''
) < :most
ON CONFLICT (topic, subject, chat_id) DO NOTHING;

-- name: follows(chat_id, topic, subject)^
-- Return whether a chat follows a topic or a subject of it.
SELECT EXISTS (
    SELECT 1 FROM subscriptions WHERE topic = :topic AND subject = :subject AND chat_id = :chat_id
) AS follows;

-- name: followed(chat_id, topic)^
-- Return how many subjects of a topic a chat follows.
SELECT count(*) AS total FROM subscriptions WHERE chat_id = :chat_id AND topic = :topic;

-- name: followed_page(chat_id, topic, ordered, how_many, skip)
-- Return some subjects of a topic that a chat follows, in the order of a JSON list, what is not in the list last. Goes
-- along the list, because each of its subjects is one step of the key, while each subject of the chat would have to be
-- looked for in the whole list.
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
-- Unfollow the subjects of a topic that are not in a JSON list.
DELETE FROM subscriptions
WHERE chat_id = :chat_id AND topic = :topic AND subject NOT IN (SELECT value FROM json_each(:kept));

-- name: remove(chat_id, topic, subject)!
-- Unfollow a topic or a subject of it.
DELETE FROM subscriptions WHERE topic = :topic AND subject = :subject AND chat_id = :chat_id;

-- name: clear(chat_id)!
-- Unfollow everything.
DELETE FROM subscriptions WHERE chat_id = :chat_id;

-- name: count(topic, subject)^
-- Return how many active chats follow a topic or a subject of it.
SELECT count(*) AS chats
FROM subscriptions AS s JOIN chats AS c ON c.chat_id = s.chat_id
WHERE s.topic = :topic AND s.subject = :subject AND c.state = 'active';

-- name: leads(chat_id)
-- Return the lead times that a chat has chosen.
SELECT topic, leads FROM lead_times WHERE chat_id = :chat_id;

-- name: hours(chat_id)
-- Return how many hours before the beginning a chat is reminded, where it has chosen that.
SELECT topic, hours FROM lead_times WHERE chat_id = :chat_id AND hours <> 0;

-- name: set_hours(chat_id, topic, leads, hours)!
-- Set the hours of a topic. :leads are its lead times unless the chat has chosen some.
INSERT INTO lead_times (chat_id, topic, leads, hours) VALUES (:chat_id, :topic, :leads, :hours)
ON CONFLICT (chat_id, topic) DO UPDATE SET hours = excluded.hours;

-- name: set_leads(chat_id, topic, leads)!
-- Set the lead times of a topic.
INSERT INTO lead_times (chat_id, topic, leads) VALUES (:chat_id, :topic, :leads)
ON CONFLICT (chat_id, topic) DO UPDATE SET leads = excluded.leads;

-- name: mute(chat_id, subject, most)!
-- Mute a subject. Does nothing if it is muted already, or if the chat has muted as much as it may.
INSERT INTO mutes (chat_id, subject)
SELECT :chat_id, :subject WHERE (SELECT count(*) FROM mutes AS m WHERE m.chat_id = :chat_id) < :most
ON CONFLICT (chat_id, subject) DO NOTHING;

-- name: is_muted(chat_id, subject)^
-- Return whether a chat has muted this very subject.
SELECT EXISTS (SELECT 1 FROM mutes WHERE chat_id = :chat_id AND subject = :subject) AS muted;

-- name: muted(chat_id, ordered)^
-- Return how many subjects of a JSON list a chat has muted.
SELECT count(*) AS total FROM mutes
WHERE chat_id = :chat_id AND subject IN (SELECT value FROM json_each(:ordered));

-- name: muted_page(chat_id, ordered, how_many, skip)
-- Return some of the subjects of a JSON list that a chat has muted, in the order of the list.
WITH places AS MATERIALIZED (SELECT key AS place, value AS subject FROM json_each(:ordered))
SELECT m.subject FROM mutes AS m JOIN places AS p ON p.subject = m.subject
WHERE m.chat_id = :chat_id
ORDER BY p.place LIMIT :how_many OFFSET :skip;

-- name: drop_mutes(chat_id, kept)!
-- Unmute what is not in a JSON list.
DELETE FROM mutes WHERE chat_id = :chat_id AND subject NOT IN (SELECT value FROM json_each(:kept));

-- name: unmute(chat_id, subject)!
-- Unmute a subject.
DELETE FROM mutes WHERE chat_id = :chat_id AND subject = :subject;

-- name: mutes(chat_id)
-- Return the subjects that a chat has muted.
SELECT subject FROM mutes WHERE chat_id = :chat_id ORDER BY subject;
