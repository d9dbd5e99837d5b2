-- name: find(key)^
-- Return the file_id of a picture that Telegram has.
SELECT file_id FROM pictures WHERE key = :key;

-- name: keep(key, file_id, bytes, drawn_at)!
-- Note the file_id of a picture. Of several uploads of one picture the last counts.
INSERT INTO pictures (key, file_id, bytes, drawn_at) VALUES (:key, :file_id, :bytes, :drawn_at)
ON CONFLICT (key) DO UPDATE SET file_id = excluded.file_id, bytes = excluded.bytes, drawn_at = excluded.drawn_at;

-- name: forget(key, file_id)!
-- Delete a picture that Telegram no longer has, unless it was uploaded again meanwhile.
DELETE FROM pictures WHERE key = :key AND file_id = :file_id;

-- name: purge(before, how_many)!
-- Delete pictures that were drawn too long ago, at most :how_many.
DELETE FROM pictures WHERE key IN (SELECT key FROM pictures WHERE drawn_at <= :before LIMIT :how_many);
