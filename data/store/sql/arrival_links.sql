-- name: note(chat_id, source)!
-- Note by which link a chat came. Only the first counts.
INSERT INTO arrival_links (chat_id, source) VALUES (:chat_id, :source)
ON CONFLICT (chat_id) DO NOTHING;
