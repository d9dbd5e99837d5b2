-- name: post(key, kind, subject, lead, hours, begins, expires_at, payload, now)!
-- Insert a notice. One with a known key stays as it is, so that planning twice is harmless.
INSERT INTO notices (key, kind, subject, lead, hours, begins, expires_at, payload, created_at)
VALUES (:key, :kind, :subject, :lead, :hours, :begins, :expires_at, :payload, :now)
ON CONFLICT (key) DO NOTHING;

-- name: by_key(key)^
-- Return a notice by its key.
SELECT * FROM notices WHERE key = :key;

-- name: address(notice_id, chat_id, rank, due_at)*!
-- Insert one delivery of a notice. A known one stays as it is.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
VALUES (:notice_id, :chat_id, :rank, :due_at)
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: claim(now, planned, how_many, lease_until)!
-- Lease all that is due for the first chats of the queue. Goes priority by priority (column rank), so that deliveries
-- of one that wait in quiet hours need not be read to reach what is due of the next. SQLite reads them in this order,
-- and sorting would mean reading all of them. Parts of a digest, which have any priority but 0 (URGENT) and 32767
-- (BULK), are due only as far as the whole digest is planned.
UPDATE deliveries SET state = 'leased', lease_until = :lease_until, attempts = attempts + 1
WHERE state = 'pending' AND due_at <= CASE WHEN rank IN (0, 32767) THEN :now ELSE :planned END
AND chat_id IN (
    SELECT d.chat_id FROM pending_ranks AS r CROSS JOIN deliveries AS d
    WHERE d.state = 'pending' AND d.rank = r.rank
    AND d.due_at <= CASE WHEN r.rank IN (0, 32767) THEN :now ELSE :planned END
    LIMIT :how_many
);

-- name: is_leased(lease_until)^
-- Return whether this very lease is taken. Each claim has one of its own.
SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'leased' AND lease_until = :lease_until) AS taken;

-- name: leased(lease_until)^
-- Return what is claimed under a lease, as one JSON list of lists. Fetching row by row would take half as long again.
SELECT json_group_array(json_array(rank, due_at, chat_id, notice_id, attempts, doubtful, message_id)) AS claimed
FROM deliveries WHERE state = 'leased' AND lease_until = :lease_until;

-- name: leased_notices(lease_until)
-- Return the notices of what is claimed under a lease.
SELECT * FROM notices WHERE id IN (
    SELECT notice_id FROM deliveries WHERE state = 'leased' AND lease_until = :lease_until
);

-- name: settle(outcomes)!
-- Write the outcomes of claimed deliveries, a JSON list of [notice, chat, state, outcome, doubtful, message, sent at,
-- revision].
-- One statement for all: with a statement for each, the database thread and the sending thread would fight for the
-- interpreter.
UPDATE deliveries SET state = ended.state, outcome = ended.outcome, doubtful = ended.doubtful,
    message_id = ended.message_id, sent_at = ended.sent_at, revision = ended.revision, lease_until = NULL
FROM (
    SELECT value ->> 0 AS notice_id, value ->> 1 AS chat_id, value ->> 2 AS state, value ->> 3 AS outcome,
        value ->> 4 AS doubtful, value ->> 5 AS message_id, value ->> 6 AS sent_at, value ->> 7 AS revision
    FROM json_each(:outcomes)
) AS ended
WHERE deliveries.notice_id = ended.notice_id AND deliveries.chat_id = ended.chat_id AND deliveries.state = 'leased';

-- name: postpone(notice_id, chat_id, due_at, outcome, doubtful)*!
-- Let a claimed delivery wait for a retry.
UPDATE deliveries SET state = 'pending', due_at = :due_at, outcome = :outcome, doubtful = :doubtful,
    lease_until = NULL
WHERE notice_id = :notice_id AND chat_id = :chat_id AND state = 'leased';

-- name: hand_back(notice_id, chat_id)*!
-- Make a claimed delivery that was not begun pending again, as if it had not been claimed.
UPDATE deliveries SET state = 'pending', lease_until = NULL, attempts = attempts - 1
WHERE notice_id = :notice_id AND chat_id = :chat_id AND state = 'leased';

-- name: lapsed(before)
-- Return claims whose lease has expired.
SELECT notice_id, chat_id, due_at, attempts, doubtful FROM deliveries WHERE state = 'leased' AND lease_until < :before;

-- name: void_chat(chat_id, outcome)!
-- Void everything pending of a chat.
UPDATE deliveries SET state = 'void', outcome = :outcome WHERE chat_id = :chat_id AND state = 'pending';

