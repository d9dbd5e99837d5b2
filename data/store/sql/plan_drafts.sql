-- name: begin(chat_id, user_id, received_id, name, now)!
-- Insert a document that has come. One that is known stays as it is.
INSERT INTO plan_drafts (chat_id, user_id, received_id, name, touched_at)
VALUES (:chat_id, :user_id, :received_id, :name, :now)
ON CONFLICT (chat_id, received_id) DO NOTHING;

-- name: received(chat_id, received_id)^
-- Return the document that a message brought, without the bytes of its file.
SELECT id, chat_id, user_id, received_id, shown_id, state, name, year, reading, decisions, touched_at, revision, reach
FROM plan_drafts WHERE chat_id = :chat_id AND received_id = :received_id;

-- name: get(id)^
-- Return a document, without the bytes of its file.
SELECT id, chat_id, user_id, received_id, shown_id, state, name, year, reading, decisions, touched_at, revision, reach
FROM plan_drafts WHERE id = :id;

-- name: content(id)^
-- Return the bytes of a document's file.
SELECT content FROM plan_drafts WHERE id = :id;

-- name: trim(user_id, most)!
-- Delete all but the newest documents of a person.
DELETE FROM plan_drafts WHERE user_id = :user_id AND id NOT IN (
    SELECT id FROM plan_drafts WHERE user_id = :user_id ORDER BY id DESC LIMIT :most
);

-- name: show(id, shown_id)!
-- Note which message shows a document.
UPDATE plan_drafts SET shown_id = :shown_id WHERE id = :id;

-- name: keep_content(id, content)!
-- Store the bytes of a document's file.
UPDATE plan_drafts SET content = :content WHERE id = :id AND state = 'open';

-- name: name_year(id, year)!
-- Store the year that a document is to be read for. What was read for another year is dropped.
UPDATE plan_drafts SET year = :year, reading = NULL, decisions = '[]' WHERE id = :id AND state = 'open';

-- name: keep_reading(id, reading, now)!
-- Store what was read of a document.
UPDATE plan_drafts SET reading = :reading, decisions = '[]', touched_at = :now WHERE id = :id AND state = 'open';

-- name: decide(id, known, decisions, now)!
-- Store the decisions on a document, unless others were stored meanwhile.
UPDATE plan_drafts SET decisions = :decisions, touched_at = :now
WHERE id = :id AND state = 'open' AND decisions = :known;

-- name: apply(id, year, revision, reach)!
-- Note that a document is in force. Its file is kept with the edition.
UPDATE plan_drafts SET state = 'applied', content = NULL, reading = NULL, year = :year, revision = :revision,
    reach = :reach
WHERE id = :id AND state = 'open';

-- name: drop(id)!
-- Drop a document with its file.
UPDATE plan_drafts SET state = 'dropped', content = NULL, reading = NULL WHERE id = :id AND state = 'open';

-- name: purge(before)!
-- Delete the documents that were last touched before a moment.
DELETE FROM plan_drafts WHERE touched_at < :before;
