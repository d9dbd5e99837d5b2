-- name: get(chat_id)^
-- Return a chat with its settings, and since when it refuses all messages.
SELECT c.*, r.since AS refused_since FROM chats AS c LEFT JOIN refusals AS r ON r.chat_id = c.chat_id
WHERE c.chat_id = :chat_id;

-- name: private()
-- Return the private chats, in order.
SELECT c.*, r.since AS refused_since FROM chats AS c LEFT JOIN refusals AS r ON r.chat_id = c.chat_id
WHERE c.kind = 'private' ORDER BY c.chat_id;

-- name: add(chat_id, kind, language, zone, hour, now)!
-- Insert a chat that is seen for the first time. A known one stays as it is.
INSERT INTO chats (chat_id, kind, language, zone, hour, frequency, state, created_at, changed_at)
VALUES (:chat_id, :kind, :language, :zone, :hour, 'each', 'active', :now, :now)
ON CONFLICT (chat_id) DO NOTHING;

-- name: change(chat_id, kind, language, zone, hour, frequency, state, paused_until, thread_id, city, zone_chosen, title_asked, greets, changed_at)!
-- Write all settings of a chat.
UPDATE chats
SET kind = :kind, language = :language, zone = :zone, hour = :hour, frequency = :frequency, state = :state,
    paused_until = :paused_until, thread_id = :thread_id, city = :city, zone_chosen = :zone_chosen,
    title_asked = :title_asked, greets = :greets, changed_at = :changed_at
WHERE chat_id = :chat_id;

-- name: fall_behind(chat_id, since, changed_at)!
-- Note that something due since a moment may not be planned for a chat. Of two moments the earlier one counts.
INSERT INTO catch_ups (chat_id, since, changed_at) VALUES (:chat_id, :since, :changed_at)
ON CONFLICT (chat_id) DO UPDATE SET changed_at = excluded.changed_at,
    since = CASE WHEN excluded.since < catch_ups.since THEN excluded.since ELSE catch_ups.since END;

-- name: give_up(chat_id)!
-- Forget that a chat is behind. A chat that stops wants nothing that falls due from now on.
DELETE FROM catch_ups WHERE chat_id = :chat_id;

-- name: refuse(chat_id, reason, now)!
-- Note that Telegram refuses all messages to a chat. The time of the first refusal stays.
INSERT INTO refusals (chat_id, since, reason) VALUES (:chat_id, :now, :reason)
ON CONFLICT (chat_id) DO UPDATE SET reason = excluded.reason;

-- name: accept(chat_id)!
-- Note that a chat takes messages again.
DELETE FROM refusals WHERE chat_id = :chat_id;

-- name: hurry(chat_id, now)!
-- Make due now what was tried in a chat and waits for its retry.
UPDATE deliveries SET due_at = :now
WHERE chat_id = :chat_id AND state = 'pending' AND attempts > 0 AND due_at > :now;

-- name: local_hours()
-- Return the local hours of all active chats. Jumps along the index instead of reading every chat.
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
-- Return how many chats are in each state.
SELECT state, count(*) AS chats FROM chats GROUP BY state;
