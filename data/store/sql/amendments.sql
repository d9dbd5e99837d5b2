-- name: add(kind, parent_id, original_id, content, author, now)!
-- Insert the draft of a correction, unless one is under way for this issue or announcement.
INSERT INTO amendments (state, kind, parent_id, original_id, content, author, created_at)
VALUES ('draft', :kind, :parent_id, :original_id, :content, :author, :now)
ON CONFLICT (kind, parent_id) WHERE state IN ('draft', 'sending') DO NOTHING;

-- name: of_parent(kind, parent_id)
-- Return the correction that is under way for an issue or announcement.
SELECT * FROM amendments WHERE kind = :kind AND parent_id = :parent_id AND state IN ('draft', 'sending');

-- name: get(id)^
-- Return a correction by id.
SELECT * FROM amendments WHERE id = :id;

-- name: under_way()
-- Return the corrections that are drafts or going out.
SELECT * FROM amendments WHERE state IN ('draft', 'sending') ORDER BY id;

-- name: set_content(id, content, author)!
-- Write what a draft says.
UPDATE amendments SET content = :content, author = :author WHERE id = :id AND state = 'draft';

-- name: drop(id)!
-- Give a draft up.
UPDATE amendments SET state = 'dropped' WHERE id = :id AND state = 'draft';

-- name: begin(id, notice_id, author, now)!
-- Begin to send a correction as a notice of its own.
UPDATE amendments SET state = 'sending', notice_id = :notice_id, author = :author, begun_at = :now
WHERE id = :id AND state = 'draft';

-- name: finish(id, now)!
-- Note that a correction has been sent.
UPDATE amendments SET state = 'sent', sent_at = :now WHERE id = :id AND state = 'sending';

-- name: reword(notice_id, payload)!
-- Replace the words of a notice. What is claimed from now on is sent with them.
UPDATE notices SET payload = :payload WHERE id = :notice_id;

-- name: amend_bulletin(id, content, body, author)!
-- Write what an issue that has been sent says after its correction.
UPDATE bulletins SET content = :content, body = :body, author = :author WHERE id = :id;

-- name: amend_announcement(id, content, body, author)!
-- Write what an announcement that has been sent says after its correction.
UPDATE announcements SET content = :content, texts = :body, author = :author WHERE id = :id;

-- name: await_leased(notice_id, original_id, rank, now)!
-- Insert a held delivery of a correction for each message that is on its way with the old words.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at, state)
SELECT :notice_id, chat_id, :rank, :now, 'held' FROM deliveries WHERE notice_id = :original_id AND state = 'leased'
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: address(notice_id, original_id, after, last, rank, now)!
-- Insert a delivery of a correction for each message that had arrived before it began. It names the message to edit.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at, message_id)
SELECT :notice_id, chat_id, :rank, :now, message_id FROM deliveries
WHERE notice_id = :original_id AND chat_id > :after AND chat_id <= :last
AND state = 'sent' AND message_id IS NOT NULL AND sent_at <= :now
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: let_go(notice_id, original_id)!
-- Make the held deliveries of a correction pending whose original has arrived meanwhile.
UPDATE deliveries SET state = 'pending', message_id = original.message_id
FROM deliveries AS original
WHERE deliveries.notice_id = :notice_id AND deliveries.state = 'held'
AND original.notice_id = :original_id AND original.chat_id = deliveries.chat_id
AND original.state = 'sent' AND original.message_id IS NOT NULL;

-- name: end_needless(notice_id, original_id)!
-- Void the other held deliveries, unless the original is still on its way. It did not arrive, or it waits again and is
-- sent with the new words.
UPDATE deliveries SET state = 'void', outcome = 'not sent before'
WHERE notice_id = :notice_id AND state = 'held' AND NOT EXISTS (
    SELECT 1 FROM deliveries AS original
    WHERE original.notice_id = :original_id AND original.chat_id = deliveries.chat_id
    AND original.state = 'leased'
);
