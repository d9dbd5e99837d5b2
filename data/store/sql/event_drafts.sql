-- name: put(chat_id, user_id, year, before, after, at)
-- Insert a proposed edit. Return its id.
INSERT INTO event_drafts (chat_id, user_id, year, before, after, at)
VALUES (:chat_id, :user_id, :year, :before, :after, :at) RETURNING id;

-- name: trim(chat_id, most)!
-- Delete the oldest proposals of a chat, except the last :most.
DELETE FROM event_drafts WHERE chat_id = :chat_id AND id NOT IN (
    SELECT d.id FROM event_drafts AS d WHERE d.chat_id = :chat_id ORDER BY d.id DESC LIMIT :most
);

-- name: of(id)^
-- Return a proposed edit.
SELECT * FROM event_drafts WHERE id = :id;

-- name: newest(chat_id, user_id)^
-- Return the last edit that was proposed to a person in a chat, if it is not in force.
SELECT * FROM event_drafts WHERE chat_id = :chat_id AND user_id = :user_id AND revision IS NULL
ORDER BY id DESC LIMIT 1;

-- name: done(id, revision, event_id)!
-- Note by which revision an edit is in force, and of which event it is.
UPDATE event_drafts SET revision = :revision, event_id = :event_id WHERE id = :id;

-- name: drop(id)!
-- Delete a proposed edit.
DELETE FROM event_drafts WHERE id = :id;

-- name: purge(before)!
-- Delete proposals made before a moment.
DELETE FROM event_drafts WHERE at < :before;
