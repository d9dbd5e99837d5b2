-- name: lengths(now, most)
-- Return in one row how many updates wait, are in quarantine, and how many deliveries are pending, due and being sent.
-- Each queue is counted up to :most. Deliveries are counted in the order of sending.
SELECT u.waiting, u.waiting_since, q.quarantined, d.pending, d.due, d.due_since, l.leased
FROM (
    SELECT COUNT(*) AS waiting, MIN(received_at) AS waiting_since
    FROM (SELECT received_at FROM inbox WHERE state = 'pending' LIMIT :most) AS first_updates
) AS u CROSS JOIN (
    SELECT COUNT(*) AS quarantined FROM (SELECT 1 FROM inbox WHERE state = 'aside' LIMIT :most) AS first_aside
) AS q CROSS JOIN (
    SELECT COUNT(*) AS pending, COUNT(CASE WHEN due_at <= :now THEN 1 END) AS due,
        MIN(CASE WHEN due_at <= :now THEN due_at END) AS due_since
    FROM (SELECT due_at FROM deliveries WHERE state = 'pending' ORDER BY rank, due_at LIMIT :most) AS first_pending
) AS d CROSS JOIN (
    SELECT COUNT(*) AS leased FROM (SELECT 1 FROM deliveries WHERE state = 'leased' LIMIT :most) AS first_leased
) AS l;
