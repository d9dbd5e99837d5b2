-- name: export_chats(chat_id)
-- Return the chat's own row.
SELECT * FROM chats WHERE chat_id = :chat_id;

-- name: move_chats(old, new)!
-- Insert the chat under its new id, with the settings of the old one.
INSERT INTO chats
    (chat_id, kind, language, zone, hour, frequency, state, paused_until, thread_id, city, zone_chosen, title_asked,
    greets, created_at, changed_at)
SELECT :new, kind, language, zone, hour, frequency, state, paused_until, thread_id, city, zone_chosen, title_asked,
    greets, created_at, changed_at
FROM chats WHERE chat_id = :old
ON CONFLICT (chat_id) DO UPDATE SET
    language = excluded.language, zone = excluded.zone, hour = excluded.hour, frequency = excluded.frequency,
    state = excluded.state, paused_until = excluded.paused_until, thread_id = excluded.thread_id,
    city = excluded.city, zone_chosen = excluded.zone_chosen, title_asked = excluded.title_asked,
    greets = excluded.greets, created_at = excluded.created_at, changed_at = excluded.changed_at;

-- name: forget_chats(chat_id)!
-- Delete the chat itself, after all rows that refer to it.
DELETE FROM chats WHERE chat_id = :chat_id;

-- name: export_subscriptions(chat_id)
-- Return what the chat follows.
SELECT * FROM subscriptions WHERE chat_id = :chat_id ORDER BY topic, subject;

-- name: move_subscriptions(old, new)!
-- Follow under the new id what was followed under the old one.
INSERT INTO subscriptions (chat_id, topic, subject, created_at)
SELECT :new, topic, subject, created_at FROM subscriptions WHERE chat_id = :old
ON CONFLICT (topic, subject, chat_id) DO NOTHING;

-- name: forget_subscriptions(chat_id)!
-- Delete what the chat follows.
DELETE FROM subscriptions WHERE chat_id = :chat_id;

-- name: export_lead_times(chat_id)
-- Return the lead times that the chat has chosen.
SELECT * FROM lead_times WHERE chat_id = :chat_id ORDER BY topic;

-- name: move_lead_times(old, new)!
-- Insert the lead times under the new id. A choice already made there stays.
INSERT INTO lead_times (chat_id, topic, leads, hours)
SELECT :new, topic, leads, hours FROM lead_times WHERE chat_id = :old
ON CONFLICT (chat_id, topic) DO NOTHING;

-- name: forget_lead_times(chat_id)!
-- Delete the chat's lead times.
DELETE FROM lead_times WHERE chat_id = :chat_id;

-- name: export_mutes(chat_id)
-- Return what the chat has muted.
SELECT * FROM mutes WHERE chat_id = :chat_id ORDER BY subject;

-- name: move_mutes(old, new)!
-- Insert the mutes under the new id.
INSERT INTO mutes (chat_id, subject)
SELECT :new, subject FROM mutes WHERE chat_id = :old
ON CONFLICT (chat_id, subject) DO NOTHING;

-- name: forget_mutes(chat_id)!
-- Delete the chat's mutes.
DELETE FROM mutes WHERE chat_id = :chat_id;

-- name: export_dialogues(chat_id)
-- Return the questions open in the chat, and those open to the person elsewhere.
SELECT * FROM dialogues WHERE chat_id = :chat_id OR user_id = :chat_id ORDER BY chat_id, user_id, message_id;

-- name: move_dialogues(old, new)!
-- Insert the open questions under the new id.
INSERT INTO dialogues (chat_id, user_id, message_id, kind, data, expires_at, answered_by)
SELECT :new, user_id, message_id, kind, data, expires_at, answered_by FROM dialogues WHERE chat_id = :old
ON CONFLICT (chat_id, user_id, message_id) DO NOTHING;

-- name: forget_dialogues(chat_id)!
-- Delete the questions open in the chat, and those open to the person elsewhere.
DELETE FROM dialogues WHERE chat_id = :chat_id OR user_id = :chat_id;

