-- name: lineage()^
-- Return the mark that a database shares with its copies.
SELECT mark FROM lineage;

-- name: last_run()^
-- Return when the last job of the bot ended.
SELECT max(at) AS at FROM ticks;

-- name: chats()
-- Return every chat with its state.
SELECT chat_id, state FROM chats;

-- name: unsent()
-- Return the keys of notices with the chats that have not been sent them yet.
SELECT n.key, d.chat_id FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id
WHERE d.state IN ('pending', 'held');
