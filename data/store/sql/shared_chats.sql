-- name: page(first, most)
-- Return connected groups and channels, the newest first. Their ids are negative, those of people are not.
SELECT c.*, r.since AS refused_since FROM chats AS c LEFT JOIN refusals AS r ON r.chat_id = c.chat_id
WHERE c.chat_id < 0 AND c.state IN ('active', 'stopped')
ORDER BY c.created_at DESC, c.chat_id LIMIT :most OFFSET :first;

-- name: channels(most)
-- Return connected channels, the newest first.
SELECT c.*, r.since AS refused_since FROM chats AS c LEFT JOIN refusals AS r ON r.chat_id = c.chat_id
WHERE c.chat_id < 0 AND c.kind = 'channel' AND c.state IN ('active', 'stopped')
ORDER BY c.created_at DESC, c.chat_id LIMIT :most;

-- name: count()^
-- Return how many groups and channels are connected.
SELECT COUNT(*) AS chats FROM chats WHERE chat_id < 0 AND state IN ('active', 'stopped');
