-- name: keep(chat_id, message_id, sent, at)!
-- Note which messages of ours answer a message.
INSERT INTO answers (chat_id, message_id, sent, at) VALUES (:chat_id, :message_id, :sent, :at)
ON CONFLICT (chat_id, message_id) DO UPDATE SET sent = excluded.sent;

-- name: trim_answers(chat_id, most)!
-- Delete all but the newest :most answered messages of a chat.
DELETE FROM answers WHERE chat_id = :chat_id AND message_id <= (
    SELECT a.message_id FROM answers AS a WHERE a.chat_id = :chat_id ORDER BY a.message_id DESC LIMIT 1 OFFSET :most
);

-- name: find(chat_id, message_id, since)^
-- Return what answers a message, unless it was first answered too long ago.
SELECT sent FROM answers WHERE chat_id = :chat_id AND message_id = :message_id AND at > :since;

-- name: claim_album(chat_id, media_group_id, message_id, at)!
-- Let the first part that asks be the answered one of its album.
INSERT INTO albums (chat_id, media_group_id, message_id, at)
VALUES (:chat_id, :media_group_id, :message_id, :at)
ON CONFLICT (chat_id, media_group_id) DO NOTHING;

-- name: trim_albums(chat_id, most)!
-- Delete all but the newest :most albums of a chat.
DELETE FROM albums WHERE chat_id = :chat_id AND media_group_id NOT IN (
    SELECT a.media_group_id FROM albums AS a WHERE a.chat_id = :chat_id ORDER BY a.at DESC, a.message_id DESC LIMIT :most
);

-- name: album(chat_id, media_group_id)
-- Return which part of an album is answered.
SELECT message_id FROM albums WHERE chat_id = :chat_id AND media_group_id = :media_group_id;

-- name: purge_answers(before, how_many)!
-- Delete answers whose messages are too old for an edit, at most :how_many.
DELETE FROM answers WHERE (chat_id, message_id) IN (
    SELECT chat_id, message_id FROM answers WHERE at <= :before LIMIT :how_many
);

-- name: purge_albums(before, how_many)!
-- Delete albums all of whose parts have come, at most :how_many.
DELETE FROM albums WHERE (chat_id, media_group_id) IN (
    SELECT chat_id, media_group_id FROM albums WHERE at <= :before LIMIT :how_many
);
