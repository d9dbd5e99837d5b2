-- name: behind(most)
-- Active chats for which something due may not be planned, by their local hours.
SELECT c.zone, c.hour, u.chat_id, u.since, u.changed_at
FROM catch_ups AS u CROSS JOIN chats AS c
WHERE c.chat_id = u.chat_id AND c.state = 'active'
ORDER BY c.zone, c.hour, u.chat_id LIMIT :most;

-- name: done(chat_id, changed_at)*!
-- Everything due is planned for a chat, unless it has changed since that was looked up.
DELETE FROM catch_ups WHERE chat_id = :chat_id AND changed_at = :changed_at;

-- name: followed(chat_ids)
-- What these chats, a JSON list, follow among them.
SELECT DISTINCT topic, subject FROM subscriptions WHERE chat_id IN (SELECT value FROM json_each(:chat_ids));

-- name: news(kind, now, since)
-- Notices of a kind made after a moment that are still worth telling.
SELECT * FROM notices WHERE expires_at > :now AND kind = :kind AND created_at > :since ORDER BY id;

-- name: issue_again(notice_id, topic, subject, today, followed_before, after, last, rank, due_at)!
-- An issue that is out already, for active followers since before it who are not silent today.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND s.created_at < :followed_before
AND c.chat_id = s.chat_id AND c.state = 'active'
AND (c.paused_until IS NULL OR c.paused_until < :today)
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: revive(notice_id, after, last, due_each, due_daily)!
-- What was kept from a chat because it was closed or wanted nothing is to be told after all. Delivery judges it again
-- when its turn comes. What may have arrived once is left alone, and so is what nobody is to be told any more: it has no
-- outcome of its own.
UPDATE deliveries SET state = 'pending', attempts = 0, outcome = NULL, due_at = (
    SELECT CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
    FROM chats AS c WHERE c.chat_id = deliveries.chat_id
)
WHERE notice_id = :notice_id AND chat_id > :after AND chat_id <= :last
AND state IN ('void', 'gone') AND doubtful = 0 AND outcome IS NOT NULL;
