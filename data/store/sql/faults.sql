-- name: count(day, fault)
-- Count a fault. Return how often it was met that day, and of how many faults of that day the owners were alerted.
INSERT INTO faults (day, fault, times, told) VALUES (:day, :fault, 1, 0)
ON CONFLICT (day, fault) DO UPDATE SET times = faults.times + 1
RETURNING times, (SELECT COUNT(*) FROM faults AS other WHERE other.day = :day AND other.told > 0) AS told;

-- name: mark_alerted(day, fault)!
-- Note that the owners were alerted of a fault.
UPDATE faults SET told = 1 WHERE day = :day AND fault = :fault;

-- name: unalerted(before)
-- Return by day and fault what was counted on earlier days, without what the owners were alerted of.
SELECT day, fault, times - told AS beyond FROM faults
WHERE day < :before AND times > told
ORDER BY day, fault;

-- name: forget(before)!
-- Delete earlier days.
DELETE FROM faults WHERE day < :before;
