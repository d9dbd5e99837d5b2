-- name: count(day, fault)
-- Count a fault once more; how often it was met, and how many faults of that day have been told by themselves.
INSERT INTO faults (day, fault, times, told) VALUES (:day, :fault, 1, 0)
ON CONFLICT (day, fault) DO UPDATE SET times = faults.times + 1
RETURNING times, (SELECT COUNT(*) FROM faults AS other WHERE other.day = :day AND other.told > 0) AS told;

-- name: mark_alerted(day, fault)!
-- Note that a fault has been told by itself.
UPDATE faults SET told = 1 WHERE day = :day AND fault = :fault;

-- name: unalerted(before)
-- What was counted on earlier days and has not been told, day by day.
SELECT day, fault, times - told AS beyond FROM faults
WHERE day < :before AND times > told
ORDER BY day, fault;

-- name: forget(before)!
-- Forget earlier days.
DELETE FROM faults WHERE day < :before;
