-- name: keep(chat_id, message_id, sent, at)!
-- Note which messages of ours answer a person's message.
INSERT INTO answers (chat_id, message_id, sent, at) VALUES (:chat_id, :message_id, :sent, :at)
ON CONFLICT (chat_id, message_id) DO UPDATE SET sent = excluded.sent;

-- name: trim_answers(chat_id, most)!
-- Forget all but so many answered messages of a chat, the oldest first.
DELETE FROM answers WHERE chat_id = :chat_id AND message_id <= (
    SELECT a.message_id FROM answers AS a WHERE a.chat_id = :chat_id ORDER BY a.message_id DESC LIMIT 1 OFFSET :most
);

-- name: find(chat_id, message_id, since)^
-- What answers a message, unless it was first answered too long ago.
SELECT sent FROM answers WHERE chat_id = :chat_id AND message_id = :message_id AND at > :since;

-- name: claim_album(chat_id, media_group_id, message_id, at)!
-- Let the first part that asks be answered for the whole album.
INSERT INTO albums (chat_id, media_group_id, message_id, at)
VALUES (:chat_id, :media_group_id, :message_id, :at)
ON CONFLICT (chat_id, media_group_id) DO NOTHING;

-- name: trim_albums(chat_id, most)!
-- Forget all but so many albums of a chat, the oldest first.
DELETE FROM albums WHERE chat_id = :chat_id AND media_group_id NOT IN (
    SELECT a.media_group_id FROM albums AS a WHERE a.chat_id = :chat_id ORDER BY a.at DESC, a.message_id DESC LIMIT :most
);

-- name: album(chat_id, media_group_id)
-- Which part is answered for the album.
SELECT message_id FROM albums WHERE chat_id = :chat_id AND media_group_id = :media_group_id;

-- name: purge_answers(before)!
-- Forget answers that are not mended any more.
DELETE FROM answers WHERE at <= :before;

-- name: purge_albums(before)!
-- Forget albums all of whose parts have come.
DELETE FROM albums WHERE at <= :before;
