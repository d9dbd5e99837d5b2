-- name: lineage()^
-- Return the mark that a database shares with its copies.
SELECT mark FROM lineage LIMIT 1;

-- name: count_pending_as_told(now)!
-- Count the pending deliveries that are due as sent: they fell due while the original was at work. That they count as
-- sent, and not as unknown, lets those who were told hear of a change, too.
UPDATE deliveries SET state = 'sent', lease_until = NULL, outcome = 'restored', sent_at = :now,
    revision = (SELECT n.payload ->> 'revision' FROM notices AS n WHERE n.id = notice_id AND n.kind = 'change')
WHERE state = 'pending' AND due_at <= :now;

-- name: count_claimed_as_told(now)!
-- Count what was in flight or paused when the copy was made as sent.
UPDATE deliveries SET state = 'sent', lease_until = NULL, outcome = 'restored', sent_at = :now,
    revision = (SELECT n.payload ->> 'revision' FROM notices AS n WHERE n.id = notice_id AND n.kind = 'change')
WHERE state IN ('leased', 'held') AND due_at <= :now;

-- name: not_told(key, chat_id)*!
-- Make a delivery pending again that the original had not sent.
UPDATE deliveries SET state = 'pending', outcome = NULL, sent_at = NULL, revision = NULL
WHERE notice_id = (SELECT n.id FROM notices AS n WHERE n.key = :key) AND chat_id = :chat_id AND outcome = 'restored';

-- name: count_as_answered(now)!
-- Count the updates that waited when the copy was made as handled. Delete what they said.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = '', finished_at = :now WHERE state = 'pending';

-- name: chats()
-- Return the private chats and supergroups with their states. A group may have become a supergroup since the copy.
SELECT chat_id, state FROM chats WHERE kind <> 'group';
