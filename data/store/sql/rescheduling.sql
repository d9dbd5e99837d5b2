-- name: waiting(now)
-- Return the moments after :now for which untried deliveries wait, and the present local hours of their chats. Looks at
-- each priority by itself, so that what is due already need not be read.
SELECT DISTINCT c.zone, c.hour, d.due_at
FROM deliveries AS d JOIN chats AS c ON c.chat_id = d.chat_id
WHERE d.state = 'pending' AND d.rank IN (SELECT rank FROM pending_ranks) AND d.due_at > :now AND d.attempts = 0 AND c.state = 'active';

-- name: waiting_of_changed(now, changed_after)
-- Return the same for chats whose settings have changed since a moment.
SELECT DISTINCT c.zone, c.hour, d.due_at
FROM chats AS c INDEXED BY chats_by_change CROSS JOIN deliveries AS d INDEXED BY deliveries_of_chat
WHERE c.state = 'active' AND c.changed_at > :changed_after
AND d.chat_id = c.chat_id AND d.state = 'pending' AND d.due_at > :now AND d.attempts = 0;

-- name: reschedule(zone, hour, changed_after, after, last, kinds, now, next_hour, next_day, at_once)!
-- Move deliveries that wait for an hour which their chat no longer has. A change for a daily reader goes to the next
-- digest, anything else to the next waking hour, but what begins before the next day is due now. :kinds is «all», or
-- «news» to leave reminders alone.
UPDATE deliveries INDEXED BY deliveries_of_chat SET due_at = (
    SELECT CASE
        WHEN n.kind = 'change' AND c.frequency = 'daily' THEN :next_hour
        WHEN n.begins < :next_day THEN :now
        ELSE :at_once
    END
    FROM notices AS n, chats AS c WHERE n.id = deliveries.notice_id AND c.chat_id = deliveries.chat_id
)
WHERE state = 'pending' AND due_at > :now AND due_at <> :next_hour AND attempts = 0
AND chat_id IN (
    SELECT chat_id FROM chats
    WHERE zone = :zone AND hour = :hour AND state = 'active' AND chat_id > :after AND chat_id <= :last
    AND changed_at > :changed_after
)
AND notice_id IN (SELECT id FROM notices WHERE kind = 'change' OR (:kinds = 'all' AND kind IN ('reminder', 'window')));

-- name: retry_now(now, until)!
-- Make due now what waits for a moment through :until by a clock that has been put back since: retries, and bulletins
-- and messages, which were due at once.
UPDATE deliveries SET due_at = :now
WHERE state = 'pending' AND rank IN (SELECT rank FROM pending_ranks) AND due_at > :now AND due_at <= :until
AND (attempts > 0 OR notice_id IN (SELECT id FROM notices WHERE kind IN ('bulletin', 'message')));
