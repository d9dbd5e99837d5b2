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
-- The local hours at which any active chat is told things: jumps along the index instead of reading every chat.
WITH RECURSIVE zones (zone) AS (
    SELECT min(zone) FROM chats WHERE state = 'active'
    UNION ALL
    SELECT (SELECT min(c.zone) FROM chats AS c WHERE c.state = 'active' AND c.zone > zones.zone)
    FROM zones WHERE zones.zone IS NOT NULL
),
hours (hour) AS (
    SELECT 0
    UNION ALL
    SELECT hour + 1 FROM hours WHERE hour < 23
)
SELECT zones.zone, hours.hour FROM zones CROSS JOIN hours
WHERE EXISTS (
    SELECT 1 FROM chats AS c WHERE c.state = 'active' AND c.zone = zones.zone AND c.hour = hours.hour
)
ORDER BY zones.zone, hours.hour;

-- name: count_by_state()
-- How many chats are in each state, for the statistics.
SELECT state, count(*) AS chats FROM chats GROUP BY state;
