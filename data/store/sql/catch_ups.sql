-- name: behind(most)
-- Return active chats for which something due may not be planned, in the order of their local hours.
SELECT c.zone, c.hour, u.chat_id, u.since, u.changed_at
FROM catch_ups AS u CROSS JOIN chats AS c
WHERE c.chat_id = u.chat_id AND c.state = 'active'
ORDER BY c.zone, c.hour, u.chat_id LIMIT :most;

-- name: done(chat_id, changed_at)*!
-- Note that everything due is planned for a chat, unless the chat has changed since it was looked up.
DELETE FROM catch_ups WHERE chat_id = :chat_id AND changed_at = :changed_at;

-- name: followed(chat_ids)
-- Return what at least one of these chats, a JSON list, follows.
SELECT DISTINCT topic, subject FROM subscriptions WHERE chat_id IN (SELECT value FROM json_each(:chat_ids));

-- name: news(kind, now, since)
-- Return notices of a kind that were made after a moment and have not expired, oldest first.
SELECT * FROM notices WHERE expires_at > :now AND kind = :kind AND created_at > :since ORDER BY id;

-- name: issue_again(notice_id, topic, subject, today, followed_before, after, last, rank, due_at)!
-- Insert a delivery of an issue that is out already for each chat that has followed since before it and takes messages.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND s.created_at < :followed_before
AND c.chat_id = s.chat_id AND {takes_messages}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: revive(notice_id, after, last, due_each, due_daily)!
-- Make pending again what was kept from a chat because it was closed or did not want it. Delivery checks it again before
-- it is sent. What may have arrived once is left alone, and so is a cancelled delivery, which has no outcome.
UPDATE deliveries SET state = 'pending', attempts = 0, outcome = NULL, due_at = (
    SELECT CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
    FROM chats AS c WHERE c.chat_id = deliveries.chat_id
)
WHERE notice_id = :notice_id AND chat_id > :after AND chat_id <= :last
AND state IN ('void', 'gone') AND doubtful = 0 AND outcome IS NOT NULL;
