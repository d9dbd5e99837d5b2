-- name: keep(update_id, lane, user_id, payload, received_at)*!
-- Store an update; one that is known already, handled or not, is left as it is.
INSERT INTO inbox (update_id, lane, user_id, payload, received_at)
VALUES (:update_id, :lane, :user_id, :payload, :received_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: pass_over(update_id, received_at)!
-- Count an update as come and gone without keeping anything of it.
INSERT INTO inbox (update_id, lane, payload, state, received_at, finished_at)
VALUES (:update_id, '', '', 'done', :received_at, :received_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: drop_passed(before)!
-- Remove updates that were passed over before another one: a flood must not leave a row for each of its drops.
DELETE FROM inbox WHERE state = 'done' AND attempts = 0 AND update_id < :before;

-- name: newest(received_after)^
-- The highest update id received since a moment, from which the next offset follows.
SELECT MAX(update_id) AS update_id FROM inbox WHERE received_at > :received_after;

-- name: waiting_queues(how_many)
-- Lanes with something to handle, the longest waiting first.
SELECT lane, MIN(update_id) AS first FROM inbox
WHERE state = 'pending'
GROUP BY lane ORDER BY first LIMIT :how_many;

-- name: waiting(lane, how_many)
-- The next updates of a lane, in order.
SELECT update_id, payload, attempts FROM inbox
WHERE state = 'pending' AND lane = :lane
ORDER BY update_id LIMIT :how_many;

-- name: begin(update_id)
-- Count a try before it is made, so that a kill counts too.
UPDATE inbox SET attempts = attempts + 1
WHERE update_id = :update_id AND state = 'pending'
RETURNING attempts;

-- name: give_back(update_id)!
-- A try that was cut short by us, or by the channel, is no fault of the update's: uncount it.
UPDATE inbox SET attempts = attempts - 1
WHERE update_id = :update_id AND state = 'pending' AND attempts > 0;

-- name: finish(update_id, at)!
-- Mark an update as handled and drop what it said and who said it.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = '', finished_at = :at
WHERE update_id = :update_id AND state = 'pending';

-- name: quarantine(update_id, at, error, reference)!
-- Take an update that cannot be handled out of its lane; its content stays until the purge, for those who mend it.
UPDATE inbox SET state = 'aside', finished_at = :at, error = :error, reference = :reference
WHERE update_id = :update_id AND state = 'pending';

-- name: trim_quarantine(update_id, most)!
-- Erase what an update's lane has set aside, but for the last few.
UPDATE inbox SET state = 'done', lane = '', user_id = NULL, payload = ''
WHERE state = 'aside' AND lane = (SELECT i.lane FROM inbox AS i WHERE i.update_id = :update_id)
AND update_id NOT IN (
    SELECT o.update_id FROM inbox AS o
    WHERE o.state = 'aside' AND o.lane = (SELECT i.lane FROM inbox AS i WHERE i.update_id = :update_id)
    ORDER BY o.update_id DESC LIMIT :most
);

-- name: retry_quarantined(reference)!
-- Put an update that was set aside back into its lane, to be tried afresh.
UPDATE inbox SET state = 'pending', attempts = 0, finished_at = NULL, error = NULL
WHERE reference = :reference AND state = 'aside';

-- name: purge(received_before)!
-- Remove what has been dealt with and is older than Telegram itself would keep it.
DELETE FROM inbox WHERE received_at < :received_before AND state <> 'pending';

-- name: backlog()^
-- How much waits, since when, and how much was set aside.
SELECT COUNT(CASE WHEN state = 'pending' THEN 1 END) AS waiting,
       MIN(CASE WHEN state = 'pending' THEN received_at END) AS oldest,
       COUNT(CASE WHEN state = 'aside' THEN 1 END) AS aside
FROM inbox;
