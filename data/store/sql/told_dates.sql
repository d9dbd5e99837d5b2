-- name: told(begins)
-- Return the reminders and windows from a day on that at least one chat was sent, or may have been, oldest first.
SELECT n.subject, n.begins, n.payload, n.created_at FROM notices AS n
WHERE n.kind IN ('reminder', 'window') AND n.begins >= :begins AND EXISTS (
    SELECT 1 FROM deliveries AS d WHERE d.notice_id = n.id AND d.state IN ('sent', 'unknown', 'leased')
)
ORDER BY n.id;