-- name: export_deliveries(chat_id)
-- Return all deliveries to the chat. Finds them by way of the notices, which are few: the table is in the order of
-- these, and may hold millions of rows of other chats, which would all be read.
SELECT * FROM deliveries
WHERE chat_id = :chat_id AND notice_id IN (SELECT id FROM notices) ORDER BY notice_id;

-- name: move_deliveries(old, new)!
-- Give deliveries in any state the new id. A notice that already has one there keeps it.
UPDATE deliveries SET chat_id = :new
WHERE chat_id = :old AND notice_id IN (SELECT id FROM notices) AND NOT EXISTS (
    SELECT 1 FROM deliveries AS other WHERE other.notice_id = deliveries.notice_id AND other.chat_id = :new
);

-- name: forget_deliveries(chat_id)!
-- Delete all deliveries to the chat.
DELETE FROM deliveries WHERE chat_id = :chat_id AND notice_id IN (SELECT id FROM notices);

-- name: export_catch_ups(chat_id)
-- Return since when something due may not be planned for the chat.
SELECT * FROM catch_ups WHERE chat_id = :chat_id;

-- name: forget_catch_ups(chat_id)!
-- Delete that note.
DELETE FROM catch_ups WHERE chat_id = :chat_id;

-- name: export_refusals(chat_id)
-- Return since when Telegram refuses all messages to the chat, and why.
SELECT * FROM refusals WHERE chat_id = :chat_id;

-- name: forget_refusals(chat_id)!
-- Delete that note.
DELETE FROM refusals WHERE chat_id = :chat_id;

-- name: export_inbox(chat_id)
-- Return the chat's messages that are still to be answered, and quarantined updates of the chat or the person.
SELECT * FROM inbox WHERE update_id IN (
    SELECT next.update_id FROM (
        SELECT p.update_id FROM inbox AS p WHERE p.state = 'pending' AND p.lane = CAST(:chat_id AS TEXT)
        ORDER BY p.update_id LIMIT 20
    ) AS next
    UNION ALL
    SELECT a.update_id FROM inbox AS a
    WHERE a.state = 'aside' AND (a.lane = CAST(:chat_id AS TEXT) OR a.user_id = :chat_id)
) ORDER BY update_id;

-- name: forget_inbox(chat_id, answering)!
-- Delete the content of the chat's waiting messages, through the update :answering or all of them if it is NULL. The
-- rows stay, so that none is taken in again.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = '', finished_at = received_at
WHERE state = 'pending' AND lane = CAST(:chat_id AS TEXT) AND (:answering IS NULL OR update_id <= :answering);

-- name: forget_quarantined(chat_id)!
-- Delete the content of quarantined updates of the chat, of the person anywhere, and of others that name the person.
-- Payloads are JSON as we write it, with a blank before each number.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = ''
WHERE state = 'aside' AND (
    lane = CAST(:chat_id AS TEXT)
    OR user_id = :chat_id
    OR payload <> replace(payload, ': ' || CAST(:chat_id AS TEXT) || ',', '')
    OR payload <> replace(payload, ': ' || CAST(:chat_id AS TEXT) || '}', '')
);

-- name: export_answers(chat_id)
-- Return which messages were answered by which.
SELECT * FROM answers WHERE chat_id = :chat_id ORDER BY message_id;

-- name: forget_answers(chat_id)!
-- Delete which messages were answered.
DELETE FROM answers WHERE chat_id = :chat_id;

-- name: export_albums(chat_id)
-- Return which albums were answered.
SELECT * FROM albums WHERE chat_id = :chat_id ORDER BY media_group_id;

-- name: forget_albums(chat_id)!
-- Delete which albums were answered.
DELETE FROM albums WHERE chat_id = :chat_id;

-- name: export_arrival_links(chat_id)
-- Return by which link the chat came.
SELECT * FROM arrival_links WHERE chat_id = :chat_id;

