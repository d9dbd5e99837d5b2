-- name: record(name, at, outcome)!
-- Remember when a job last ran and how it ended.
INSERT INTO ticks (name, at, outcome) VALUES (:name, :at, :outcome)
ON CONFLICT (name) DO UPDATE SET at = excluded.at, outcome = excluded.outcome;

-- name: all()
-- The last run of every job, for the operator.
SELECT name, at, outcome FROM ticks ORDER BY name;
