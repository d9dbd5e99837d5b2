-- name: post(key, kind, subject, lead, begins, expires_at, payload, now)!
-- A notice to be told; one with a known key is left as it is, so that planning twice is harmless.
INSERT INTO notices (key, kind, subject, lead, begins, expires_at, payload, created_at)
VALUES (:key, :kind, :subject, :lead, :begins, :expires_at, :payload, :now)
ON CONFLICT (key) DO NOTHING;

-- name: by_key(key)^
-- A notice by its key.
SELECT * FROM notices WHERE key = :key;

-- name: address(notice_id, chat_id, rank, due_at)*!
-- One recipient of a notice; a known one is left as it is.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
VALUES (:notice_id, :chat_id, :rank, :due_at)
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: claim(now, planned, how_many, lease_until)!
-- Take everything that is due for the chats that come first. Rank by rank, so that what waits for the morning under one
-- rank need not be passed over to reach what is due under the next; SQLite reads them in this order, and sorting them
-- would mean reading all of them. What makes part of a digest (all but the first and the last rank) is due only as far
-- as everything is planned that belongs to it.
UPDATE deliveries SET state = 'leased', lease_until = :lease_until, attempts = attempts + 1
WHERE state = 'pending' AND due_at <= CASE WHEN rank IN (0, 32767) THEN :now ELSE :planned END
AND chat_id IN (
    SELECT d.chat_id FROM pending_ranks AS r CROSS JOIN deliveries AS d
    WHERE d.state = 'pending' AND d.rank = r.rank
    AND d.due_at <= CASE WHEN r.rank IN (0, 32767) THEN :now ELSE :planned END
    LIMIT :how_many
);

-- name: is_leased(lease_until)^
-- Whether something is claimed under this very lease: each claim has one of its own.
SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'leased' AND lease_until = :lease_until) AS taken;

-- name: leased(lease_until)^
-- What is claimed under a lease, as one JSON list of lists: fetched row by row, it would be slower by half.
SELECT json_group_array(json_array(rank, due_at, chat_id, notice_id, attempts, doubtful)) AS claimed
FROM deliveries WHERE state = 'leased' AND lease_until = :lease_until;

-- name: leased_notices(lease_until)
-- The notices of what is claimed under a lease.
SELECT * FROM notices WHERE id IN (
    SELECT notice_id FROM deliveries WHERE state = 'leased' AND lease_until = :lease_until
);

-- name: settle(outcomes)!
-- Write down how claimed deliveries ended: a JSON list of [notice, chat, state, outcome, doubtful, message, sent at]. All in
-- one statement, for with one for each the driver's thread and the sending one would take turns at the interpreter.
UPDATE deliveries SET state = ended.state, outcome = ended.outcome, doubtful = ended.doubtful,
    message_id = ended.message_id, sent_at = ended.sent_at, lease_until = NULL
FROM (
    SELECT value ->> 0 AS notice_id, value ->> 1 AS chat_id, value ->> 2 AS state, value ->> 3 AS outcome,
        value ->> 4 AS doubtful, value ->> 5 AS message_id, value ->> 6 AS sent_at
    FROM json_each(:outcomes)
) AS ended
WHERE deliveries.notice_id = ended.notice_id AND deliveries.chat_id = ended.chat_id AND deliveries.state = 'leased';

-- name: postpone(notice_id, chat_id, due_at, outcome, doubtful)*!
-- Let a claimed delivery wait for another try.
UPDATE deliveries SET state = 'pending', due_at = :due_at, outcome = :outcome, doubtful = :doubtful,
    lease_until = NULL
WHERE notice_id = :notice_id AND chat_id = :chat_id AND state = 'leased';

-- name: hand_back(notice_id, chat_id)*!
-- A claimed delivery that nobody began is pending again, as if it had not been claimed.
UPDATE deliveries SET state = 'pending', lease_until = NULL, attempts = attempts - 1
WHERE notice_id = :notice_id AND chat_id = :chat_id AND state = 'leased';