-- name: move_arrival_links(old, new)!
-- Give the link by which the chat came to its new id, unless that has one.
INSERT INTO arrival_links (chat_id, source) SELECT :new, source FROM arrival_links WHERE chat_id = :old
ON CONFLICT (chat_id) DO NOTHING;

-- name: forget_arrival_links(chat_id)!
-- Delete by which link the chat came.
DELETE FROM arrival_links WHERE chat_id = :chat_id;

-- name: export_feedback_messages(chat_id)
-- Return the numbers of messages between the reader and the secretariat. To a chat of the secretariat its readers are
-- not named.
SELECT id, CASE WHEN chat_id = :chat_id THEN chat_id END AS chat_id, desk_chat, is_answer, reader_message,
    desk_message, replies_to, revision, album, subject, header, shown, state, reason, attempts, due_at, written_at
FROM feedback_messages WHERE chat_id = :chat_id OR desk_chat = :chat_id ORDER BY id;

-- name: forget_feedback_messages(chat_id)!
-- Delete what came to a chat of the secretariat. The messages of a reader lose their reader when that is deleted.
DELETE FROM feedback_messages WHERE desk_chat = :chat_id;

-- name: export_feedback_readers(chat_id)
-- Return the name under which the reader has written to the secretariat, and what came of it.
SELECT * FROM feedback_readers WHERE chat_id = :chat_id;

-- name: forget_feedback_readers(chat_id)!
-- Delete the reader. Messages that were carried over stay without one, so that an answer to them is refused.
DELETE FROM feedback_readers WHERE chat_id = :chat_id;

-- name: export_editors(chat_id)
-- Return what the person may do as an editor.
SELECT * FROM editors WHERE user_id = :chat_id;

-- name: forget_editors(chat_id)!
-- Delete the editor.
DELETE FROM editors WHERE user_id = :chat_id;

-- name: export_chat_menus(chat_id)
-- Return which menu was published for the chat.
SELECT * FROM chat_menus WHERE chat_id = :chat_id;

-- name: forget_chat_menus(chat_id)!
-- Delete that note.
DELETE FROM chat_menus WHERE chat_id = :chat_id;

-- name: forget_actor(chat_id)!
-- Delete the person's name where they acted. The id stays, as in the revisions.
UPDATE actions SET actor = '' WHERE actor_id = :chat_id;

-- name: forget_named(chat_id)!
-- Delete the person's name where they were named or dismissed. Who did that, and when, stays.
UPDATE actions SET subject = 'editor:', before = NULL, after = NULL
WHERE subject = 'editor:' || CAST(:chat_id AS TEXT);

-- name: export_plan_drafts(chat_id)
-- Return the plan documents in hand in the chat, and those that the person has sent elsewhere. Not the files themselves.
SELECT id, chat_id, user_id, received_id, shown_id, state, name, year, length(content) AS bytes, decisions, touched_at,
    revision, reach
FROM plan_drafts WHERE chat_id = :chat_id OR user_id = :chat_id ORDER BY id;

-- name: forget_plan_drafts(chat_id)!
-- Delete the plan documents in hand in the chat, and those that the person has sent elsewhere.
DELETE FROM plan_drafts WHERE chat_id = :chat_id OR user_id = :chat_id;

-- name: note_erasure()!
-- Note that the file is to be rewritten, for unused parts of its pages may still hold numbers.
INSERT INTO upkeep (name, waiting) VALUES ('erasure', 1)
ON CONFLICT (name) DO UPDATE SET waiting = upkeep.waiting + 1;

-- name: export_event_drafts(chat_id)
-- Return the edits of events proposed in the chat, and those to the person elsewhere.
SELECT * FROM event_drafts WHERE chat_id = :chat_id OR user_id = :chat_id ORDER BY id;

-- name: forget_event_drafts(chat_id)!
-- Delete the edits proposed in the chat, and those to the person elsewhere.
DELETE FROM event_drafts WHERE chat_id = :chat_id OR user_id = :chat_id;
