-- The table keeps two old names: the column lane is the chat queue of an update, the state aside is quarantine.

-- name: keep(update_id, lane, user_id, payload, received_at)*!
-- Insert an update. One that is known already, handled or not, stays as it is.
INSERT INTO inbox (update_id, lane, user_id, payload, received_at)
VALUES (:update_id, :lane, :user_id, :payload, :received_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: pass_over(update_id, received_at)!
-- Count an update as received and done without keeping anything of it.
INSERT INTO inbox (update_id, lane, payload, state, received_at, finished_at)
VALUES (:update_id, '', '', 'done', :received_at, :received_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: drop_passed(before)!
-- Delete updates that were passed over before another one, so that a flood leaves only one row.
DELETE FROM inbox WHERE state = 'done' AND attempts = 0 AND update_id < :before;

-- name: newest(received_after)^
-- Return the highest update id received since a moment, from which the next offset follows.
SELECT MAX(update_id) AS update_id FROM inbox WHERE received_at > :received_after;

-- name: waiting_queues(how_many)
-- Return the chat queues with something to handle, the longest waiting first.
SELECT lane, MIN(update_id) AS first FROM inbox
WHERE state = 'pending'
GROUP BY lane ORDER BY first LIMIT :how_many;

-- name: waiting(lane, how_many)
-- Return the next updates of a chat queue, in order.
SELECT update_id, payload, attempts FROM inbox
WHERE state = 'pending' AND lane = :lane
ORDER BY update_id LIMIT :how_many;

-- name: begin(update_id)
-- Count a try before it is made, so that a kill counts too.
UPDATE inbox SET attempts = attempts + 1
WHERE update_id = :update_id AND state = 'pending'
RETURNING attempts;

-- name: give_back(update_id)!
-- Uncount a try that ended through us or through Telegram, not through the update.
UPDATE inbox SET attempts = attempts - 1
WHERE update_id = :update_id AND state = 'pending' AND attempts > 0;

-- name: finish(update_id, at)!
-- Mark an update as handled. Delete what it said and who said it.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = '', finished_at = :at
WHERE update_id = :update_id AND state = 'pending';

-- name: quarantine(update_id, at, error, reference)!
-- Take an update that cannot be handled out of its queue. Its content stays until the purge, for repair.
UPDATE inbox SET state = 'aside', finished_at = :at, error = :error, reference = :reference
WHERE update_id = :update_id AND state = 'pending';

-- name: trim_quarantine(update_id, most)!
-- Delete what is in quarantine of the same queue as an update, except the newest :most.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = ''
WHERE state = 'aside' AND lane = (SELECT i.lane FROM inbox AS i WHERE i.update_id = :update_id)
AND update_id NOT IN (
    SELECT o.update_id FROM inbox AS o
    WHERE o.state = 'aside' AND o.lane = (SELECT i.lane FROM inbox AS i WHERE i.update_id = :update_id)
    ORDER BY o.update_id DESC LIMIT :most
);

-- name: retry_quarantined(reference)!
-- Put a quarantined update back into its queue, with no tries counted.
UPDATE inbox SET state = 'pending', attempts = 0, finished_at = NULL, error = NULL
WHERE reference = :reference AND state = 'aside';

-- name: count_quarantined()^
-- Count what is in quarantine.
SELECT COUNT(*) AS quarantined FROM inbox WHERE state = 'aside';

-- name: quarantined(first, how_many)
-- Return a page of what is in quarantine, the newest first.
SELECT update_id, lane, payload, finished_at, error, reference FROM inbox
WHERE state = 'aside' ORDER BY finished_at DESC, update_id DESC LIMIT :how_many OFFSET :first;

-- name: find_quarantined(reference)^
-- Return the quarantined update of a reference.
SELECT update_id, lane, payload, finished_at, error, reference FROM inbox
WHERE state = 'aside' AND reference = :reference;

-- name: drop_quarantined(reference)!
-- Delete the content of a quarantined update. The row stays, so that the update is not taken in again.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = ''
WHERE reference = :reference AND state = 'aside';

-- name: purge(received_before, how_many)!
-- Delete what is dealt with and older than Telegram itself would keep it, at most :how_many.
DELETE FROM inbox WHERE update_id IN (
    SELECT update_id FROM inbox WHERE received_at < :received_before AND state <> 'pending' LIMIT :how_many
);

-- name: backlog()^
-- Return how much waits, since when, and how much is in quarantine.
SELECT COUNT(CASE WHEN state = 'pending' THEN 1 END) AS waiting,
       MIN(CASE WHEN state = 'pending' THEN received_at END) AS oldest,
       COUNT(CASE WHEN state = 'aside' THEN 1 END) AS aside
FROM inbox;