-- name: lapsed(before)
-- Claims whose lease has run out.
SELECT notice_id, chat_id, due_at, attempts, doubtful FROM deliveries WHERE state = 'leased' AND lease_until < :before;

-- name: void_chat(chat_id, outcome)!
-- Nothing pending is told to this chat any more.
UPDATE deliveries SET state = 'void', outcome = :outcome WHERE chat_id = :chat_id AND state = 'pending';

-- name: change_state(notice_id, before, after, how_many)!
-- Turn so many deliveries of a notice from one state into another: held, pending again, or void.
UPDATE deliveries SET state = :after
WHERE notice_id = :notice_id AND state = :before AND chat_id IN (
    SELECT chat_id FROM deliveries WHERE notice_id = :notice_id AND state = :before ORDER BY chat_id LIMIT :how_many
);

-- name: chunk(notice_id, after, skip)^
-- The next chat a notice is for, so many skipped. None where fewer are left.
SELECT chat_id AS last FROM deliveries WHERE notice_id = :notice_id AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: counts(notice_id, after, last)
-- How many deliveries of a notice are in each state, between two chats. What a chat does not take at present («barred: »)
-- counts as failed: it is tried again, but nobody waits for it with a report.
SELECT CASE WHEN state = 'pending' AND substr(outcome, 1, 8) = 'barred: ' THEN 'failed' ELSE state END AS state,
    COUNT(*) AS deliveries
FROM deliveries
WHERE notice_id = :notice_id AND chat_id > :after AND chat_id <= :last GROUP BY 1;

-- name: counts_by_kind(since)
-- How many deliveries of notices made since a moment are in each state, by kind.
SELECT n.kind, d.state, COUNT(*) AS deliveries FROM notices AS n JOIN deliveries AS d ON d.notice_id = n.id
WHERE n.created_at >= :since GROUP BY n.kind, d.state;

-- name: was_notified(subject, chat_id)^
-- Whether a chat was told of something, or of a part of it. «;» follows «:» in every character set.
SELECT EXISTS (
    SELECT 1 FROM notices AS n CROSS JOIN deliveries AS d
    WHERE (n.subject = :subject OR (n.subject > :subject || ':' AND n.subject < :subject || ';'))
    AND n.kind IN ('reminder', 'window', 'change')
    AND d.notice_id = n.id AND d.chat_id = :chat_id AND d.state IN ('sent', 'unknown')
) AS notified;

-- name: of_notice(notice_id)
-- Every delivery of a notice.
SELECT * FROM deliveries WHERE notice_id = :notice_id ORDER BY chat_id;

-- name: backlog(now)^
-- How much is due and not yet told, and since when.
SELECT COUNT(*) AS due, MIN(due_at) AS oldest FROM deliveries WHERE state = 'pending' AND due_at <= :now;

-- name: next_due()^
-- When the next delivery falls due.
SELECT MIN(due_at) AS due_at FROM deliveries WHERE state = 'pending';

-- name: purge_deliveries(expired_before, how_many)!
-- Remove deliveries of notices long expired, a bounded number at once.
DELETE FROM deliveries WHERE (notice_id, chat_id) IN (
    SELECT d.notice_id, d.chat_id FROM notices AS n JOIN deliveries AS d ON d.notice_id = n.id
    WHERE n.expires_at < :expired_before LIMIT :how_many
);

-- name: purge_notices(expired_before)!
-- Remove expired notices without deliveries.
DELETE FROM notices WHERE expires_at < :expired_before
AND NOT EXISTS (SELECT 1 FROM deliveries AS d WHERE d.notice_id = notices.id);

-- name: paid(month)^
-- What paid broadcasts have cost in a month, in tenths of a Star.
SELECT tenths FROM paid_broadcasts WHERE month = :month;

-- name: pay(month, tenths, most)!
-- Set aside so much more of a month's budget, unless that would be more than the whole.
INSERT INTO paid_broadcasts (month, tenths) SELECT :month, :tenths WHERE :tenths <= :most
ON CONFLICT (month) DO UPDATE SET tenths = tenths + excluded.tenths WHERE tenths + excluded.tenths <= :most;
