-- name: get(chat_id)^
-- One chat with its settings.
SELECT * FROM chats WHERE chat_id = :chat_id;

-- name: add(chat_id, kind, language, zone, hour, now)!
-- A chat seen for the first time; nothing for a known one.
INSERT INTO chats (chat_id, kind, language, zone, hour, frequency, state, created_at, changed_at)
VALUES (:chat_id, :kind, :language, :zone, :hour, 'each', 'active', :now, :now)
ON CONFLICT (chat_id) DO NOTHING;

-- name: change(chat_id, kind, language, zone, hour, frequency, state, paused_until, thread_id, changed_at)!
-- Write all settings of a chat anew.
UPDATE chats
SET kind = :kind, language = :language, zone = :zone, hour = :hour, frequency = :frequency, state = :state,
    paused_until = :paused_until, thread_id = :thread_id, changed_at = :changed_at
WHERE chat_id = :chat_id;

-- name: groups()
-- The local hours at which any active chat is told things, jumping from one to the next along the index.
WITH RECURSIVE slots (zone, hour) AS (
    SELECT zone, hour FROM (
        SELECT zone, hour FROM chats WHERE state = 'active' ORDER BY zone, hour LIMIT 1
    ) AS earliest
    UNION ALL
    SELECT
        (SELECT zone FROM chats WHERE state = 'active' AND (zone, hour) > (slots.zone, slots.hour)
         ORDER BY zone, hour LIMIT 1),
        (SELECT hour FROM chats WHERE state = 'active' AND (zone, hour) > (slots.zone, slots.hour)
         ORDER BY zone, hour LIMIT 1)
    FROM slots WHERE slots.zone IS NOT NULL
)
SELECT zone, hour FROM slots WHERE zone IS NOT NULL;

-- name: count_by_state()
-- How many chats are in each state, for the statistics.
SELECT state, count(*) AS chats FROM chats GROUP BY state;