-- name: change_state(notice_id, before, after, how_many)!
-- Change the state of at most :how_many deliveries of a notice: held, pending again, or void.
UPDATE deliveries SET state = :after
WHERE notice_id = :notice_id AND state = :before AND chat_id IN (
    SELECT chat_id FROM deliveries WHERE notice_id = :notice_id AND state = :before ORDER BY chat_id LIMIT :how_many
);

-- name: chunk(notice_id, after, skip)^
-- Return the chat that is :skip deliveries of a notice further on, or no row where fewer are left.
SELECT chat_id AS last FROM deliveries WHERE notice_id = :notice_id AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: counts(notice_id, after, last)
-- Return how many deliveries of a notice are in each state, between two chats. One that waits because its chat takes no
-- messages («barred: ») counts as failed: it is retried, but no report waits for it.
SELECT CASE WHEN state = 'pending' AND substr(outcome, 1, 8) = 'barred: ' THEN 'failed' ELSE state END AS state,
    COUNT(*) AS deliveries
FROM deliveries
WHERE notice_id = :notice_id AND chat_id > :after AND chat_id <= :last GROUP BY 1;

-- name: counts_by_kind(since)
-- Return by kind and state how many deliveries belong to notices made since a moment.
SELECT n.kind, d.state, COUNT(*) AS deliveries FROM notices AS n JOIN deliveries AS d ON d.notice_id = n.id
WHERE n.created_at >= :since GROUP BY n.kind, d.state;

-- name: was_told(notice_id, chat_id)^
-- Return whether a chat was told of the latest change of a notice by an earlier notice about the same subject.
SELECT EXISTS (
    SELECT 1 FROM notices AS this CROSS JOIN notices AS n CROSS JOIN deliveries AS d
    WHERE this.id = :notice_id AND n.subject = this.subject AND n.kind = 'change' AND n.id < this.id
    AND d.notice_id = n.id AND d.chat_id = :chat_id AND d.state IN ('sent', 'void')
    AND d.revision >= this.payload ->> 'revision'
) AS told;

-- name: is_addressed(key, chat_id)^
-- Return whether the notice with a key has a delivery to a chat, in any state.
SELECT EXISTS (
    SELECT 1 FROM notices AS n JOIN deliveries AS d ON d.notice_id = n.id AND d.chat_id = :chat_id WHERE n.key = :key
) AS addressed;

-- name: of_notice(notice_id)
-- Return every delivery of a notice.
SELECT * FROM deliveries WHERE notice_id = :notice_id ORDER BY chat_id;

-- name: backlog(now)^
-- Return how much is due and not sent, and since when.
SELECT COUNT(*) AS due, MIN(due_at) AS oldest FROM deliveries WHERE state = 'pending' AND due_at <= :now;

-- name: next_due()^
-- Return when the next delivery falls due.
SELECT MIN(due_at) AS due_at FROM deliveries WHERE state = 'pending';

-- name: purge_deliveries(expired_before, how_many)!
-- Delete deliveries of notices that expired long ago, at most :how_many at once.
DELETE FROM deliveries WHERE (notice_id, chat_id) IN (
    SELECT d.notice_id, d.chat_id FROM notices AS n JOIN deliveries AS d ON d.notice_id = n.id
    WHERE n.expires_at < :expired_before LIMIT :how_many
);

-- name: purge_notices(expired_before, how_many)!
-- Delete expired notices without deliveries, at most :how_many at once.
DELETE FROM notices WHERE id IN (
    SELECT n.id FROM notices AS n WHERE n.expires_at < :expired_before
    AND NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.notice_id = n.id) LIMIT :how_many
);

-- name: mark_purged(expired_before)!
-- Remember up to when deliveries are purged. The mark never goes back.
INSERT INTO purge_marks (name, before) VALUES ('deliveries', :expired_before)
ON CONFLICT (name) DO UPDATE SET before = excluded.before WHERE excluded.before > before;

-- name: purged_before()^
-- Return up to when deliveries are purged, or no row before the first purge.
SELECT before FROM purge_marks WHERE name = 'deliveries';

-- name: paid(month)^
-- Return what is reserved for paid broadcasts of a month, in tenths of a Star.
SELECT tenths FROM paid_broadcasts WHERE month = :month;

-- name: pay(month, tenths, most)!
-- Reserve tenths of a Star of a month's budget, unless the whole would exceed it.
INSERT INTO paid_broadcasts (month, tenths) SELECT :month, :tenths WHERE :tenths <= :most
ON CONFLICT (month) DO UPDATE SET tenths = tenths + excluded.tenths WHERE tenths + excluded.tenths <= :most;
